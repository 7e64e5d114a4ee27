import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../../../src/core/statistics/proportion.ts";
import { mean, median, nearestRank } from "../../../src/core/statistics/quantile.ts";
import { survivalAt } from "../../../src/core/statistics/survival.ts";

describe("Wilson's interval", () => {
  it.each([
    [2, 10, 0.057, 0.51],
    [5, 10, 0.237, 0.763],
    [10, 20, 0.299, 0.701],
    [24, 60, 0.286, 0.526],
  ])("of %i out of %i is %f to %f", (hits, n, low, high) => {
    const [from, to] = wilsonInterval(hits, n);
    expect(from).toBeCloseTo(low, 3);
    expect(to).toBeCloseTo(high, 3);
  });

  it("holds the share and stays within 0 and 1", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, part) => {
          const hits = Math.round(part * n);
          const [low, high] = wilsonInterval(hits, n);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(hits / n + 1e-12);
          expect(high).toBeGreaterThanOrEqual(hits / n - 1e-12);
        },
      ),
    );
  });
});

describe("quantiles", () => {
  it("are the nearest rank, and the median of an even number lies in the middle", () => {
    const values = [15, 1, 4, 8, 10];
    expect([0.2, 0.5, 0.8, 1].map((q) => nearestRank(values, q))).toEqual([1, 8, 10, 15]);
    expect(
      nearestRank(
        Array.from({ length: 35 }, (_, i) => i + 1),
        0.8,
      ),
    ).toBe(28);
    expect([median(values), median([1, 2]), median([])]).toEqual([8, 1.5, null]);
    expect([mean([1, 2, 6]), mean([]), nearestRank([], 0.5)]).toEqual([3, null, null]);
  });
});

describe("survival", () => {
  const gone = (days: number) => ({ days, ended: true });
  const there = (days: number) => ({ days, ended: false });

  it("is the Kaplan-Meier estimate with Greenwood's error", () => {
    // 6 at risk on day 6, 3 leave, then 1 of 2 on day 30: (1 - 3/6)(1 - 1/2)
    const spells = [gone(6), gone(6), gone(6), there(10), gone(30), there(120)];
    const { share, standardError } = survivalAt(spells, 90) ?? { share: 0, standardError: 0 };
    expect(share).toBeCloseTo(0.25, 12);
    expect(standardError).toBeCloseTo(0.25 * Math.sqrt(3 / (6 * 3) + 1 / (2 * 1)), 12);
  });

  it("counts who leaves on the last day, not who leaves after it, and whoever is censored that day as at risk", () => {
    expect(survivalAt([gone(90), there(90)], 90)?.share).toBe(0.5);
    expect(survivalAt([gone(91), there(90)], 90)).toEqual({ share: 1, standardError: 0 });
    expect(survivalAt([], 90)).toBeNull();
  });
});
