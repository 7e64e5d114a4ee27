import { isoDay } from "./shanghai.ts";
import type { Common } from "./state.ts";

/** Days after a decision reached the candidate in which they can have it looked at again (README §3.8, REQ-05). */
export const reviewDays = 15;

/** Whether a review can be asked for at `now`: always before a decision, then to the end of the last of these days. */
export const mayContest = (
  { decision, decidedAt }: Pick<Common, "decision" | "decidedAt">,
  now: number,
): boolean => decision === null || decidedAt === undefined || isoDay(now) <= isoDay(decidedAt, reviewDays);
