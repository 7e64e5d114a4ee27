import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cohenKappa, confusion, quadraticKappa, scoreKappa } from "../../../src/core/statistics/agreement.ts";
import { brierScore, calibrationError, reliabilityBins } from "../../../src/core/statistics/calibration.ts";
import { decisionsOf, f1, macroF1, precision, recall } from "../../../src/core/statistics/classification.ts";
import { meanAbsoluteError, quantile, sampleVariance } from "../../../src/core/statistics/description.ts";
import { auc, correlation, dPrime } from "../../../src/core/statistics/discrimination.ts";
import { wilsonInterval } from "../../../src/core/statistics/proportion.ts";

describe("agreement", () => {
  test("Cohen's kappa of 20, 5, 10, 15 is .4: observed .7, by chance .5", () => {
    expect(
      cohenKappa([
        [20, 5],
        [10, 15],
      ]),
    ).toBeCloseTo(0.4, 12);
  });

  test("quadratic kappa of one miss by one in four is 1 - 1/5", () => {
    // Rows sum to 2, 1, 1, columns to 1, 2, 1. Observed: one miss by 1 = 1. Expected: the squares times row times column,
    // over 4: (1*2*2 + 4*2*1 + 1*1*1 + 1*1*1 + 4*1*1 + 1*1*2) / 4 = 20 / 4 = 5.
    const table = confusion(
      [0, 1, 2],
      [
        [0, 0],
        [0, 1],
        [1, 1],
        [2, 2],
      ],
    );
    expect(table).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(quadraticKappa(table)).toBeCloseTo(1 - 1 / 5, 12);
  });

  test("a single label on both sides agrees fully, and nothing is no agreement", () => {
    expect(
      cohenKappa([
        [7, 0],
        [0, 0],
      ]),
    ).toBe(1);
    expect(
      cohenKappa([
        [0, 0],
        [0, 0],
      ]),
    ).toBeNaN();
  });

  test("a label that is not on the list is refused", () => {
    expect(() => confusion(["a"], [["a", "b"]])).toThrow(/none of the labels/);
  });

  test("scores are cut at the middle between tens", () => {
    expect(
      scoreKappa([
        [64, 55],
        [12, 14.9],
        [100, 96],
      ]),
    ).toBe(1);
    expect(
      scoreKappa([
        [64, 44],
        [12, 14],
        [100, 96],
      ]),
    ).toBeLessThan(1);
  });

  test("quadratic kappa is the same from either side and never above 1", () => {
    const score = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 30 }), (pairs) => {
        const there = scoreKappa(pairs);
        expect(scoreKappa(pairs.map(([a, b]) => [b, a]))).toBeCloseTo(there, 9);
        expect(there).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("yes and no decisions", () => {
  const some = decisionsOf([
    [true, true],
    [true, true],
    [true, true],
    [true, false],
    [false, true],
    [false, true],
    [false, false],
  ]);
  test("3 found, 2 false, 1 missed: precision 3/5, recall 3/4, F1 6/9", () => {
    expect(some).toEqual({ truePositive: 3, falsePositive: 2, falseNegative: 1, trueNegative: 1 });
    expect(precision(some)).toBeCloseTo(0.6, 12);
    expect(recall(some)).toBeCloseTo(0.75, 12);
    expect(f1(some)).toBeCloseTo(2 / 3, 12);
  });
  test("macro F1 takes the mean with the other side: (2/3 + 2/5) / 2", () => {
    expect(macroF1(some)).toBeCloseTo((2 / 3 + 2 / 5) / 2, 12);
  });
});

describe("discrimination", () => {
  test("of 3, 5 against 1, 3 three and a half of four pairs are won", () => {
    expect(auc([3, 5], [1, 3])).toBe(0.875);
  });
  test("AUC equals the pairs counted one by one", () => {
    const list = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(list, list, (high, low) => {
        const won = high.flatMap((a) => low.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)));
        expect(auc(high, low)).toBeCloseTo(won.reduce((x, y) => x + y, 0) / won.length, 12);
      }),
    );
  });
  test("d' of 2, 4 against 0, 2: means 3 and 1, variance 2 each, so 2 / sqrt 2", () => {
    expect(dPrime([2, 4], [0, 2])).toBeCloseTo(Math.SQRT2, 12);
  });
  test("the point-biserial correlation of 0, 0, 1, 1 with 1, 2, 2, 3 is 1 / sqrt 2", () => {
    expect(
      correlation([
        [0, 1],
        [0, 2],
        [1, 2],
        [1, 3],
      ]),
    ).toBeCloseTo(Math.SQRT1_2, 12);
    expect(
      correlation([
        [0, 1],
        [0, 2],
      ]),
    ).toBeNaN();
  });
});

describe("calibration", () => {
  const forecasts = [
    [0.1, false],
    [0.15, true],
    [0.9, true],
    [1, true],
  ] as const;
  test("Brier: (.01 + .7225 + .01 + 0) / 4", () => {
    expect(brierScore(forecasts)).toBeCloseTo(0.185625, 12);
  });
  test("bins hold the mean forecast and the share; 1 belongs to the last", () => {
    const bins = reliabilityBins(forecasts);
    expect(bins).toHaveLength(2);
    expect(bins[0]).toMatchObject({ from: 0.1, to: 0.2, count: 2, happened: 0.5 });
    expect(bins[0]?.forecast).toBeCloseTo(0.125, 12);
    expect(bins[1]).toMatchObject({ from: 0.9, to: 1, count: 2, forecast: 0.95, happened: 1 });
    expect(calibrationError(bins)).toBeCloseTo((0.375 + 0.05) / 2, 12);
  });
});

describe("descriptions and intervals", () => {
  test("quantiles lie between neighbours, whatever the order", () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([4, 1, 3, 2], 0.1)).toBeCloseTo(1.3, 12);
    expect(quantile([], 0.5)).toBeNaN();
  });
  test("variance divides by n - 1, the absolute error by n", () => {
    expect(sampleVariance([1, 2, 6])).toBe(7);
    expect(
      meanAbsoluteError([
        [1, 3],
        [5, 4],
      ]),
    ).toBe(1.5);
  });
  test("Wilson: 8 of 10 lies between .4902 and .9433, none of 10 below .2775", () => {
    const [low, high] = wilsonInterval(8, 10);
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
    const [zero, most] = wilsonInterval(0, 10);
    expect(zero).toBe(0);
    expect(most).toBeCloseTo(0.2775, 4);
    expect(wilsonInterval(0, 0)).toEqual([0, 1]);
  });
});
