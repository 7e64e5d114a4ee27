import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boost, predictTree } from "../../src/training/boost.ts";

const options = { directions: [1, -1, 0], trees: 60, depth: 3, rate: 0.2, leaf: 2, ridge: 1, scale: 100_000 };
const row = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20));
const examples = fc.array(fc.tuple(row, fc.double({ min: 0, max: 1, noNaN: true })), {
  minLength: 10,
  maxLength: 40,
});

const train = (pairs: readonly (readonly [readonly number[], number])[]) => {
  const { base, trees } = boost(
    pairs.map(([features]) => features),
    pairs.map(([, target]) => target),
    pairs.map(() => 1),
    options,
  );
  return (features: readonly number[]) =>
    trees.reduce<number>((sum, tree) => sum + predictTree(tree, features), base);
};

describe("boosted trees", () => {
  it("come close to a function that keeps to the directions", () => {
    const pairs = Array.from({ length: 200 }, (_, i): [number[], number] => {
      const [a, b, c] = [i % 10, (i * 7) % 11, (i * 5) % 3];
      return [[a, b, c], a / 20 + (10 - b) / 40 + (c === 1 ? 0.25 : 0)];
    });
    const predict = train(pairs);
    for (const [features, target] of pairs)
      expect(Math.abs(predict(features) / 100_000 - target)).toBeLessThan(0.05);
  });

  it("never go against a feature's direction, whatever the rows say", () => {
    fc.assert(
      fc.property(examples, row, fc.nat(20), (pairs, [a, b, c], step) => {
        const predict = train(pairs);
        expect(predict([a + step, b, c])).toBeGreaterThanOrEqual(predict([a, b, c]));
        expect(predict([a, b + step, c])).toBeLessThanOrEqual(predict([a, b, c]));
      }),
      { numRuns: 60 },
    );
  });
});
