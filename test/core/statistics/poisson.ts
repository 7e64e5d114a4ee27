import { addDays } from "../../../src/core/calendar-days.ts";
import type { Random } from "../../../src/core/random.ts";
import { drawPoisson } from "../../../src/core/statistics/draws.ts";

/** The first day of every simulated series, a Monday. */
export const firstMonday = "2026-01-05";

/** Weekday factors with a mean of 1: a weekday has twice as many as a weekend day. */
export const usualWeek = [7 / 6, 7 / 6, 7 / 6, 7 / 6, 7 / 6, 7 / 12, 7 / 12];

/** Mean of day `t` (0 = a Monday) of a series with `perDay` on average. */
export const meanOf = (perDay: number, t: number): number => perDay * (usualWeek[t % 7] ?? 1);

/** Poisson counts around a week's pattern; from day `at` on they fall to `rest` of it. */
export const poissonSeries = (days: number, perDay: number, random: Random, at = days, rest = 1) =>
  Array.from({ length: days }, (_, t) => ({
    date: addDays(firstMonday, t),
    count: drawPoisson(meanOf(perDay, t) * (t >= at ? rest : 1), random),
  }));
