import { type Day, daysFrom, weekdayOf } from "../calendar-days.ts";

export type DayCount = { date: Day; count: number };

/**
 * A day as the detector saw it: what was expected (null while there is no base yet; `base` on an average day), and how
 * far the sum of evidence for a drop stood after it.
 */
export type WatchedDay = DayCount & { expected: number | null; base: number | null; evidence: number };

/** `observed` and `expected` are those of the seven days up to `date`. */
export type DropAlarm = { date: Day; observed: number; expected: number; threshold: number; perDay: number };

export type DropOptions = {
  /** Holidays and sales weeks: neither evidence nor anything to learn from. */
  masked?: (day: Day) => boolean;
  /** How many channels are watched at once; 1 when nothing is said. */
  channels?: number;
};

/** What we look for: half of what is usual. */
const drop = 0.5;
const settling = 56;
const lag = 7;
const alpha = 2 / 29;
/** Weekdays against weekends before anything is known, and how many counts that belief weighs. */
const usualWeek = [1.17, 1.17, 1.17, 1.17, 1.17, 0.58, 0.58];
const beliefInWeek = 10;

/**
 * How much evidence makes an alarm, by expected counts per day. With more than three channels watched at once it is
 * more, because each raises false alarms of its own.
 */
export const dropThreshold = (perDay: number, channels = 1): number =>
  channels > 3 ? 4.5 : perDay <= 4 ? 3.5 : 4;

/** Evidence for a fall to half after one more day (Page's CUSUM of the Poisson likelihood ratio); never below 0. */
export const addEvidence = (evidence: number, count: number, expected: number): number =>
  Math.max(0, evidence + count * Math.log(drop) + expected * (1 - drop));

/**
 * Watches a daily series for a sudden drop: likelihood-ratio Poisson CUSUM for a fall to half, with weekday factors of
 * eight weeks shrunk to a usual week and a base that is an exponentially weighted mean (alpha 2/29) lagged seven days,
 * so that a slow fall cannot train the alarm. No alarm in the first 56 days; after one the evidence starts again at 0.
 */
export function watchDrops(
  series: readonly DayCount[],
  options: DropOptions = {},
): { days: WatchedDay[]; alarms: DropAlarm[] } {
  const days: WatchedDay[] = [];
  const alarms: DropAlarm[] = [];
  const watched = series.map((day) => ({
    ...day,
    weekday: weekdayOf(day.date) - 1,
    masked: options.masked?.(day.date) ?? false,
  }));
  const pattern: WeekPattern = { seen: usualWeek.map(() => 0), days: usualWeek.map(() => 0) };
  let counts = 0;
  let exposure = 0;
  let evidence = 0;
  for (const [t, { date, count, weekday, masked }] of watched.entries()) {
    const learnt = watched[t - lag];
    add(pattern, learnt, 1);
    add(pattern, watched[t - lag - settling], -1);
    const week = weekFactors(pattern);
    if (learnt && !learnt.masked) {
      counts = (1 - alpha) * counts + alpha * learnt.count;
      exposure = (1 - alpha) * exposure + alpha * (week[learnt.weekday] ?? 1);
    }
    const base = exposure > 0 ? counts / exposure : null;
    const expected = base === null ? null : base * (week[weekday] ?? 1);
    if (base !== null && expected !== null && t >= settling && !masked) {
      evidence = addEvidence(evidence, count, expected);
      const threshold = dropThreshold(base, options.channels);
      if (evidence > threshold) {
        const before = days.slice(-6);
        alarms.push({
          date,
          observed: count + before.reduce((sum, day) => sum + day.count, 0),
          expected: expected + before.reduce((sum, day) => sum + (day.expected ?? 0), 0),
          threshold,
          perDay: base,
        });
        evidence = 0;
      }
    }
    days.push({ date, count, expected, base, evidence });
  }
  return { days, alarms };
}

type Watched = DayCount & { weekday: number; masked: boolean };

/** What came on Mondays … Sundays of the weeks that count, and how many such days there were. */
type WeekPattern = { seen: number[]; days: number[] };

function add({ seen, days }: WeekPattern, day: Watched | undefined, sign: 1 | -1): void {
  if (!day || day.masked) return;
  seen[day.weekday] = (seen[day.weekday] ?? 0) + sign * day.count;
  days[day.weekday] = (days[day.weekday] ?? 0) + sign;
}

/** Factors of Monday … Sunday around 1. Plain loops: they run once for every day of every channel. */
function weekFactors({ seen, days }: WeekPattern): number[] {
  let counted = 0;
  let known = 0;
  for (const count of seen) counted += count;
  for (const count of days) known += count;
  const perDay = counted / Math.max(1, known);
  const factors: number[] = [];
  let total = 0;
  for (let i = 0; i < usualWeek.length; i += 1) {
    const usual = beliefInWeek * (usualWeek[i] ?? 1);
    const factor = ((seen[i] ?? 0) + usual) / (perDay * (days[i] ?? 0) + beliefInWeek);
    factors.push(factor);
    total += factor;
  }
  for (let i = 0; i < factors.length; i += 1) factors[i] = ((factors[i] ?? 1) * factors.length) / total;
  return factors;
}

/** One entry per day from the first to the last date; days that are not there count 0. */
export function everyDay(series: readonly DayCount[], last?: Day): DayCount[] {
  const counts = new Map<Day, number>();
  let [first, end] = [series[0]?.date, last];
  for (const { date, count } of series) {
    counts.set(date, (counts.get(date) ?? 0) + count);
    if (first === undefined || date < first) first = date;
    if (last === undefined && (end === undefined || date > end)) end = date;
  }
  if (first === undefined || end === undefined) return [];
  return daysFrom(first, end).map((date) => ({ date, count: counts.get(date) ?? 0 }));
}
