import { addDays, type Day, daysBetween, weekdayOf } from "../calendar-days.ts";

/** First day of Spring Festival; a static table, because calendar libraries are a day off in 2027. */
const springFestivals = ["2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13"];

/** Days on which arrivals follow other rules: two weeks around Spring Festival, and the week of 11 November. */
export const isMasked = (day: Day): boolean =>
  springFestivals.some((first) => Math.abs(daysBetween(first, day)) <= 14) || inDoubleElevenWeek(day);

function inDoubleElevenWeek(day: Day): boolean {
  const eleventh = `${day.slice(0, 4)}-11-11`;
  const monday = addDays(eleventh, 1 - weekdayOf(eleventh));
  return day >= monday && day <= addDays(monday, 6);
}
