import { addDays, dayIn, daysBetween } from "../core/calendar-days.ts";
import { advisePosting, type PostingAdvice } from "../core/statistics/posting-time.ts";
import { type Asking, answerMetric, type MetricRow } from "./answer.ts";
import { MetricQuery } from "./query.ts";

const lookBack = 84;

/** When to post, from the arrivals of the last twelve weeks that have ended; null = nobody ever came. */
export async function postingAdvice(
  asking: Asking,
  channel: string | null,
): Promise<(PostingAdvice & { from: string; to: string; reproduce: string; rows: MetricRow[] }) | null> {
  const to = addDays(dayIn(asking.timeZone, asking.now), -1);
  const filters = { channel: channel === null ? null : [channel], job: null, shift: null };
  const ask = (query: object) => answerMetric(asking, MetricQuery.parse({ filters, ...query }));
  const perDay = await ask({ metric: "resumes", group_by: ["day"], from: addDays(to, 1 - lookBack), to });
  const first = perDay.rows.find(({ value }) => (value ?? 0) > 0)?.group.day;
  if (first === undefined) return null;
  const from = String(first);
  const answer = await ask({ metric: "posting_time", group_by: ["weekday", "hour"], from, to });
  const arrivals = answer.rows.map(({ group, numerator }) => ({
    weekday: Number(group.weekday),
    hour: Number(group.hour),
    count: numerator ?? 0,
  }));
  const advice = advisePosting(arrivals, (daysBetween(from, to) + 1) / 7);
  return advice && { ...advice, from, to, reproduce: answer.reproduce, rows: answer.rows };
}
