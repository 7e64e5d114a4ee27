import { addDays, daysBetween } from "../../src/core/calendar-days.ts";
import { seededRandom } from "../../src/core/random.ts";
import { drawGamma, drawPoisson } from "../../src/core/statistics/draws.ts";
import { addEvidence, dropThreshold, watchDrops } from "../../src/core/statistics/drop-detector.ts";
import { firstMonday, meanOf, poissonSeries } from "../core/statistics/poisson.ts";

/** A mean with its standard error. */
export type Estimate = { mean: number; error: number };

/**
 * The mean of every day known: days until the alarm once counts are `rest` of it, the evidence standing where four quiet
 * weeks left it. With `rest` 1 that is the spacing of false alarms, counted from evidence 0. `spread` is the variance
 * over the mean: 1 = Poisson, above = Poisson around a mean that varies (Gamma).
 */
export function knownMean(perDay: number, rest: number, runs: number, seed: number, spread = 1): Estimate {
  const random = seededRandom(seed);
  const counted = (mean: number) =>
    drawPoisson(spread > 1 ? drawGamma(mean / (spread - 1), random) * (spread - 1) : mean, random);
  const threshold = dropThreshold(perDay);
  const quiet = rest < 1 ? 28 : 0;
  const delay = (weekday: number) => {
    let evidence = 0;
    for (let day = 1; ; day += 1) {
      const mean = meanOf(perDay, weekday + day);
      evidence = addEvidence(evidence, counted(day > quiet ? rest * mean : mean), mean);
      if (evidence <= threshold) continue;
      if (day > quiet) return day - quiet;
      evidence = 0;
    }
  };
  return estimate(Array.from({ length: runs }, (_, run) => delay(run % 7)));
}

/** The shipped detector, which learns its base: days watched per alarm when nothing happens. */
export function falseAlarms(perDay: number, runs: number, seed: number, days = 1056): Estimate {
  const random = seededRandom(seed);
  const each = Array.from(
    { length: runs },
    () => watchDrops(poissonSeries(days, perDay, random)).alarms.length,
  );
  const { mean, error } = estimate(each);
  const watched = days - 56;
  return { mean: watched / mean, error: (watched / mean) * (error / mean) };
}

/** The shipped detector: in which share of series a fall to `rest` is found within `within` days, and after how many. */
export function detections(
  perDay: number,
  rest: number,
  runs: number,
  seed: number,
  within = 28,
): { found: Estimate; delay: Estimate } {
  const random = seededRandom(seed);
  const delays: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const at = 140 + (run % 28);
    const { alarms } = watchDrops(poissonSeries(at + within, perDay, random, at, rest));
    const first = alarms.find(({ date }) => date >= addDays(firstMonday, at));
    if (first) delays.push(daysBetween(addDays(firstMonday, at), first.date) + 1);
  }
  const share = delays.length / runs;
  return {
    found: { mean: share, error: Math.sqrt((share * (1 - share)) / runs) },
    delay: estimate(delays),
  };
}

function estimate(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}
