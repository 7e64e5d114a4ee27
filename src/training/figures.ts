import { randomFrom, shuffle } from "./linear.ts";

/** Counts of right and wrong answers and what follows from them. */
export type Figures = { macroF1: number; precision: number; recall: number; falseAlarms: number };

/** How well `answers` agree with `labels`; macro-F1 is the mean of F1 over both classes. */
export function figuresOf(labels: readonly boolean[], answers: readonly boolean[]): Figures {
  const count = (label: boolean, answer: boolean) =>
    labels.filter((each, i) => each === label && answers[i] === answer).length;
  const [hits, misses, alarms, rest] = [
    count(true, true),
    count(true, false),
    count(false, true),
    count(false, false),
  ];
  const f1 = (right: number) => (right === 0 ? 0 : (2 * right) / (2 * right + misses + alarms));
  return {
    macroF1: (f1(hits) + f1(rest)) / 2,
    precision: hits / Math.max(1, hits + alarms),
    recall: hits / Math.max(1, hits + misses),
    falseAlarms: alarms,
  };
}

/** Scores of every row by a model that was trained without its fold. */
export function crossValidated<T>(
  rows: readonly T[],
  folds: number,
  scorer: (training: readonly T[]) => (row: T) => number,
): number[] {
  const order = rows.map((_, i) => i);
  shuffle(order, randomFrom(5));
  const scores: number[] = new Array(rows.length).fill(0);
  for (let fold = 0; fold < folds; fold++) {
    const held = new Set(order.filter((_, place) => place % folds === fold));
    const score = scorer(rows.filter((_, i) => !held.has(i)));
    for (const i of held) {
      const row = rows[i];
      if (row !== undefined) scores[i] = score(row);
    }
  }
  return scores;
}
