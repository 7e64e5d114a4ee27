import { describe, expect, test } from "vitest";
import { isAskable, isDue, recheckBy } from "../../../src/core/content/card-expiry.ts";
import { cardFiles } from "../scoring/content.ts";

const card = (stability: "stable" | "slow" | "volatile", as_of = "2026-11-22") => ({ stability, as_of });

describe("a rule card is looked at again", () => {
  test.each([
    ["volatile", "2026-12-22"],
    ["slow", "2027-02-20"],
    ["stable", "2027-11-22"],
  ] as const)("when it is %s: used up to %s, due from the next day on", (stability, last) => {
    const next = new Date(Date.parse(`${last}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    expect(recheckBy(card(stability))).toBe(last);
    expect(isDue(card(stability), last)).toBe(false);
    expect(isDue(card(stability), next)).toBe(true);
  });

  test("with leap days and ends of years counted", () => {
    expect(recheckBy(card("volatile", "2028-02-01"))).toBe("2028-03-02");
    expect(recheckBy(card("slow", "2026-12-31"))).toBe("2027-03-31");
  });

  test("and is not asked when it is due or switched off", () => {
    const fresh = { ...card("volatile"), enabled: true };
    expect(isAskable(fresh, "2026-12-22")).toBe(true);
    expect(isAskable(fresh, "2026-12-23")).toBe(false);
    expect(isAskable({ ...fresh, enabled: false }, "2026-11-22")).toBe(false);
  });
});

test("thirty days after the shipped date only the volatile cards have run out", () => {
  const cards = [...cardFiles.values()].flat();
  const out = cards.filter((one) => isDue(one, "2026-12-23"));
  expect(out.length).toBeGreaterThan(0);
  expect(out.filter(({ stability }) => stability !== "volatile")).toEqual([]);
  expect(cards.filter((one) => one.stability === "volatile" && !isDue(one, "2026-12-23"))).toEqual([]);
});
