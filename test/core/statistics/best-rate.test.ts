import { describe, expect, it } from "vitest";
import { chancesToBeBest } from "../../../src/core/statistics/best-rate.ts";

describe("the chance to be the best rate", () => {
  it("of equal ones is shared, of one alone is 1, and always sums to 1", () => {
    expect(chancesToBeBest([{ count: 3, effort: 100 }])).toEqual([1]);
    const three = chancesToBeBest([4, 4, 4].map((count) => ({ count, effort: 50 })));
    for (const chance of three) expect(chance).toBeCloseTo(1 / 3, 4);
  });

  it("agrees with the closed form for nothing against k: (b / (a + b)) to the power k + 1", () => {
    for (const [k, mine, other] of [
      [1, 100, 100],
      [4, 300, 500],
      [12, 2000, 900],
    ] as const) {
      const pooled = (mine + other) / k;
      const [a, b] = [mine + pooled, other + pooled];
      const [first] = chancesToBeBest([
        { count: 0, effort: mine },
        { count: k, effort: other },
      ]);
      expect(first).toBeCloseTo((b / (a + b)) ** (k + 1), 4);
    }
  });

  it("is the same for all while nothing has happened, however little was spent", () => {
    expect(
      chancesToBeBest([
        { count: 0, effort: 2600 },
        { count: 0, effort: 200 },
      ]),
    ).toEqual([0.5, 0.5]);
  });

  it("is near certain after many against few, and undecided on thin data", () => {
    const [sure] = chancesToBeBest([
      { count: 30, effort: 3000 },
      { count: 3, effort: 2400 },
    ]);
    expect(sure).toBeGreaterThan(0.999);
    const [thin] = chancesToBeBest([
      { count: 1, effort: 600 },
      { count: 2, effort: 2400 },
    ]);
    expect(thin).toBeGreaterThan(0.5);
    expect(thin).toBeLessThan(0.9);
  });
});
