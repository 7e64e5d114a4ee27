import { describe, expect, test } from "vitest";
import { checkCards } from "../../../src/core/content/check-rule.ts";
import { cardFiles } from "./content.ts";

const cards = [...cardFiles.values()].flat();

describe("the rule cards", () => {
  test("are 49, each once, in the file of its platform, with weights that sum to 100", () => {
    expect(cards.length).toBe(49);
    expect(checkCards(cards)).toEqual([]);
    for (const [platform, list] of cardFiles) {
      expect(list.filter((card) => card.platform !== platform)).toEqual([]);
    }
  });

  test("ship the weakly evidenced volatile ones switched off", () => {
    const off = cards.filter(({ enabled }) => !enabled).map(({ id }) => id);
    expect(off.sort()).toEqual(["ALL-PS", "JD-02", "JD-04", "JD-06", "TM-04", "TM-14"]);
    for (const card of cards.filter(({ enabled }) => !enabled)) expect(card.stability).toBe("volatile");
  });
});
