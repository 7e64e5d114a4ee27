import type { ScoringConfig } from "../content/config.ts";
import type { Band } from "./assessment.ts";

/** T = .60 mean(A) + .40 B, rounded half up to one decimal: README §3.5. No complaint task counts as 0. */
export const compositeTotal = (config: ScoringConfig, complaints: readonly number[], rule: number): number =>
  roundHalfUp(config.composite.complaint * mean(complaints) + config.composite.rule * rule);

/** B, 0-100: explanation and short items by `rule_mix`; the kind that was not taken leaves its share to the other; nothing taken = 0. */
export const ruleKnowledge = (
  config: ScoringConfig,
  explanations: readonly number[],
  shorts: readonly number[],
): number => {
  if (shorts.length === 0) return mean(explanations);
  if (explanations.length === 0) return mean(shorts);
  return config.rule_mix.explanation * mean(explanations) + config.rule_mix.short * mean(shorts);
};

/**
 * `value` to one decimal, halves up, as people compute it: 70.05 is 70.1 although the nearest double lies below.
 * Sums of a session are off by less than 1e-12, so a billionth is room enough and never a wrong step.
 */
export const roundHalfUp = (value: number): number => Math.floor(value * 10 + 0.5 + 1e-9) / 10;

/** A pass is strictly above the line; `total` must be rounded. */
export const isPass = (config: ScoringConfig, total: number): boolean => total > config.pass_above;

/** Both ends included; from the second attempt on the upper end is higher (README §3.7, §3.8). */
export const reviewBand = (config: ScoringConfig, attempt: number): [number, number] => [
  config.review_band[0],
  config.review_band[1] + (attempt > 1 ? config.attempt2_band_shift : 0),
];

/** What the rounded total alone says; anything in `reasons` sends it to a person whatever the total is. */
export const bandOf = (
  total: number,
  [low, high]: readonly [number, number],
  reasons: readonly string[],
): Band => {
  if (reasons.length > 0) return "review";
  if (total > high) return "advance";
  return total >= low ? "review" : "decline_proposed";
};

/**
 * P(true score >= the pass line), normal approximation: true scores of people who got X lie around Kelley's estimate
 * `rX + (1-r)mean` with standard error of estimation `sd sqrt(r(1-r))` (README §3.7; Kelley 1927). Reliability, spread
 * and mean are the planning assumptions of `scoring.yaml`, to be replaced by measured ones.
 */
export const probabilityOfPass = (config: ScoringConfig, total: number): number => {
  const { r, sd, mean: average } = config.reliability;
  const expected = r * total + (1 - r) * average;
  return normalCdf((expected - config.pass_above) / (sd * Math.sqrt(r * (1 - r))));
};

/** The standard normal distribution function; Marsaglia's series (2004), error below 1e-14. */
export const normalCdf = (z: number): number => {
  if (z < -8) return 0;
  if (z > 8) return 1;
  let sum = z;
  let term = z;
  for (let n = 3; Math.abs(term) > 1e-17; n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
};

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
