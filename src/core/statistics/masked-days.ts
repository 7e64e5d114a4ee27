import { addDays, type Day, weekdayOf } from "../calendar-days.ts";

/** First day of Spring Festival; a static table, because calendar libraries are a day off in 2027. */
const springFestivals = ["2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13"];

type Span = readonly [first: Day, last: Day];

const aroundFestivals = springFestivals.map((first): Span => [addDays(first, -14), addDays(first, 14)]);

/** The week of 11 November, 2020 to 2039. */
const doubleElevens = new Map(
  Array.from({ length: 20 }, (_, i) => {
    const eleventh = `${2020 + i}-11-11`;
    const monday = addDays(eleventh, 1 - weekdayOf(eleventh));
    return [eleventh.slice(0, 4), [monday, addDays(monday, 6)] satisfies Span];
  }),
);

/** Days on which arrivals follow other rules: two weeks around Spring Festival, and the week of 11 November. */
export function isMasked(day: Day): boolean {
  const within = ([first, last]: Span) => day >= first && day <= last;
  const eleventh = doubleElevens.get(day.slice(0, 4));
  return (eleventh !== undefined && within(eleventh)) || aroundFestivals.some(within);
}
