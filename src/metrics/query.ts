import { z } from "zod";
import { recruitingChannels } from "../core/recruiting-channels.ts";
import { dimensions } from "./dimensions.ts";

/** Recruiting channels that may be asked for even before anybody came by them; a company's own ids come on top. */
export const knownChannels: readonly string[] = recruitingChannels
  .map(({ id }) => id)
  .filter((id) => id !== "other");

export const shifts = ["day", "night", "rotating"] as const;
export const compares = ["previous_period", "same_period_last_year"] as const;

const day = z.iso.date("a date is written like 2026-11-18");

/** A question about numbers; every way of asking ends in one of these. */
export const MetricQuery = z
  .object({
    metric: z.string(),
    group_by: z.array(z.enum(dimensions)).max(2, "group by at most two dimensions").default([]),
    filters: z
      .object({
        channel: z.array(z.string()).nullable().default(null),
        job: z.string().nullable().default(null),
        shift: z.enum(shifts).nullable().default(null),
      })
      .default({ channel: null, job: null, shift: null }),
    from: day.nullable().default(null),
    to: day.nullable().default(null),
    compare: z.enum(compares).nullable().default(null),
    limit: z.int().positive("limit is a whole number above 0").nullable().default(null),
    order: z.enum(["asc", "desc"]).nullable().default(null),
  })
  .refine(({ from, to }) => !from || !to || from <= to, "from lies after to")
  .refine(({ group_by }) => new Set(group_by).size === group_by.length, "the two dimensions are the same");
export type MetricQuery = z.infer<typeof MetricQuery>;

/** The query cannot be answered as it is; the message says what can be asked instead. */
export class MetricQueryError extends Error {
  override readonly name = "MetricQueryError";
}
