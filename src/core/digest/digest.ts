import type { JobFit, Stage } from "../dialogue/effect.ts";
import type { Band } from "../scoring/assessment.ts";

/** One candidate who may be worth an interview and has not been decided on. */
export type DigestRow = {
  applicationId: string;
  number: number;
  version: number;
  name: string | null;
  jobTitle: string;
  stage: Stage;
  band: Band;
  passed: boolean;
  total: number;
  confidence: number;
  quotes: string[];
  jobFit: JobFit | null;
  /** When the assessment was finished, ms. */
  at: number;
};

export type Digest = { rows: DigestRow[] /** Matched candidates that did not fit. */; more: number };

/** Rows a digest shows at most; more is not read on a phone. */
export const digestRows = 8;

/**
 * The digest of matched candidates: passed, or in the review band; undecided; best band first, then score, then the one
 * who has waited longest. At most `digestRows` rows with at most two quotes each.
 */
export function buildDigest(candidates: readonly DigestRow[]): Digest {
  const matched = candidates
    .filter(
      (row) =>
        (row.stage === "assessed" || row.stage === "held") && (row.passed || row.band !== "decline_proposed"),
    )
    .sort(
      (a, b) =>
        bandOrder(a.band) - bandOrder(b.band) || b.total - a.total || a.at - b.at || a.number - b.number,
    );
  return {
    rows: matched.slice(0, digestRows).map((row) => ({ ...row, quotes: row.quotes.slice(0, 2) })),
    more: Math.max(0, matched.length - digestRows),
  };
}

function bandOrder(band: Band): number {
  switch (band) {
    case "advance":
      return 0;
    case "review":
      return 1;
    case "decline_proposed":
      return 2;
    default:
      return band satisfies never;
  }
}
