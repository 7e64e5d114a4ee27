import { isoDay } from "./shanghai.ts";
import type { Common } from "./state.ts";

/** Attempts at the assessment in one application, until a decision is made. */
export const attemptsAtMost = 2;

/** Days after a decision until the next attempt: 30, and 90 once two were begun (README §3.8: at most 2 in 90 days). */
export const retryDays = (attempt: number): number => (attempt >= 2 ? 90 : 30);

/**
 * The date (YYYY-MM-DD, Shanghai) from which a declined candidate may try again; null = not declined. It counts the
 * attempts that the letter counted, so that letter and chat name the same number of days.
 */
export const retryDate = ({ decision, decidedAt, decidedAttempt, attempt }: Common): string | null =>
  decision === "decline" && decidedAt !== undefined
    ? isoDay(decidedAt, retryDays(decidedAttempt ?? attempt))
    : null;

/** Whether that date has come. */
export function mayRetry(common: Common, now: number): boolean {
  const date = retryDate(common);
  return date !== null && isoDay(now) >= date;
}
