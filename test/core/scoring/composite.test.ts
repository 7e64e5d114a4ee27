import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bandOf,
  compositeTotal,
  isPass,
  normalCdf,
  probabilityOfPass,
  reviewBand,
  roundHalfUp,
  ruleKnowledge,
} from "../../../src/core/scoring/composite.ts";
import { scoringConfig as config } from "./scoring-config.ts";

describe("T", () => {
  test.each([
    // A, B, T worked out by hand as .6 A + .4 B
    [77.7, 79.2, 78.3],
    [100, 100, 100],
    [0, 0, 0],
    [50, 100, 70],
    [74.95, 74.95, 75],
    [74.925, 74.925, 74.9],
    [70.05, 70.05, 70.1],
    [70.04, 70.04, 70],
    [64.95, 64.95, 65],
    [1.05, 1.05, 1.1],
    [8.35, 8.35, 8.4],
    [70, 70.125, 70.1],
    [70, 70.12, 70],
    // The nearest double of the sum lies below the half.
    [60.4, 80.525, 68.5],
    [60.4, 93.025, 73.5],
  ])("of A %d and B %d is %d", (a, b, t) => {
    expect(compositeTotal(config, [a], b)).toBe(t);
  });

  test("takes the mean of several complaint scores, and 0 without any", () => {
    expect(compositeTotal(config, [80, 60], 50)).toBe(62);
    expect(compositeTotal(config, [], 50)).toBe(20);
  });

  test("is rounded half up for every number of hundredths, whatever the nearest double is", () => {
    for (let hundredths = 0; hundredths <= 10_000; hundredths += 1) {
      const tenths = Math.floor((hundredths + 5) / 10);
      expect(roundHalfUp(hundredths / 100)).toBe(tenths / 10);
    }
  });

  test("stays within 0 and 100 and grows with both parts", () => {
    const score = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(score, score, score, (a, b, more) => {
        const total = compositeTotal(config, [a], b);
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(100);
        expect(compositeTotal(config, [Math.max(a, more)], b)).toBeGreaterThanOrEqual(total);
        expect(compositeTotal(config, [a], Math.max(b, more))).toBeGreaterThanOrEqual(total);
      }),
    );
  });
});

describe("B", () => {
  test.each([
    [[75], [100, 100, 100, 100, 100, 0], 79.1666666667],
    [[80], [], 80],
    [[], [100, 40], 70],
    [[], [], 0],
    [[60, 80], [40], 55],
  ])("of explanations %j and short items %j is %d", (explanations, shorts, expected) => {
    expect(ruleKnowledge(config, explanations, shorts)).toBeCloseTo(expected, 9);
  });
});

describe("the bands", () => {
  const first: [number, number] = [65, 75];
  const second: [number, number] = [65, 79];
  test("widen upwards from the second attempt on", () => {
    expect(reviewBand(config, 1)).toEqual(first);
    expect(reviewBand(config, 2)).toEqual(second);
    expect(reviewBand(config, 3)).toEqual(second);
  });

  test.each([
    // total, attempt, pass, band
    [0, 1, false, "decline_proposed"],
    [64.9, 1, false, "decline_proposed"],
    [64.94, 1, false, "decline_proposed"],
    [64.95, 1, false, "review"],
    [65, 1, false, "review"],
    [69.9, 1, false, "review"],
    [70, 1, false, "review"],
    [70.04, 1, false, "review"],
    [70.05, 1, true, "review"],
    [70.1, 1, true, "review"],
    [75, 1, true, "review"],
    [75.04, 1, true, "review"],
    [75.05, 1, true, "advance"],
    [75.1, 1, true, "advance"],
    [75.1, 2, true, "review"],
    [79, 2, true, "review"],
    [79.04, 2, true, "review"],
    [79.05, 2, true, "advance"],
    [79.1, 2, true, "advance"],
    [64.9, 2, false, "decline_proposed"],
    [100, 2, true, "advance"],
  ])("put an unrounded total of %d on attempt %d: pass %s, %s", (raw, attempt, pass, band) => {
    const total = roundHalfUp(raw);
    expect(isPass(config, total)).toBe(pass);
    expect(bandOf(total, reviewBand(config, attempt), [])).toBe(band);
  });

  test("never decide alone when there is a reason to look", () => {
    for (const total of [0, 64.9, 70, 75.1, 100]) expect(bandOf(total, first, ["gate:abuse"])).toBe("review");
  });
});

describe("P(true score >= 70)", () => {
  test.each([
    [65, 0.18],
    [70, 0.39],
    [75, 0.64],
    [80, 0.84],
    [85, 0.95],
  ])("at T = %d is %d", (total, p) => {
    expect(probabilityOfPass(config, total)).toBeCloseTo(p, 2);
  });

  test("rises with T and stays a probability", () => {
    let before = 0;
    for (let t = 0; t <= 100; t += 0.1) {
      const p = probabilityOfPass(config, t);
      expect(p).toBeGreaterThanOrEqual(before - 1e-14);
      expect(p).toBeLessThanOrEqual(1);
      before = p;
    }
  });

  test("uses the normal distribution to the digits of a table", () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14);
    expect(normalCdf(-1.959963984540054)).toBeCloseTo(0.025, 14);
    expect(normalCdf(6)).toBeCloseTo(0.999999999013412, 14);
    expect([normalCdf(-40), normalCdf(40)]).toEqual([0, 1]);
  });
});
