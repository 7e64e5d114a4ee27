import { z } from "zod";
import type { Tx } from "./client.ts";
import { insertRows } from "./insert-rows.ts";

const Touch = z.object({ candidate_id: z.uuid(), at: z.date(), job_id: z.string(), channel: z.string() });
export type Touch = z.infer<typeof Touch>;

const touchColumns = {
  company_id: "text",
  candidate_id: "uuid",
  at: "timestamptz",
  job_id: "text",
  channel: "text",
} as const;

/** A touch as one string. */
export const touchKey = ({ candidate_id, at, job_id, channel }: Touch): string =>
  `${candidate_id} ${at.getTime()} ${job_id} ${channel}`;

/** Adds touches; returns the keys of those that were not there. */
export async function addTouches(tx: Tx, company: string, touches: readonly Touch[]): Promise<Set<string>> {
  if (touches.length === 0) return new Set();
  const rows = touches.map((touch) => ({ company_id: company, ...touch }));
  const returned = "on conflict do nothing returning candidate_id, at, job_id, channel";
  const made = await insertRows(tx, "touches", touchColumns, rows, returned);
  return new Set(made.map((row) => touchKey(Touch.parse(row))));
}

type Applied = { candidate_id: string; job_id: string; at: Date };

const appliedColumns = {
  company_id: "text",
  candidate_id: "uuid",
  job_id: "text",
  stage: "text",
  at: "timestamptz",
} as const;

const Made = z.object({ candidate_id: z.uuid(), job_id: z.string() });

/** A person's application to a job as one string. */
export const appliedKey = ({ candidate_id, job_id }: Omit<Applied, "at">): string =>
  `${candidate_id} ${job_id}`;

/** Notes that people applied; returns the keys of those whose application was not on record. */
export async function addApplied(tx: Tx, company: string, all: readonly Applied[]): Promise<Set<string>> {
  if (all.length === 0) return new Set();
  const rows = all.map((one) => ({ company_id: company, ...one, stage: "applied" }));
  const returned = "on conflict do nothing returning candidate_id, job_id";
  const made = await insertRows(tx, "milestones", appliedColumns, rows, returned);
  return new Set(made.map((row) => appliedKey(Made.parse(row))));
}
