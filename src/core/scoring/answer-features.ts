import type { AnswerKey, Reference } from "./answer-key.ts";
import { matchPoint, type PointMatch, type ReadAnswer } from "./answer-match.ts";
import { stanceOf } from "./answer-stance.ts";

/**
 * What the model sees of an answer, in this order, and the direction in which each may move the score: +1 never lowers,
 * -1 never raises, 0 describes the question and not the answer.
 */
export const answerFeatures = [
  ["items", 1],
  ["content", 1],
  ["best", 1],
  ["worst", 1],
  ["whole", 1],
  ["order", 1],
  ["numbers", 1],
  ["precision", 1],
  ["relevant", 1],
  ["filled", 1],
  ["verdict", 1],
  ["other", 1],
  ["listed", 0],
  ["judged", 0],
] as const satisfies readonly (readonly [string, -1 | 0 | 1])[];

/** A reference's points as they were met, with the features in thousandths (whole numbers, so that they compare exactly). */
export type Marked = {
  reference: Reference;
  matches: readonly PointMatch[];
  features: readonly number[];
  /** Share of the reference's content that was said somewhere, by the points or in all (0..1). */
  content: number;
};

type Met = Pick<Marked, "reference" | "matches">;

/** Marks an answer against the reference it comes closest to. */
export function markAnswer(key: AnswerKey, answer: ReadAnswer): Marked | null {
  let best: (Met & { level: number }) | null = null;
  let second = 0;
  for (const reference of key.references) {
    const matches = reference.points.map((point) => matchPoint(point, answer));
    const level = mean(matches.map(({ share }) => share)) + recall(reference, answer);
    if (!best || level > best.level) {
      second = best?.level ?? 0;
      best = { reference, matches, level };
    } else second = Math.max(second, level);
  }
  if (!best) return null;
  const { reference, matches } = best;
  const features = featuresOf(key, best, answer, second);
  return { reference, matches, features: features.map(thousandths), content: features[1] ?? 0 };
}

function featuresOf(
  key: AnswerKey,
  { reference, matches }: Met,
  answer: ReadAnswer,
  second: number,
): number[] {
  const shares = matches.map(({ share }) => share);
  const masses = reference.points.map(({ mass }) => mass);
  const all = masses.reduce((a, b) => a + b, 0);
  const content = matches.reduce((sum, { share }, i) => sum + share * (masses[i] ?? 0), 0) / (all || 1);
  const runs = [...reference.runs].filter((run) => answer.runs.has(run)).length / (reference.runs.size || 1);
  const numbers = [...reference.numbers].filter((number) => answer.numbers.has(number)).length;
  const said = relevance(key, answer);
  return [
    mean(shares.map(creditOfShare)),
    content,
    Math.max(0, ...shares),
    Math.min(1, ...shares),
    recall(reference, answer),
    reference.runs.size === 0 ? content : runs,
    reference.numbers.size === 0 ? 1 : numbers / reference.numbers.size,
    said.precision,
    Math.min(4, Math.sqrt(said.mass) / 4),
    Math.min(1.5, said.mass / (reference.size || 1)),
    verdictOf(reference, answer),
    second,
    reference.listed ? 1 : 0,
    reference.stance === null ? 0 : 1,
  ];
}

/** A share of a point as credit: too little of it may be chance, most of it is all that can be asked. */
export const creditOfShare = (share: number): number => Math.min(1, Math.max(0, (share - 0.35) / 0.4));

const recall = (reference: Reference, answer: ReadAnswer): number => {
  let met = 0;
  let all = 0;
  for (const [gram, weight] of reference.grams) {
    all += weight;
    if (answer.grams.has(gram)) met += weight;
  }
  return all > 0 ? met / all : 0;
};

/** Content of the answer that has to do with the matter, and its share of all the answer says beyond the question. */
function relevance(key: AnswerKey, answer: ReadAnswer): { mass: number; precision: number } {
  let met = 0;
  let all = 0;
  for (const [gram, weight] of answer.grams) {
    if (key.asked.has(gram)) continue;
    all += weight;
    if (key.references.some(({ grams }) => grams.has(gram))) met += weight;
  }
  let mass = 0;
  for (const { units } of answer.clauses) {
    const own = units.filter((unit) => unit.weight >= 0.5);
    const near = own.filter(
      (unit) => key.asked.has(unit.key) || key.references.some(({ grams }) => grams.has(unit.key)),
    );
    if (near.length * 3 >= own.length) mass += own.length;
  }
  return { mass, precision: all > 0 ? met / all : 0 };
}

/** 1 the reference's verdict, 0 the opposite, 0.5 when one of them gives none. */
export const verdictOf = ({ stance }: Reference, { text }: ReadAnswer): number => {
  if (stance === null) return 0.5;
  const given = stanceOf(text);
  return given === null || given.on !== stance.on ? 0.5 : given.yes === stance.yes ? 1 : 0;
};

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;

const thousandths = (value: number): number => Math.floor(value * 1000 + 1e-6);
