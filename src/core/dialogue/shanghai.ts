/** China has one time zone and no summer time, so its civil time is plain arithmetic. */
const offset = 8 * 3_600_000;
const day = 24 * 3_600_000;

export type CivilDate = { year: number; month: number; day: number };

/** The date in Shanghai at `at` (ms since epoch). */
export function civilDate(at: number): CivilDate {
  const local = new Date(at + offset);
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

/** 0 = Monday … 6 = Sunday. */
export const weekday = (at: number): number => (new Date(at + offset).getUTCDay() + 6) % 7;

/** Milliseconds since local midnight. */
export const timeOfDay = (at: number): number => (((at + offset) % day) + day) % day;

/** The moment `ms` after the local midnight that begins the day of `at`, `days` later. */
export const onDay = (at: number, days: number, ms: number): number => at - timeOfDay(at) + days * day + ms;

/** YYYY-MM-DD of the day `days` after the day of `at`. */
export const isoDay = (at: number, days = 0): string => iso(civilDate(at + days * day));

/** YYYY-MM-DD; null when there is no such day (31 November). */
export function isoOf({ year, month, day: number }: CivilDate): string | null {
  const at = Date.UTC(year, month - 1, number) - offset;
  const real = civilDate(at);
  return real.month === month && real.day === number ? iso(real) : null;
}

/** Whole days from the day of `at` to the date; negative = it is past. */
export const daysUntil = (at: number, date: CivilDate): number =>
  Math.round((Date.UTC(date.year, date.month - 1, date.day) - offset - onDay(at, 0, 0)) / day);

const iso = ({ year, month, day: number }: CivilDate): string =>
  `${year}-${String(month).padStart(2, "0")}-${String(number).padStart(2, "0")}`;
