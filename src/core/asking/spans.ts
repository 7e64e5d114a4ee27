import { addDays, addMonths, type Day, daysBetween, mondayOf, weekdayOf } from "../calendar-days.ts";

export type Unit = "day" | "week" | "month" | "quarter" | "year" | "span";

/** Days from … to, both included; null = open. */
export type Span = { from: Day | null; to: Day | null; unit: Unit };

export const yearOf = (day: Day): number => Number(day.slice(0, 4));
export const monthOf = (day: Day): number => Number(day.slice(5, 7));
const iso = (year: number, month: number, date: number): Day =>
  `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;

/** A day; null when there is no such day. */
export function dateOf(year: number, month: number, date: number): Day | null {
  if (month < 1 || month > 12 || date < 1) return null;
  const day = iso(year, month, date);
  return date <= Number(monthOn(year, month).to?.slice(8)) ? day : null;
}

export const dayOn = (day: Day): Span => ({ from: day, to: day, unit: "day" });
export const weekOn = (monday: Day): Span => ({ from: monday, to: addDays(monday, 6), unit: "week" });

export function monthOn(year: number, month: number): Span {
  const from = iso(year, month, 1);
  return { from, to: addDays(addMonths(from, 1), -1), unit: "month" };
}

export function quarterOn(year: number, quarter: number): Span {
  const from = iso(year, 3 * quarter - 2, 1);
  return { from, to: addDays(addMonths(from, 3), -1), unit: "quarter" };
}

export const yearOn = (year: number): Span => ({
  from: iso(year, 1, 1),
  to: iso(year, 12, 31),
  unit: "year",
});

export const halfOn = (year: number, half: 1 | 2): Span =>
  half === 1
    ? { from: iso(year, 1, 1), to: iso(year, 6, 30), unit: "span" }
    : { from: iso(year, 7, 1), to: iso(year, 12, 31), unit: "span" };

/** `count` weeks, months … after the one of `today`; negative = before. */
export function unitFrom(today: Day, unit: Exclude<Unit, "span">, count: number): Span {
  switch (unit) {
    case "day":
      return dayOn(addDays(today, count));
    case "week":
      return weekOn(addDays(mondayOf(today), 7 * count));
    case "month": {
      const first = addMonths(`${today.slice(0, 7)}-01`, count);
      return monthOn(yearOf(first), monthOf(first));
    }
    case "quarter": {
      const first = addMonths(`${today.slice(0, 7)}-01`, 3 * count);
      return quarterOn(yearOf(first), Math.ceil(monthOf(first) / 3));
    }
    case "year":
      return yearOn(yearOf(today) + count);
    default:
      return unit satisfies never;
  }
}

/** The last `count` days, weeks … up to and including today. */
export function rolling(today: Day, count: number, unit: Exclude<Unit, "span">): Span {
  const months = { day: 0, week: 0, month: 1, quarter: 3, year: 12 }[unit] * count;
  const from =
    months > 0
      ? addDays(addMonths(today, -months), 1)
      : addDays(today, 1 - count * (unit === "week" ? 7 : 1));
  return { from, to: today, unit: "span" };
}

/** The latest month of that number that has begun. */
export const latestMonth = (today: Day, month: number): Span =>
  monthOn(month <= monthOf(today) ? yearOf(today) : yearOf(today) - 1, month);

/** The latest quarter of that number that has begun. */
export const latestQuarter = (today: Day, quarter: number): Span => {
  const span = quarterOn(yearOf(today), quarter);
  return (span.from ?? "") <= today ? span : quarterOn(yearOf(today) - 1, quarter);
};

/** The latest day of that month and date that is not in the future. */
export function latestDate(today: Day, month: number, date: number): Day | null {
  for (let year = yearOf(today); year > yearOf(today) - 9; year--) {
    const day = dateOf(year, month, date);
    if (day !== null && day <= today) return day;
  }
  return null;
}

/** The latest Monday (1) … Sunday (7) up to today. */
export const latestWeekday = (today: Day, weekday: number): Day =>
  addDays(today, -((weekdayOf(today) - weekday + 7) % 7));

/** A part of a month: its first, second or last ten days. */
export function tenDays(month: Span, part: "上" | "中" | "下"): Span {
  const at = (date: string) => `${month.from?.slice(0, 8)}${date}`;
  switch (part) {
    case "上":
      return { from: at("01"), to: at("10"), unit: "span" };
    case "中":
      return { from: at("11"), to: at("20"), unit: "span" };
    case "下":
      return { from: at("21"), to: month.to, unit: "span" };
    default:
      return part satisfies never;
  }
}

/** The unit before; before any other span as many days. */
export function spanBefore({ from, to, unit }: Span): Span {
  if (from === null || to === null) return { from, to, unit };
  if (unit !== "span") return unitFrom(from, unit, -1);
  const days = daysBetween(from, to) + 1;
  return { from: addDays(from, -days), to: addDays(from, -1), unit };
}

/** Nothing has happened after today: a span that has begun ends there. */
export const upTo = (today: Day, span: Span): Span =>
  span.to !== null && span.to > today && (span.from === null || span.from <= today)
    ? { ...span, to: today }
    : span;
