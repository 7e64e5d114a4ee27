import type { Criterion, JobProfile } from "./criteria.ts";
import { isTestable } from "./tags.ts";
import { termsFor } from "./terms.ts";

/** Points of somebody who has everything; shown divided by ten. */
export const fullPoints = 1000;
/** What saying so is worth where an assessment could have shown it. */
const statedShare = 0.6;
/** What being open to talk about the pay is worth. */
const openShare = 0.5;

/** One criterion in terms of the index: any of `meets` is enough, each scored term adds its points. */
export type PlannedCriterion = {
  criterion: Criterion;
  scored: { term: string; points: number }[];
  meets: string[];
  against: string;
};
export type Plan = { criteria: PlannedCriterion[] };

/**
 * A profile as what is read from the index. Points are whole numbers and add up to 1000, so that every order is the
 * same everywhere: weights are shared out by largest remainders.
 */
export function planOf({ criteria }: JobProfile): Plan {
  const shares = shareOut(
    criteria.map(({ weight }) => weight),
    fullPoints,
  );
  return { criteria: criteria.map((criterion, i) => planned(criterion, shares[i] ?? 0)) };
}

function planned(criterion: Criterion, points: number): PlannedCriterion {
  const { full, half, plus, against } = termsFor(criterion);
  const stated = Math.round(points * statedShare);
  const testable = plus !== null && isTestable(criterion.tag);
  const scored = [
    ...(full === null ? [] : [{ term: full, points: testable ? stated : points }]),
    ...(testable && plus !== null ? [{ term: plus, points: points - stated }] : []),
    ...(half === null ? [] : [{ term: half, points: Math.round(points * openShare) }]),
  ];
  const meets = [full, half].filter((term) => term !== null);
  return { criterion, scored, meets, against };
}

function shareOut(weights: readonly number[], whole: number): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const exact = weights.map((weight) => (whole * weight) / sum);
  const floors = exact.map(Math.floor);
  const left = whole - floors.reduce((total, one) => total + one, 0);
  const first = exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
    .slice(0, left);
  for (const { i } of first) floors[i] = (floors[i] ?? 0) + 1;
  return floors;
}

/** Every term a plan reads. */
export const planTerms = ({ criteria }: Plan): string[] => [
  ...new Set(
    criteria.flatMap(({ scored, meets, against, criterion }) => [
      ...scored.map(({ term }) => term),
      ...(criterion.need === "required" ? [...meets, against] : []),
    ]),
  ),
];

/**
 * How well one person fits: null = the opposite of something required is known. `sure` = everything required is known
 * to be there; who lacks a word about it comes after everybody who is sure, whatever else they have.
 */
export type Fit = { points: number; sure: boolean };

/** The fit of somebody with these terms; the index gives the same for everybody at once (rank.ts). */
export function fitOf(plan: Plan, terms: ReadonlySet<string>): Fit | null {
  let points = 0;
  let sure = true;
  for (const { criterion, scored, meets, against } of plan.criteria) {
    for (const one of scored) if (terms.has(one.term)) points += one.points;
    if (criterion.need !== "required" || meets.some((term) => terms.has(term))) continue;
    if (terms.has(against)) return null;
    sure = false;
  }
  return { points, sure };
}
