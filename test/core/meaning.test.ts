import { describe, expect, it } from "vitest";
import { sameMeaning } from "../../src/core/faq/meaning.ts";
import { seededRandom } from "../../src/core/random.ts";

const length = 128;

/** Directions that have nothing to do with each other. */
function directions(seed: number) {
  const random = seededRandom(seed);
  return () => Float32Array.from({ length }, () => random() + random() + random() - 1.5);
}
const blend = (a: Float32Array, b: Float32Array, share: number) =>
  a.map((x, i) => share * x + (1 - share) * (b[i] ?? 0));

describe("the entry that means the same", () => {
  const next = directions(1);
  const placed = Array.from({ length: 60 }, (_, i) => ({ entry: `e${i}`, vector: next() }));
  const target = placed[7]?.vector ?? next();

  it("stands out by itself where it is near", () => {
    expect(sameMeaning(blend(target, next(), 0.6), placed, [])).toBe("e7");
    // Vectors of endpoints that crowd together, all at 0.7 and more.
    const crowd = Float32Array.from({ length }, () => 1.2);
    const shifted = placed.map(({ entry, vector }) => ({
      entry,
      vector: vector.map((x) => x + (crowd[0] ?? 0)),
    }));
    const asked = blend(target, next(), 0.6).map((x) => x + (crowd[0] ?? 0));
    expect(sameMeaning(asked, shifted, [])).toBe("e7");
  });

  it("may be less near where the rules thought of it, too", () => {
    const other = next();
    const shares = Array.from({ length: 60 }, (_, i) => i / 100);
    const least = (ranked: { entry: string; score: number }[]) =>
      shares.find((share) => sameMeaning(blend(target, other, share), placed, ranked) === "e7") ?? 1;
    const byItself = least([]);
    expect(least([{ entry: "e7", score: 0.3 }])).toBeLessThan(byItself);
    expect(least([{ entry: "e8", score: 0.3 }])).toBe(byItself);
    expect(byItself).toBeLessThan(0.6);
  });

  it("is none of two that are equally near", () => {
    const twin = { entry: "twin", vector: blend(target, next(), 0.99) };
    expect(sameMeaning(blend(target, next(), 0.6), [...placed, twin], [])).toBeNull();
    // Two languages of one entry are no twins.
    expect(sameMeaning(blend(target, next(), 0.6), [...placed, { ...twin, entry: "e7" }], [])).toBe("e7");
  });

  it("is found by chance in less than one of a hundred questions about something else", () => {
    const found = Array.from({ length: 2_000 }, () =>
      sameMeaning(next(), placed, [{ entry: "e3", score: 0.4 }]),
    );
    expect(found.filter((entry) => entry !== null).length).toBeLessThan(20);
  });

  it.each([
    ["too few entries", placed.slice(0, 8)],
    ["vectors of another length", placed.map(({ entry }) => ({ entry, vector: new Float32Array(3) }))],
    ["vectors without direction", placed.map(({ entry }) => ({ entry, vector: new Float32Array(length) }))],
  ])("is not looked for in %s", (_, some) => {
    expect(sameMeaning(target, some, [])).toBeNull();
  });
});
