import { describe, expect, it } from "vitest";
import { betaCdf, betterPerYuan, sameRatePValue } from "../../../src/core/statistics/beta.ts";
import { countInterval, ratioInterval } from "../../../src/core/statistics/poisson.ts";

/** The same by adding up, which knows nothing of continued fractions. */
function binomialTail(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = 0;
  for (let i = 0; i <= n; i += 1) {
    if (i <= k) sum += term;
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
  }
  return sum;
}

describe("the incomplete beta function", () => {
  it("is the binomial distribution added up", () => {
    for (const n of [1, 5, 20, 60]) {
      for (let k = 0; k < n; k += 1) {
        for (const p of [0.1, 0.5, 0.83])
          expect(1 - betaCdf(p, k + 1, n - k)).toBeCloseTo(binomialTail(k, n, p), 10);
      }
    }
  });

  it("is the arcsine law for two halves, and x for two ones", () => {
    for (const x of [0.01, 0.3, 0.5, 0.97]) {
      expect(betaCdf(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 10);
      expect(betaCdf(x, 1, 1)).toBeCloseTo(x, 12);
    }
  });
});

describe("two counts", () => {
  it("say nothing when they are the same or small, and something when they are far apart", () => {
    expect(sameRatePValue(12, 12)).toBe(1);
    expect(sameRatePValue(0, 0)).toBe(1);
    expect(sameRatePValue(2, 5)).toBeGreaterThan(0.4);
    // 2 * P(X <= 3), X ~ Bin(20, 1/2) = 2 * 1351 / 2^20.
    expect(sameRatePValue(3, 17)).toBeCloseTo((2 * 1351) / 2 ** 20, 10);
    expect(sameRatePValue(17, 3)).toBe(sameRatePValue(3, 17));
  });

  it("have intervals as published", () => {
    // Garwood's exact limits: 10 -> 4.795 … 18.390, 50 -> 37.11 … 65.92, 0 -> 0 … 3.689.
    for (const [count, low, high] of [
      [10, 4.795, 18.39],
      [50, 37.11, 65.92],
    ] as const) {
      const [from, to] = countInterval(count);
      expect(Math.abs(from - low) / low).toBeLessThan(0.01);
      expect(Math.abs(to - high) / high).toBeLessThan(0.01);
    }
    expect(countInterval(0)[0]).toBe(0);
    expect(countInterval(0)[1]).toBeCloseTo(3.69, 0);
    const [low, high] = ratioInterval(12, 25) ?? [0, 0];
    expect(low).toBeLessThan(12 / 25);
    expect(high).toBeGreaterThan(12 / 25);
    expect(high).toBeLessThan(1);
    expect(ratioInterval(0, 0)).toBeNull();
  });

  it("tell which of two channels brings more for the money as far as they can", () => {
    const one = { count: 24, money: 3000 };
    expect(betterPerYuan(one, one)).toBeCloseTo(0.5, 10);
    const better = betterPerYuan(one, { count: 6, money: 2400 });
    expect(better).toBeGreaterThan(0.99);
    expect(betterPerYuan({ count: 6, money: 2400 }, one)).toBeCloseTo(1 - better, 10);
    expect(betterPerYuan(one, { count: 5, money: 600 })).toBeGreaterThan(0.3);
    expect(betterPerYuan(one, { count: 5, money: 600 })).toBeLessThan(0.7);
  });
});
