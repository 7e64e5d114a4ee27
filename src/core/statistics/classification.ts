/** Hits and misses of a yes/no decision. */
export type Decisions = {
  truePositive: number;
  falsePositive: number;
  falseNegative: number;
  trueNegative: number;
};

/** Counts pairs of what is true and what was decided. */
export function decisionsOf(pairs: readonly (readonly [truth: boolean, decided: boolean])[]): Decisions {
  const count = (truth: boolean, decided: boolean) =>
    pairs.filter(([a, b]) => a === truth && b === decided).length;
  return {
    truePositive: count(true, true),
    falsePositive: count(false, true),
    falseNegative: count(true, false),
    trueNegative: count(false, false),
  };
}

/** Share of what was decided "yes" that is right, 0..1; NaN when nothing was. */
export const precision = ({ truePositive, falsePositive }: Decisions): number =>
  truePositive / (truePositive + falsePositive);

/** Share of the true ones that was found, 0..1; NaN when there are none. */
export const recall = ({ truePositive, falseNegative }: Decisions): number =>
  truePositive / (truePositive + falseNegative);

/** 2TP / (2TP + FP + FN), 0..1; NaN when nothing is true and nothing was found. */
export const f1 = ({ truePositive, falsePositive, falseNegative }: Decisions): number =>
  (2 * truePositive) / (2 * truePositive + falsePositive + falseNegative);

/** Mean of the F1 of "yes" and of "no". */
export const macroF1 = (decisions: Decisions): number => (f1(decisions) + f1(turned(decisions))) / 2;

const turned = (d: Decisions): Decisions => ({
  truePositive: d.trueNegative,
  falsePositive: d.falseNegative,
  falseNegative: d.falsePositive,
  trueNegative: d.truePositive,
});
