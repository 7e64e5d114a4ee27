import { describe, expect, it } from "vitest";
import { isDue } from "../../../src/core/content/card-expiry.ts";
import { drawSize, restingCards, upkeepOf } from "../../../src/core/content/resting.ts";
import type { RuleCard } from "../../../src/core/content/rule.ts";
import { drawItems } from "../../../src/core/dialogue/short-draw.ts";
import { script } from "../dialogue/script.ts";

const { shortItems } = script;
const itemOf = (id: string) => {
  const item = shortItems.items.find((one) => one.id === id);
  if (!item) throw new Error(`no item ${id}`);
  return item;
};
const card = (id: string, part: Partial<RuleCard> = {}): RuleCard => ({
  id,
  platform: "pdd",
  topic: "t",
  ask_zh: "？",
  key_facts: [{ w: 100, zh: "事实" }],
  wrong: [],
  must_not_say: [],
  stability: "slow",
  confidence: "high",
  sources: ["x"],
  enabled: true,
  as_of: "2026-11-22",
  ...part,
});

describe("a rule card", () => {
  it.each([
    ["volatile", "2026-12-22", "2026-12-23"],
    ["slow", "2027-02-20", "2027-02-21"],
    ["stable", "2027-11-22", "2027-11-23"],
  ] as const)("that is %s holds until %s", (stability, last, after) => {
    expect(isDue({ as_of: "2026-11-22", stability }, last)).toBe(false);
    expect(isDue({ as_of: "2026-11-22", stability }, after)).toBe(true);
    expect(isDue({ as_of: "2026-11-22", stability }, "2026-01-01")).toBe(false);
  });

  it("rests when it is due or off; recruiters are told of the enabled ones", () => {
    const cards = [
      card("B", { as_of: "2026-01-01" }),
      card("A"),
      card("C", { enabled: false, as_of: "2025-01-01" }),
    ];
    expect(restingCards(cards, "2026-12-01")).toEqual(["B", "C"]);
    expect(upkeepOf(cards, shortItems, "2026-12-01")).toEqual({ due: ["B"], questions: 6, wanted: 6 });
  });
});

describe("the draw of quick questions", () => {
  it("leaves out everything that rests on a resting card, and keeps the balance", () => {
    const resting = ["C-0", "C-3", "C-7", "C-8"];
    for (let seed = 0; seed < 200; seed += 1) {
      const items = drawItems(shortItems, seed, 1, resting).map(itemOf);
      expect(items.filter((item) => resting.includes(item.card))).toEqual([]);
      expect(items.filter(({ truth }) => truth)).toHaveLength(3);
      expect(items).toHaveLength(6);
      expect(new Set(items.map(({ platform }) => platform)).size).toBeGreaterThanOrEqual(4);
    }
  });

  it("is the same as before when nothing rests", () => {
    for (let seed = 0; seed < 20; seed += 1)
      expect(drawItems(shortItems, seed, 1, [])).toEqual(drawItems(shortItems, seed, 1));
  });

  it("becomes smaller but stays balanced when too few are left, and never fails a candidate", () => {
    // Two true and three false items are left.
    const left = ["C-0", "C-2", "C-1", "C-3", "C-5"];
    const resting = shortItems.items.map((item) => item.card).filter((id) => !left.includes(id));
    expect(drawSize(shortItems, resting)).toBe(4);
    for (let seed = 0; seed < 50; seed += 1) {
      const items = drawItems(shortItems, seed, 1, resting).map(itemOf);
      expect(items.map(({ truth }) => truth).sort()).toEqual([false, false, true, true]);
      expect(items.every((item) => left.includes(item.card))).toBe(true);
    }
    const all = shortItems.items.map((item) => item.card);
    expect(drawSize(shortItems, all)).toBe(0);
    expect(drawItems(shortItems, 1, 1, all)).toHaveLength(6);
  });
});
