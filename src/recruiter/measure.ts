import { type Day, dayIn } from "../core/calendar-days.ts";
import { readNow } from "../db/decisions.ts";
import { answerMetric, type MetricRow } from "../metrics/answer.ts";
import { MetricQuery } from "../metrics/query.ts";
import { companyTimeZone } from "./candidate.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";

/** Questions about one company's numbers, all as of the same moment. */
export type Measure = {
  today: Day;
  timeZone: string;
  now: Date;
  /** Rows of a metric; what is asked is checked as any question is. */
  rows(query: { metric: string } & Partial<MetricQuery>): Promise<MetricRow[]>;
  /** The same, and the command that asks it again. */
  answer(query: { metric: string } & Partial<MetricQuery>): ReturnType<typeof answerMetric>;
};

/** Takes the company's clock now. */
export async function measure(
  { db, clock }: Pick<RecruiterDeps, "db" | "clock">,
  { company }: Pick<Recruiter, "company">,
): Promise<Measure> {
  const { sql } = db;
  const [now, timeZone] = await Promise.all([readNow(sql, clock()), companyTimeZone(sql, company)]);
  const asking = { sql, company, timeZone, now };
  const answer: Measure["answer"] = (query) => answerMetric(asking, MetricQuery.parse(query));
  return {
    now,
    timeZone,
    today: dayIn(timeZone, now),
    answer,
    rows: async (query) => (await answer(query)).rows,
  };
}
