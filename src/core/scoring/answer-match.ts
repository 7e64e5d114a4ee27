import { contentful, gramsOf, massOf, runsOf } from "./answer-grams.ts";
import type { AnswerKey, Point } from "./answer-key.ts";
import { type Clause, clausesOf } from "./answer-units.ts";

/** A stretch of an answer in which a point may be said: one clause, or two that follow each other. */
type Window = { start: number; end: number; grams: ReadonlySet<string>; clauses: readonly Clause[] };

/** An answer read once, to be matched with every point of a key. */
export type ReadAnswer = {
  text: string;
  windows: readonly Window[];
  /** Everything said, with the weight of each piece. */
  grams: ReadonlyMap<string, number>;
  runs: ReadonlySet<string>;
  numbers: ReadonlySet<string>;
  mass: number;
  /** Content that the question does not already say. */
  own: number;
  clauses: readonly Clause[];
};

/** How much of a point was said (0..1), where, and whether the opposite was said instead. */
export type PointMatch = { share: number; quote: { start: number; end: number } | null; denied: boolean };

/** Reads an answer against the question, whose own words count for nothing. */
export function readAnswer(text: string, key: AnswerKey): ReadAnswer {
  const clauses = clausesOf(text);
  const sets = clauses.map(({ units }) => gramsOf(units));
  const grams = new Map(sets.flatMap((set) => [...set]));
  const windows: Window[] = clauses.map((clause, i) => ({
    start: clause.start,
    end: clause.end,
    clauses: [clause],
    grams: new Set(sets[i]?.keys()),
  }));
  for (const [i, clause] of clauses.entries()) {
    const next = clauses[i + 1];
    if (!next) break;
    const both = new Set([...(sets[i]?.keys() ?? []), ...(sets[i + 1]?.keys() ?? [])]);
    windows.push({ start: clause.start, end: next.end, clauses: [clause, next], grams: both });
  }
  const units = clauses.flatMap((clause) => clause.units);
  return {
    text,
    clauses,
    windows,
    grams,
    runs: new Set(clauses.flatMap((clause) => [...runsOf(clause.units)])),
    numbers: new Set(units.flatMap(({ key }) => (key.startsWith("#") ? [key] : []))),
    mass: massOf(units),
    own: [...grams].reduce((sum, [gram, weight]) => sum + (key.asked.has(gram) ? 0 : weight), 0),
  };
}

/** Below this share the window speaks of something else, so that nothing is denied there. */
const related = 0.3;
/** What is left of a point in a window that says the opposite, or other numbers. */
const deniedShare = 0.15;

/** The window that says most of the point; a window that denies it, or gives other numbers, says little of it. */
export function matchPoint(point: Point, answer: ReadAnswer): PointMatch {
  let best: PointMatch = { share: 0, quote: null, denied: false };
  for (const window of answer.windows) {
    const raw = shareIn(point, window.grams);
    if (raw <= best.share) continue;
    const denied = raw >= related && denies(point, window);
    const share = raw * (denied ? deniedShare : 1) * numbersAgree(point, window);
    if (share > best.share) best = { share, quote: { start: window.start, end: window.end }, denied };
  }
  return best;
}

function shareIn(point: Point, grams: ReadonlySet<string>): number {
  let met = 0;
  for (const [gram, weight] of point.grams) if (grams.has(gram)) met += weight;
  return point.mass > 0 ? met / point.mass : 0;
}

function denies(point: Point, window: Window): boolean {
  for (const [gram, opposite] of point.opposites)
    if (window.grams.has(opposite) && !window.grams.has(gram)) return true;
  return point.single && point.negated !== window.clauses.some((clause) => negatedNear(point, clause));
}

/** Whether what the window says of the point stands next to a negation. */
function negatedNear(point: Point, { units }: Clause): boolean {
  let from = units.length;
  let to = -1;
  for (const [i, { key, weight }] of units.entries()) {
    if (weight < contentful || !point.grams.has(key)) continue;
    from = Math.min(from, i);
    to = i;
  }
  return units.slice(Math.max(0, from - 2), to + 2).some(({ negates }) => negates);
}

function numbersAgree(point: Point, window: Window): number {
  if (point.numbers.length === 0) return 1;
  const same = point.numbers.filter((number) => window.grams.has(number)).length;
  const other = window.clauses.some(({ units }) =>
    units.some(({ key }) => key.startsWith("#") && !point.numbers.includes(key)),
  );
  return same === point.numbers.length || !other ? 1 : 0.3 + (0.5 * same) / point.numbers.length;
}
