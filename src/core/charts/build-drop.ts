import { addDays, type Day } from "../calendar-days.ts";
import { falseAlarmSpacing, watchChannel } from "../statistics/channel-watch.ts";
import { everyDay } from "../statistics/drop-detector.ts";
import { isMasked } from "../statistics/masked-days.ts";
import type { DropChart } from "./chart.ts";
import { type About, type FactRow, head } from "./facts.ts";
import { say } from "./words.ts";

/** How many channels are watched at once, which asks for more evidence each, and how often one is accused falsely, days. */
type Watching = { channels?: number; spacing?: number | null };

/** Days shown when the window is open at its start; the detector always sees all of them. */
const shown = 120;

/**
 * Daily résumés against the drop detector's expectation, from the rows of `resumes` by day. `rows` should reach back to
 * the first résumé; `last` is the last finished day; `watching` is what an alert was raised with. null without a day to
 * show.
 */
export function dropChart(
  about: About,
  rows: readonly Pick<FactRow, "group" | "value">[],
  last: Day,
  watching: Watching = {},
): DropChart | null {
  const counts = rows
    .map(({ group, value }) => ({ date: String(group.day), count: value ?? 0 }))
    .filter(({ date }) => date <= last);
  const series = everyDay(counts, last);
  const { channels = 1, spacing } = watching;
  const { days, alarms } = watchChannel(series, { masked: isMasked, channels });
  const from = about.period.from ?? addDays(last, 1 - shown);
  const until = about.period.to && about.period.to < last ? about.period.to : last;
  const visible = days.filter(({ date }) => date >= from && date <= until).slice(-400);
  const [first] = visible;
  const end = visible.at(-1);
  if (!first || !end) return null;
  const perDay = alarms.at(-1)?.perDay ?? usualPerDay(visible);
  return {
    ...head(
      { ...about, period: { from: first.date, to: end.date } },
      say(about.locale, "每天简历与骤降报警", "Daily résumés and drop alarms"),
    ),
    kind: "drop",
    days: visible.map(({ date, count, expected }) => ({ date, count, expected, masked: isMasked(date) })),
    alarms: alarms
      .filter(({ date }) => date >= first.date && date <= end.date)
      .map(({ date, observed, expected }) => ({ date, observed, expected }))
      .slice(-60),
    daysBetweenFalseAlarms: spacing ?? (perDay === null || perDay <= 0 ? null : falseAlarmSpacing([perDay])),
  };
}

/** The mean of what was expected lately; null while nothing was. */
function usualPerDay(days: readonly { expected: number | null }[]): number | null {
  const known = days.slice(-28).flatMap(({ expected }) => expected ?? []);
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length;
}
