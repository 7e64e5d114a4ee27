import { z } from "zod";
import { milestoneStages } from "../../core/milestones.ts";

const text = (max: number) => z.string().min(1, "is empty").max(max, `has more than ${max} characters`);
const optional = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal("").transform(() => null), schema], { error: (issue) => firstReason(issue) });

/** A union says only "invalid input"; what the filled-in form lacks is what helps. */
function firstReason(issue: { errors?: { message: string }[][] }): string {
  return issue.errors?.at(-1)?.[0]?.message ?? "is not valid";
}

const key = text(128);
const job = text(80);
const channel = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, "is not a channel id (up to 32 of a-z 0-9 _ -)");
const day = z.iso.date("is not a date like 2026-11-18");
const moment = z.iso
  .datetime({ offset: true, error: "is not a time with zone like 2026-11-18T09:30:00+08:00" })
  .transform((value) => new Date(value));
const number = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, "is not a number")
    .transform(Number)
    .refine((value) => value >= from && value <= to, `is not between ${from} and ${to}`);

export const JobRow = z.object({
  job,
  shift: z.enum(["day", "night", "rotating"], "is not day, night or rotating"),
  opened_on: day,
  openings: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, "is not a whole number from 1 to 99999")
    .transform(Number),
});

/** One per touch. */
export const CandidateRow = z.object({
  candidate_key: key,
  name: optional(text(128)),
  phone: optional(z.string().regex(/^\+?\d[\d -]{4,19}$/, "is not a phone number")),
  channel,
  job,
  applied_at: moment,
});

export const StageRow = z.object({
  candidate_key: key,
  job,
  stage: z.enum(milestoneStages, `is not one of ${milestoneStages.join(", ")}`),
  at: moment,
});

export const ScoreRow = z.object({ candidate_key: key, job, score: number(0, 100), at: moment });

export const SpendRow = z.object({
  channel,
  date: day,
  amount_cny: z
    .string()
    .regex(/^\d{1,10}(\.\d{1,2})?$/, "is not an amount in CNY like 120.50")
    .transform(Number),
});

export const EmployeeRow = z
  .object({
    candidate_key: key,
    job,
    hired_on: day,
    left_on: optional(day),
    exit_reason: optional(text(64)),
    sat: optional(number(0, 5)),
    three_min_rate: optional(number(0, 1)),
  })
  .refine(({ hired_on, left_on }) => left_on === null || left_on >= hired_on, {
    path: ["left_on"],
    message: "lies before hired_on",
  });

export type JobRow = z.infer<typeof JobRow>;
export type CandidateRow = z.infer<typeof CandidateRow>;
export type StageRow = z.infer<typeof StageRow>;
export type ScoreRow = z.infer<typeof ScoreRow>;
export type SpendRow = z.infer<typeof SpendRow>;
export type EmployeeRow = z.infer<typeof EmployeeRow>;
