import { addDays, addMonths, type Day, daysBetween, mondayOf } from "../core/calendar-days.ts";

export type Period = { from: Day; to: Day };

type CalendarUnit = { start(day: Day): Day; move(start: Day, count: number): Day };

const monthStart = (day: Day): Day => `${day.slice(0, 7)}-01`;
const startOfMonths = (months: number) => (day: Day) =>
  addMonths(monthStart(day), -((Number(day.slice(5, 7)) - 1) % months));

/** Smallest first: what begins on a Monday and ends within its week is a week. */
const units: readonly CalendarUnit[] = [
  { start: mondayOf, move: (start, count) => addDays(start, 7 * count) },
  ...[1, 3, 12].map((months) => ({
    start: startOfMonths(months),
    move: (start: Day, count: number) => addMonths(start, months * count),
  })),
];

/**
 * The period before: of a whole week, month, quarter or year the one before; of one still running on `today` the same
 * number of elapsed days of the one before; of any other period as many days, ending the day before it begins.
 */
export function previousPeriod({ from, to }: Period, today: Day): Period {
  for (const unit of units) {
    if (unit.start(from) !== from) continue;
    const end = addDays(unit.move(from, 1), -1);
    if (to > end) continue;
    const before = unit.move(from, -1);
    const beforeEnd = addDays(from, -1);
    const runs = from <= today && today <= end && to >= today;
    if (runs) {
      const same = addDays(before, daysBetween(from, today));
      return { from: before, to: same < beforeEnd ? same : beforeEnd };
    }
    if (to === end) return { from: before, to: beforeEnd };
  }
  const days = daysBetween(from, to) + 1;
  return { from: addDays(from, -days), to: addDays(from, -1) };
}

/** The same days a year before, of a period still running only those that have passed. */
export function samePeriodLastYear({ from, to }: Period, today: Day): Period {
  const passed = from <= today && today < to ? today : to;
  return { from: addMonths(from, -12), to: addMonths(passed, -12) };
}
