import { z } from "zod";
import { Locale } from "../locale.ts";

const Day = z.iso.date();
const Name = z.string().min(1).max(80);
const Count = z.number().nonnegative();
const Share = z.number().min(0).max(1);

const common = {
  locale: Locale,
  title: z.string().min(1).max(120),
  /** What the numbers are about, both ends included; null = open. */
  period: z.object({ from: Day.nullable(), to: Day.nullable() }),
  /** One more sentence the reader must know, under the picture. */
  caveat: z.string().max(200).nullable(),
};

/** Stages of recruiting in their order, with how many reached each. */
const FunnelChart = z.object({
  ...common,
  kind: z.literal("funnel"),
  steps: z
    .array(z.object({ name: Name, count: Count }))
    .min(1)
    .max(10),
});
export type FunnelChart = z.infer<typeof FunnelChart>;

/** A rate per channel. `share` and `interval` (Wilson 95 %) are null where there are too few (n < 5) to print a percentage. */
const ChannelsChart = z.object({
  ...common,
  kind: z.literal("channels"),
  /** Name of the rate. */
  measure: Name,
  rows: z
    .array(
      z.object({
        name: Name,
        hits: Count,
        n: Count,
        share: Share.nullable(),
        interval: z.tuple([Share, Share]).nullable(),
        /** One more figure in words, such as the cost of one hire. */
        detail: z.string().max(60).nullable(),
      }),
    )
    .max(40),
  /** P(best) of the leader, when it was computed; below 0.8 no ranking is claimed. */
  best: z.object({ name: Name, probability: Share }).nullable(),
});
export type ChannelsChart = z.infer<typeof ChannelsChart>;

/** When résumés arrive; hours and weekdays that are missing count 0. */
const ArrivalsChart = z.object({
  ...common,
  kind: z.literal("arrivals"),
  /** weekday 1 = Monday … 7, hour 0 … 23. */
  cells: z
    .array(z.object({ weekday: z.int().min(1).max(7), hour: z.int().min(0).max(23), count: Count }))
    .max(168),
});
export type ArrivalsChart = z.infer<typeof ArrivalsChart>;

/** Daily counts beside what was expected, with the days on which the drop alarm was raised. */
const DropChart = z.object({
  ...common,
  kind: z.literal("drop"),
  days: z
    .array(
      z.object({
        date: Day,
        count: Count,
        expected: Count.nullable(),
        /** Holidays and sales weeks, left out by the detector. */
        masked: z.boolean(),
      }),
    )
    .min(1)
    .max(400),
  /** Days of alarms, with the counts of the seven days up to them. */
  alarms: z.array(z.object({ date: Day, observed: Count, expected: Count })).max(60),
  /** How often a false alarm is to be expected, days; null = not known. */
  daysBetweenFalseAlarms: z.number().positive().nullable(),
});
export type DropChart = z.infer<typeof DropChart>;

/** What spending more on a channel brings: results over spend with diminishing returns, and where each channel stands now. */
const CostCurveChart = z.object({
  ...common,
  kind: z.literal("cost_curve"),
  /** What is counted, e.g. hires. */
  outcome: Name,
  curves: z
    .array(
      z.object({
        name: Name,
        now: z.object({ spend: Count, count: Count }),
        /** From spend 0 upwards; low and high = 95 % interval. */
        points: z.array(z.object({ spend: Count, mean: Count, low: Count, high: Count })).max(200),
      }),
    )
    .max(8),
});
export type CostCurveChart = z.infer<typeof CostCurveChart>;

/** What one result cost in each period; `value` null = no result or no spend recorded, never 0. */
const CostOverTimeChart = z.object({
  ...common,
  kind: z.literal("cost_over_time"),
  /** Name of the unit cost, e.g. cost per hire. */
  measure: Name,
  rows: z
    .array(z.object({ label: Name, spend: Count.nullable(), count: Count, value: Count.nullable() }))
    .max(120),
});
export type CostOverTimeChart = z.infer<typeof CostOverTimeChart>;

/** What values are measured in, as metrics have it; rates are fractions. */
const ChartUnit = z.enum(["count", "rate", "cny", "score", "days", "seconds", "ratio"]);
export type ChartUnit = z.infer<typeof ChartUnit>;

/** Any figure by time, channel, job …: a line or bars, one or a few series over the same labels. */
const SeriesChart = z.object({
  ...common,
  kind: z.literal("series"),
  unit: ChartUnit,
  form: z.enum(["line", "bar"]),
  labels: z.array(Name).min(1).max(400),
  series: z
    .array(
      z.object({
        name: Name,
        /** One per label; null = no data, shown as a gap. */
        values: z.array(z.number().nullable()).max(400),
        /** Interval per label, where there is one. */
        intervals: z
          .array(z.tuple([z.number(), z.number()]).nullable())
          .max(400)
          .nullable(),
      }),
    )
    .min(1)
    .max(6),
});
export type SeriesChart = z.infer<typeof SeriesChart>;

/** A picture of numbers: plain data, so that it can be stored, compared and drawn anywhere. */
export const Chart = z.discriminatedUnion("kind", [
  FunnelChart,
  ChannelsChart,
  ArrivalsChart,
  DropChart,
  CostCurveChart,
  CostOverTimeChart,
  SeriesChart,
]);
export type Chart = z.infer<typeof Chart>;
export type ChartKind = Chart["kind"];

/** A chart as it is shown. `alt` says the finding to whoever cannot see it. */
export type Picture = { svg: string; png: Uint8Array; alt: string };

/** Draws charts. Rejects when it takes too long or the work was given up. */
export type DrawChart = (chart: Chart, signal?: AbortSignal) => Promise<Picture>;
