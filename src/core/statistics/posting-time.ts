import { type Random, seededRandom } from "../random.ts";
import { drawGamma } from "./draws.ts";
import { z95 } from "./proportion.ts";

/** Résumés that arrived in an hour (0-23) of a weekday (1 = Monday), over all weeks. */
export type Arrival = { weekday: number; hour: number; count: number };

export type PostingAdvice = {
  arrivals: number;
  perDay: number;
  /** Résumés a week expected in each two-hour block: [weekday 1-7][block 0-11]. */
  rates: number[][];
  /** The block of Monday to Friday with the most, and the chance that it really is. */
  peak: { fromHour: number; toHour: number; chance: number };
  /** Local times between which to post or refresh: 30 to 60 minutes before the peak. */
  post: { from: string; to: string };
  sufficient: boolean;
  /** Days per arm to prove that a new time brings 1.5 times or twice as many. */
  proof: { ratio: number; days: number; weeks: number }[];
};

const blocks = 12;
/** Weeks of data that the prior weighs as much as. */
const priorWeeks = 4;
/** Before anything is known: a weekday has twice a weekend day, evenings from 18 to 22 the most. */
const usualWeek = [1.17, 1.17, 1.17, 1.17, 1.17, 0.58, 0.58];
const usualDay = [0.2, 0.1, 0.1, 0.2, 0.8, 1.2, 1.3, 1.2, 1.2, 2.4, 2.2, 1.1];
const sure = 0.8;
const leastArrivals = 20;
const draws = 4000;

/**
 * When to post: Poisson rates per weekday and two-hour block with Gamma shrinkage to the usual week, over `weeks` weeks
 * of arrivals. A posting helps when the peak is still ahead. Null without a day of data.
 */
export function advisePosting(arrivals: readonly Arrival[], weeks: number): PostingAdvice | null {
  if (!(weeks > 0)) return null;
  const counts = usualWeek.map(() => Array<number>(blocks).fill(0));
  for (const { weekday, hour, count } of arrivals) {
    const day = counts[weekday - 1];
    const block = Math.floor(hour / 2);
    if (day?.[block] !== undefined) day[block] += count;
  }
  const all = sum(counts.map(sum));
  const perDay = all / (7 * weeks);
  const prior = usualWeek.map((day) => usualDay.map((part) => (day * part * perDay) / sum(usualDay)));
  const rates = counts.map((day, d) =>
    day.map((count, b) => (count + priorWeeks * (prior[d]?.[b] ?? 0)) / (weeks + priorWeeks)),
  );
  const shapes = Array.from({ length: blocks }, (_, b) =>
    sum(rates.slice(0, 5).map((day) => (day[b] ?? 0) * (weeks + priorWeeks))),
  );
  const peak = shapes.indexOf(Math.max(...shapes));
  const chance = chanceOfPeak(shapes, peak, seededRandom(1));
  return {
    arrivals: all,
    perDay,
    rates,
    peak: { fromHour: 2 * peak, toHour: 2 * peak + 2, chance },
    post: { from: clockTime(2 * peak - 1), to: clockTime(2 * peak - 0.5) },
    sufficient: all >= leastArrivals && chance >= sure,
    proof: [1.5, 2].map((ratio) => {
      const days = daysToProve(perDay, ratio);
      return { ratio, days, weeks: Math.ceil(days / 7) };
    }),
  };
}

/**
 * Days per arm until twice as many (or `ratio` times) are told from chance: two Poisson means, 5 % two-sided, power
 * 80 %. At 1.5 a day 1.5 times takes 53 days, twice 16; at 3.5 a day 23 and 7.
 */
export function daysToProve(perDay: number, ratio: number): number {
  const power80 = 0.841621;
  const needed = ((z95 + power80) ** 2 * (1 + ratio)) / (ratio - 1) ** 2;
  return perDay > 0 ? Math.ceil(needed / perDay) : Number.POSITIVE_INFINITY;
}

function chanceOfPeak(shapes: readonly number[], peak: number, random: Random): number {
  let wins = 0;
  for (let i = 0; i < draws; i += 1) {
    const drawn = shapes.map((shape) => drawGamma(Math.max(shape, 1e-3), random));
    if (drawn.indexOf(Math.max(...drawn)) === peak) wins += 1;
  }
  return wins / draws;
}

function clockTime(hour: number): string {
  const minutes = Math.round(60 * ((hour + 24) % 24));
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
