import { type ReviewState, remindersOf, reviewOf, targetMs } from "../core/reviews/review.ts";
import { createWorkingClock, type WorkingClock } from "../core/reviews/working-time.ts";
import { wilsonInterval } from "../core/statistics/proportion.ts";
import { median } from "../core/statistics/quantile.ts";
import type { Sql, Tx } from "../db/client.ts";
import { doneReviews, type ReviewRow, reviewRows } from "../db/reviews.ts";
import { workSettings } from "../db/work-settings.ts";

const recentMs = 30 * 86_400_000;

/** A review in the queue; `waited` = working ms so far, 0 while it rests. */
export type Review = ReviewRow & ReviewState & { waited: number; late: boolean };

export type ReviewQueue = {
  /** Those that wait, the longest waited first, then those that rest. */
  reviews: Review[];
  /** Median working ms of those that wait now; null = nobody does. */
  medianWait: number | null;
  /** Of the last 30 days: how many ended, how many of them within the target, with Wilson's interval, and the median. */
  done: { n: number; within: number; interval: readonly [number, number] | null; median: number | null };
  /** What the metric `pending_reviews` counts of these. */
  pending: number;
  clock: WorkingClock;
};

/** The review queue of a company at `now`; `ownOf` = only this person's jobs. */
export async function readReviews(
  sql: Sql | Tx,
  company: string,
  now: Date,
  ownOf: string | null = null,
): Promise<ReviewQueue> {
  const { workingTime, timeZone } = await workSettings(sql, company);
  const clock = createWorkingClock(workingTime, timeZone);
  const rows = await reviewRows(sql, company, ownOf);
  const ended = await doneReviews(sql, company, new Date(now.getTime() - recentMs), ownOf);
  const reviews = rows
    .flatMap((row): Review[] => {
      const state = reviewOf(row);
      if (!state) return [];
      const waited = state.resting ? 0 : clock.between(state.since, now.getTime());
      return [{ ...row, ...state, waited, late: waited >= targetMs }];
    })
    .sort(
      (a, b) =>
        Number(a.resting !== null) - Number(b.resting !== null) || a.since - b.since || a.number - b.number,
    );
  const waits = reviews.filter(({ resting }) => resting === null).map(({ waited }) => waited);
  const took = ended.map(({ from, to }) => clock.between(from, to));
  const within = took.filter((time) => time <= targetMs).length;
  return {
    reviews,
    medianWait: median(waits),
    done: {
      n: took.length,
      within,
      interval: took.length > 0 ? wilsonInterval(within, took.length) : null,
      median: median(took),
    },
    pending: rows.filter(({ pending }) => pending).length,
    clock,
  };
}

/** Which reminders a review has earned by now; none while it rests. */
export const earned = (review: Review): ("owner" | "lead")[] =>
  review.resting ? [] : remindersOf(review.waited);
