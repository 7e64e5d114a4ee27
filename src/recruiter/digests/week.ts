import { z } from "zod";
import { addDays, type Day, dayIn, mondayOf } from "../../core/calendar-days.ts";
import {
  buildWeek,
  type ChannelCounts,
  type ChannelWeek,
  type Counts,
  type Yield,
} from "../../core/digest/week.ts";
import { assessmentPassRate } from "../../metrics/assessment-pass-rate.ts";
import { channelHealth } from "../../metrics/channel-health.ts";
import { cost } from "../../metrics/cost.ts";
import { hires } from "../../metrics/hires.ts";
import { interviews } from "../../metrics/interviews.ts";
import type { Answered, Metric } from "../../metrics/metric.ts";
import { resumes } from "../../metrics/resumes.ts";
import type { Scope } from "../../metrics/scope.ts";
import type { RecruiterDeps } from "../types.ts";

const Amount = z.number().nonnegative();
const StoredCounts = z.object({
  resumes: Amount,
  completed: Amount,
  passed: Amount,
  interviews: Amount,
  hires: Amount,
  spend: Amount.nullable(),
});
const StoredChannel = z.object({ channel: z.string(), now: StoredCounts, before: StoredCounts });

/** A week as it is stored with its digest. */
export const StoredWeek: z.ZodType<ChannelWeek> = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  channels: z.array(StoredChannel),
  total: StoredChannel,
  changes: z.array(
    z.object({
      channel: z.string(),
      what: z.enum(["resumes", "interviews", "hires"]),
      now: Amount,
      before: Amount,
    }),
  ),
  suggestion: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("drop"), channel: z.string(), observed: Amount, expected: Amount }),
    z.object({ kind: z.literal("shift"), from: z.string(), to: z.string(), probability: Amount }),
    z.object({ kind: z.literal("none") }),
  ]),
});

/** Weeks of money and interviews that a suggestion about the budget rests on. */
const yieldWeeks = 4;

type Asking = { company: string; timeZone: string; now: Date };

/** The last whole week of each channel against the one before, as things stand now. */
export async function readWeek({ db }: Pick<RecruiterDeps, "db">, asking: Asking): Promise<ChannelWeek> {
  const today = dayIn(asking.timeZone, asking.now);
  const monday = mondayOf(today);
  const [from, to] = [addDays(monday, -7), addDays(monday, -1)];
  const scope: Scope = {
    sql: db.sql,
    ...asking,
    today,
    from: addDays(monday, -7 * yieldWeeks),
    to,
    channels: null,
    job: null,
    shift: null,
  };
  const fortnight = { ...scope, from: addDays(monday, -14) };
  const weekly = (metric: Metric, over: Scope = fortnight) => metric.read(over, ["channel", "week"]);
  const [came, judged, interviewed, hired, spent, health] = await Promise.all([
    weekly(resumes),
    weekly(assessmentPassRate),
    weekly(interviews, scope),
    weekly(hires),
    weekly(cost, scope),
    channelHealth.read({ ...scope, from: null }, ["channel"]),
  ]);
  const parts = { came, judged, interviewed, hired, spent };
  return buildWeek({
    from,
    to,
    channels: channelsOf(parts).map((channel): ChannelCounts => {
      const week = (start: Day): Counts => countsOf(parts, channel, start);
      return { channel, now: week(from), before: week(addDays(from, -7)) };
    }),
    drops: health.flatMap(({ group, cell }) => {
      const expected = cell.extra?.expected;
      if (cell.extra?.alarm !== true || typeof expected !== "number") return [];
      return [{ channel: String(group.channel), observed: cell.n, expected }];
    }),
    yields: channelsOf(parts).map((channel) => yieldOf(parts, channel)),
  });
}

type Parts = Record<"came" | "judged" | "interviewed" | "hired" | "spent", Answered[]>;

const channelsOf = (parts: Parts): string[] => [
  ...new Set(Object.values(parts).flatMap((rows) => rows.map(({ group }) => String(group.channel)))),
];

function countsOf(parts: Parts, channel: string, week: Day): Counts {
  const cell = (rows: Answered[]) =>
    rows.find(({ group }) => group.channel === channel && group.week === week)?.cell;
  return {
    resumes: cell(parts.came)?.value ?? 0,
    completed: cell(parts.judged)?.denominator ?? 0,
    passed: cell(parts.judged)?.numerator ?? 0,
    interviews: cell(parts.interviewed)?.value ?? 0,
    hires: cell(parts.hired)?.value ?? 0,
    spend: cell(parts.spent)?.value ?? null,
  };
}

function yieldOf({ interviewed, spent }: Parts, channel: string): Yield {
  const of = (rows: Answered[]) =>
    rows.filter(({ group }) => group.channel === channel).map(({ cell }) => cell.value ?? 0);
  const money = of(spent);
  const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  return { channel, count: total(of(interviewed)), money: money.length > 0 ? total(money) : null };
}
