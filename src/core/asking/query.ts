import { z } from "zod";
import type { Day } from "../calendar-days.ts";

/** What an answer can be grouped by. */
export const askDimensions = [
  "channel",
  "job",
  "day",
  "week",
  "month",
  "weekday",
  "hour",
  "reason",
  "step",
] as const;
export type AskDimension = (typeof askDimensions)[number];

export const askShifts = ["day", "night", "rotating"] as const;
export type AskShift = (typeof askShifts)[number];

const day = z.iso.date();

/** A question about numbers in the closed grammar; nothing else is ever asked of the database. */
export const AskQuery = z.strictObject({
  metric: z.string(),
  group_by: z.array(z.enum(askDimensions)).max(2),
  filters: z.strictObject({
    channel: z.array(z.string()).min(1).nullable(),
    job: z.string().nullable(),
    shift: z.enum(askShifts).nullable(),
  }),
  from: day.nullable(),
  to: day.nullable(),
  compare: z.enum(["previous_period", "same_period_last_year"]).nullable(),
  limit: z.int().positive().nullable(),
  order: z.enum(["asc", "desc"]).nullable(),
});
export type AskQuery = z.infer<typeof AskQuery>;

/** Stands among earlier questions for one that was refused; its words are not kept. */
export const refusedMark = "⛔";

/** A question with what is needed to read it. */
export type Question = {
  question: string;
  /** Earlier questions of the same person, oldest first. */
  context: readonly string[];
  /** The company's local day. */
  today: Day;
  /** Exact names of the company's jobs. */
  jobs: readonly string[];
  /** Channel ids of the company's own, besides the known ones. */
  channels?: readonly string[];
};

/** Why a question is not answered as it stands. */
export type Refusal = "protected" | "personal" | "elsewhere" | "write" | "injection";
export type Doubt =
  | "not_understood"
  | "no_metric"
  | "pass_rate"
  | "unit_cost"
  | "unlisted_metric"
  | "unknown_job"
  | "several_jobs"
  | "unknown_channel"
  | "excluding"
  | "too_fine"
  | "several_shifts"
  | "future";

/** How a question was read. Choices are questions that can be asked next. */
export type Reading =
  | { kind: "answer"; query: AskQuery }
  | { kind: "clarify"; doubt: Doubt; choices: string[]; about: string }
  | { kind: "refuse"; refusal: Refusal };
