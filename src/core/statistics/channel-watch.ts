import { type Day, daysBetween } from "../calendar-days.ts";
import { type DayCount, dropThreshold, type WatchedDay, watchDrops } from "./drop-detector.ts";
import { daysBetweenFalseAlarms } from "./drop-false-alarms.ts";
import { surprises } from "./stream-detector.ts";

/** What a channel's counts say, from the first day to the last that has ended. */
export type ChannelWatch = {
  /** Résumés on an average day; null = not watched yet (less than eight weeks known, or next to nothing comes). */
  perDay: number | null;
  alarms: ChannelAlarm[];
  days: WatchedDay[];
};

/** `observed` and `expected` are those of the seven days up to `date`; `perDay` is what was usual before. */
export type ChannelAlarm = { date: Day; observed: number; expected: number; perDay: number };

/** `observed` of `days` days up to `date`, and what they used to bring before the fall. */
export type AlarmEnd = {
  date: Day;
  how: "recovered" | "settled";
  observed: number;
  expected: number;
  days: number;
};

export type WatchOptions = { masked?: (day: Day) => boolean; channels?: number };

/** Above this a day's count varies more than Poisson's law says, and the general detector takes over. */
const busyAbove = 30;
const watchedFrom = 0.25;
const settling = 56;
/** Days after which a fallen channel's level is the usual one. */
const settledAfter = 28;
const quietDays = 28;

/**
 * Falls of one channel. Up to 30 résumés a day the likelihood-ratio CUSUM for Poisson counts; above, the general
 * detector on what came over what was expected, because busy channels vary with campaigns: there the CUSUM would be
 * wrong every week or two (`npm run bench -- drop`).
 */
export function watchChannel(series: readonly DayCount[], options: WatchOptions = {}): ChannelWatch {
  const { days, alarms } = watchDrops(series, options);
  const last = days.at(-1)?.base ?? null;
  const isBusy = (date: Day) => (days.find((day) => day.date === date)?.base ?? 0) > busyAbove;
  const slow = alarms.filter(({ date }) => !isBusy(date));
  const busy = days.some(({ base }) => (base ?? 0) > busyAbove)
    ? busyAlarms(days, options).filter(({ date }) => isBusy(date))
    : [];
  return {
    perDay: last !== null && last >= watchedFrom && days.length > settling ? last : null,
    alarms: [...slow, ...busy].sort((a, b) => (a.date < b.date ? -1 : 1)),
    days,
  };
}

function busyAlarms(days: readonly WatchedDay[], { masked, channels }: WatchOptions): ChannelAlarm[] {
  const open = days.flatMap((day, t) =>
    t >= settling && day.expected && day.base && !masked?.(day.date)
      ? [{ ...day, ratio: day.count / day.expected, base: day.base }]
      : [],
  );
  const strange = surprises(
    open.map(({ ratio }) => ratio),
    { falls: true, quiet: quietDays },
  );
  return open
    .filter((_, i) => (strange[i] ?? 0) >= busyThreshold(channels))
    .map(({ date, base }) => ({ date, ...lastWeek(days, date), perDay: base }));
}

const busyThreshold = (channels = 1): number => (channels > 3 ? 8 : 7.5);

/** What came and what was expected in the seven days up to `date`. */
function lastWeek(days: readonly WatchedDay[], date: Day): { observed: number; expected: number } {
  const until = days.findIndex((day) => day.date === date) + 1;
  const week = days.slice(Math.max(0, until - 7), until);
  return {
    observed: week.reduce((sum, { count }) => sum + count, 0),
    expected: week.reduce((sum, day) => sum + (day.expected ?? 0), 0),
  };
}

/**
 * When the fall ended: the same test the other way round (as much as before the fall rather than half of it), at the
 * same threshold; or after 28 days, when the new level has become the usual one. Null = it goes on.
 */
export function endOfAlarm(
  { days }: ChannelWatch,
  alarm: Pick<ChannelAlarm, "date" | "perDay">,
  { masked, channels }: WatchOptions = {},
): AlarmEnd | null {
  const usual = ({ expected, base }: WatchedDay) =>
    expected === null || !base ? alarm.perDay : (alarm.perDay * expected) / base;
  const since = days.filter(({ date }) => date > alarm.date);
  let evidence = 0;
  for (const [i, day] of since.entries()) {
    if (!masked?.(day.date)) evidence = Math.max(0, evidence + day.count * Math.log(2) - usual(day) / 2);
    const recovered = evidence > dropThreshold(alarm.perDay, channels);
    if (!recovered && daysBetween(alarm.date, day.date) < settledAfter) continue;
    const week = since.slice(Math.max(0, i - 6), i + 1);
    return {
      date: day.date,
      how: recovered ? "recovered" : "settled",
      observed: week.reduce((sum, { count }) => sum + count, 0),
      expected: week.reduce((sum, one) => sum + usual(one), 0),
      days: week.length,
    };
  }
  return null;
}

/** How much shorter the true spacing is because the base is learnt from weeks, not known (simulated: .65 to .74). */
const learntBase = 0.65;
/** Simulated for busy channels whatever their spread, at the thresholds for up to three channels and for more. */
const busySpacing = { few: 200, many: 290 };

/** Days from one false alarm to the next over all channels watched together; each has its own. */
export function falseAlarmSpacing(perDay: readonly number[]): number {
  const channels = perDay.length;
  const each = perDay.map((mean) =>
    mean > busyAbove
      ? channels > 3
        ? busySpacing.many
        : busySpacing.few
      : learntBase * daysBetweenFalseAlarms(mean, dropThreshold(mean, channels)),
  );
  return 1 / each.reduce((sum, days) => sum + 1 / days, 0);
}
