import type { Stage } from "../dialogue/effect.ts";
import type { Bilingual } from "../locale.ts";
import type { Band } from "../scoring/assessment.ts";

/** One line of a digest of matched candidates, as of now. */
export type MatchedRow = {
  applicationId: string;
  number: number;
  version: number;
  name: string | null;
  jobTitle: string;
  stage: Stage;
  band: Band | null;
  total: number | null;
  /** What the candidate did best and worst; null = nothing of the kind was found, or no result is kept any more. */
  strongest: Bilingual | null;
  weakest: Bilingual | null;
  /** Since when they wait, ms. */
  since: number;
  /** Not in the digest before. */
  fresh: boolean;
  /** Whoever decided since, and when, ms. */
  decided: { by: string; at: number } | null;
  erased: boolean;
};

export type MatchedDigest = {
  /** In the order in which they were listed: the longest wait first. */
  rows: MatchedRow[];
  /** Matched candidates that did not fit. */
  more: number;
  /** Matched candidates that their job's recruiter got personally. */
  elsewhere: number;
  held: number;
};

/** Who waits, before anything about them is read. */
export type Waiting = { applicationId: string; since: number };

/** Rows of a first message; more is not read on a phone. The others follow in its thread. */
export const firstRows = 8;

/** Rows of each message in the thread; a message has at most 50 blocks. */
const threadRows = 40;

/** Rows of a digest altogether. */
export const mostRows = firstRows + 3 * threadRows;

/** Those who wait, the longest first; equal waits in a fixed order. New are those whose wait began after `before`, ms. */
export function listWaiting(
  waiting: readonly Waiting[],
  before: number | null,
): { rows: (Waiting & { fresh: boolean })[]; more: number } {
  const sorted = [...waiting].sort(
    (a, b) => a.since - b.since || (a.applicationId < b.applicationId ? -1 : 1),
  );
  return {
    rows: sorted.slice(0, mostRows).map((row) => ({ ...row, fresh: before !== null && row.since > before })),
    more: Math.max(0, sorted.length - mostRows),
  };
}

/** Rows by message: the first, then those of its thread. */
export function inMessages<T>(rows: readonly T[]): T[][] {
  const messages = [rows.slice(0, firstRows)];
  for (let at = firstRows; at < rows.length; at += threadRows) messages.push(rows.slice(at, at + threadRows));
  return messages;
}

/** Whether a person still has to decide. */
export const isOpen = (row: MatchedRow): boolean => !row.erased && row.stage === "assessed";
