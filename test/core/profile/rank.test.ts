import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Criterion } from "../../../src/core/profile/criteria.ts";
import { JobProfile } from "../../../src/core/profile/criteria.ts";
import { explain } from "../../../src/core/profile/explain.ts";
import { fitOf, planOf } from "../../../src/core/profile/plan.ts";
import { keyOf, type Place, pieceSize, rank, withBits } from "../../../src/core/profile/rank.ts";

const tagIds = ["night", "single_rest", "platform_pdd", "polite", "solution", "english"] as const;
const criteria = fc
  .uniqueArray(
    fc.record({
      tag: fc.constantFrom<string>(...tagIds, "pay", "start"),
      need: fc.constantFrom("required" as const, "wanted" as const),
      weight: fc.integer({ min: 1, max: 5 }),
    }),
    { selector: ({ tag }) => tag, minLength: 1, maxLength: 8 },
  )
  .map((all) =>
    all.map(
      (one): Criterion =>
        one.tag === "pay" ? { ...one, limit: 6500 } : one.tag === "start" ? { ...one, limit: 7 } : one,
    ),
  );
const allTerms = [
  ...tagIds.flatMap((tag) => [tag, `${tag}+`, `${tag}-`]),
  ...["pay-", "pay?", "pay<=6500", "start-", "start<=7"],
  ...["pool", "applied:job_1", "applied:job_2"],
];
/** People far apart, so that several pieces and words come into it. */
const people = fc.uniqueArray(
  fc.record({
    ordinal: fc.oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 3 * pieceSize })),
    terms: fc.subarray(allTerms),
  }),
  { selector: ({ ordinal }) => ordinal, maxLength: 60 },
);

function bitmapsOf(all: readonly { ordinal: number; terms: string[] }[]) {
  const bitmaps = new Map<string, Map<number, Uint8Array>>();
  for (const { ordinal, terms } of all)
    for (const term of terms) {
      const pieces = bitmaps.get(term) ?? new Map<number, Uint8Array>();
      const piece = Math.floor(ordinal / pieceSize);
      const next = withBits(pieces.get(piece), [ordinal], []);
      if (next) pieces.set(piece, next);
      bitmaps.set(term, pieces);
    }
  return bitmaps;
}

const who = { scope: ["pool", "applied:job_1"], without: ["applied:job_2"] };

describe("ranking over bitmaps", () => {
  it("gives page after page what sorting everybody by their own fit gives", () => {
    fc.assert(
      fc.property(criteria, people, fc.integer({ min: 1, max: 9 }), (chosen, all, size) => {
        const plan = planOf(JobProfile.parse({ criteria: chosen }));
        const expected = all
          .filter(({ terms }) => who.scope.some((t) => terms.includes(t)) && !terms.includes("applied:job_2"))
          .flatMap(({ ordinal, terms }): Place[] => {
            const fit = fitOf(plan, new Set(terms));
            return fit ? [{ key: keyOf(fit), ordinal }] : [];
          })
          .sort((a, b) => b.key - a.key || b.ordinal - a.ordinal);
        const bitmaps = bitmapsOf(all);
        const paged: Place[] = [];
        for (let after: Place | null = null; ; after = paged.at(-1) ?? null) {
          const page = rank(plan, bitmaps, who, after, size);
          paged.push(...page);
          if (page.length < size) break;
        }
        expect(paged).toEqual(expected);
      }),
    );
  });

  it("explains exactly the points it ranks by, and never more than a hundred", () => {
    fc.assert(
      fc.property(criteria, fc.subarray(allTerms), (chosen, terms) => {
        // Open to talk and a sum exclude each other: see terms.ts.
        const own = new Set(terms.includes("pay-") ? terms.filter((one) => one !== "pay?") : terms);
        if (!own.has("pay-")) own.delete("pay<=6500");
        for (const tag of tagIds) if (!own.has(tag)) own.delete(`${tag}+`);
        const plan = planOf(JobProfile.parse({ criteria: chosen }));
        const fit = fitOf(plan, own);
        const explained = explain(plan, own, []);
        expect(explained.ruledOut).toBe(fit === null);
        expect(explained.score).toBeLessThanOrEqual(100);
        expect(explained.reasons.reduce((sum, { of }) => sum + of, 0)).toBe(1000);
        if (fit) expect(explained.score * 10).toBeCloseTo(fit.points, 6);
      }),
    );
  });

  it("puts whoever is sure of what is required before everybody who is not, and leaves out who refused it", () => {
    const plan = planOf({
      criteria: [
        { tag: "night", need: "required", weight: 1 },
        { tag: "polite", need: "wanted", weight: 5 },
      ],
    });
    const all = [
      { ordinal: 1, terms: ["pool", "polite", "polite+"] },
      { ordinal: 2, terms: ["pool", "night"] },
      { ordinal: 3, terms: ["pool", "night-", "polite", "polite+"] },
    ];
    const order = rank(plan, bitmapsOf(all), { scope: ["pool"], without: [] }, null, 9);
    expect(order.map(({ ordinal }) => ordinal)).toEqual([2, 1]);
  });

  it("clears a bit without touching its neighbours and drops a piece that is empty", () => {
    const one = withBits(undefined, [8191, 8190], []);
    const left = withBits(one ?? undefined, [], [8191]);
    expect(left && [...left].filter((byte) => byte !== 0)).toEqual([64]);
    expect(withBits(left ?? undefined, [], [8190])).toBeNull();
  });
});
