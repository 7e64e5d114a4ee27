import { onDay, timeOfDay } from "./shanghai.ts";

const minute = 60_000;
const hour = 60 * minute;

/** Without a word from the candidate for this long, the step has to be started again. */
export const expiryMs = 72 * hour;

const quietFrom = 22 * hour;
const quietUntil = 8 * hour + 30 * minute;
const apart = 6 * hour;

/**
 * When to remind a candidate who was last active at `activeAt`: after 2 h, next day 10:00, after 44 h (some platforms
 * close the window at 48 h), never between 22:00 and 8:30 in Shanghai and never twice within 6 h.
 */
export function reminderTimes(activeAt: number): number[] {
  const wanted = [
    afterQuiet(activeAt + 2 * hour),
    onDay(activeAt, 1, 10 * hour),
    beforeQuiet(activeAt + 44 * hour),
  ];
  const times: number[] = [];
  for (const time of wanted) {
    const last = times.at(-1);
    if (last === undefined || time - last >= apart) times.push(time);
  }
  return times;
}

export const isQuiet = (at: number): boolean => timeOfDay(at) >= quietFrom || timeOfDay(at) < quietUntil;

/** `at`, or 8:30 after the quiet hours it falls into. */
export const afterQuiet = (at: number): number =>
  isQuiet(at) ? onDay(at, timeOfDay(at) >= quietFrom ? 1 : 0, quietUntil) : at;

/** `at`, or 21:30 before the quiet hours it falls into: later could be too late for the platform. */
const beforeQuiet = (at: number): number =>
  isQuiet(at) ? onDay(at, timeOfDay(at) >= quietFrom ? 0 : -1, 21.5 * hour) : at;
