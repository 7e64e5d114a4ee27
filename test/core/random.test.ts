import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deriveSeed, pick, seededRandom, shuffled } from "../../src/core/random.ts";

describe("seeded numbers", () => {
  test("are the same for the same seed, on every machine", () => {
    const random = seededRandom(42);
    expect([random(), random(), random()]).toEqual([
      0.6011037519201636, 0.44829055899754167, 0.8524657934904099,
    ]);
  });

  test("lie in [0, 1) and spread evenly", () => {
    const random = seededRandom(7);
    const tens = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i += 1) {
      const bin = Math.floor(random() * 10);
      tens[bin] = (tens[bin] ?? Number.NaN) + 1;
    }
    for (const count of tens) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  test("of two purposes of one session are different", () => {
    expect(deriveSeed(1, "short items")).not.toBe(deriveSeed(1, "scenario"));
    expect(deriveSeed(1, "scenario")).not.toBe(deriveSeed(2, "scenario"));
  });

  test("shuffle without losing or changing anything", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const before = [...items];
        expect(shuffled(seededRandom(seed), items).sort()).toEqual([...items].sort());
        expect(items).toEqual(before);
      }),
    );
  });

  test("pick only from what there is", () => {
    expect(() => pick(seededRandom(1), [])).toThrow("at least one");
    expect(pick(() => 0.999999, ["a", "b"])).toBe("b");
  });
});
