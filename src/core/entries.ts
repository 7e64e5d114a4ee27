import { z } from "zod";
import { exitReasonIds, Outcome } from "./outcomes.ts";

/** Facts as programs and files enter them. */

export const OutcomeRow = z.object({
  candidate: z.string().trim().min(1).max(64).describe("Number like C1042, or the application's id"),
  outcome: Outcome,
  on: z.iso.date("is not a date like 2026-11-20").optional().describe("Local day; today when left out"),
  reason: z
    .enum(exitReasonIds, `is not one of ${exitReasonIds.join(", ")}`)
    .optional()
    .describe("Why the person left; required for left"),
  remove: z.boolean().default(false).describe("Takes the outcome back"),
});
export type OutcomeRow = z.infer<typeof OutcomeRow>;

const status = z
  .enum(["recorded", "same", "refused"])
  .describe("same = it was there already, nothing changed");

export const OutcomeResult = z.object({
  candidate: z.string(),
  outcome: Outcome,
  status,
  reason: z
    .enum(["unknown", "erased", "practice", "future", "not_hired", "left_first", "no_reason", "nothing"])
    .nullable()
    .describe("Why it was refused"),
});
export type OutcomeResult = z.infer<typeof OutcomeResult>;

export const SpendRow = z.object({
  channel: z.string().trim().min(1).max(40).describe("Id or name of a recruiting channel, e.g. boss"),
  period: z
    .string()
    .trim()
    .min(4)
    .max(40)
    .describe("2026-11, 2026-11-18 or 2026-11-01..2026-11-15; the amount is spread over its days"),
  amount_cny: z.number().min(0).max(10_000_000).describe("Replaces what was there for these days"),
});
export type SpendRow = z.infer<typeof SpendRow>;

export const SpendResult = z.object({
  channel: z.string(),
  period: z.string(),
  status,
  reason: z.enum(["channel", "period", "too_long"]).nullable().describe("Why it was refused"),
  before_cny: z.number().nullable().describe("What was there before; null = nothing was recorded"),
});
export type SpendResult = z.infer<typeof SpendResult>;
