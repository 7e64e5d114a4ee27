import { describe, expect, it } from "vitest";
import { loadContent } from "../../../src/content.ts";
import { explanationsFor } from "../../../src/core/content/explanations.ts";

const content = loadContent();
const cards = Object.values(content.cards).map(({ value }) => value);
const there = { rules: Object.values(content.rules).map(({ value }) => value), cards };
const idsOf = (platform: string) => cards.filter((card) => card.platform === platform).map(({ id }) => id);

describe("what a new conversation may be asked to explain", () => {
  it("is each enabled card that a job names, R01 in place of the card it rests on", () => {
    for (const { id, enabled } of cards) {
      const asked = explanationsFor([id], there, []);
      if (enabled) expect(asked).toEqual([id === "PDD-01" ? "R01" : id]);
      else expect(asked).not.toContain(id);
    }
  });

  it("leaves out what rests while the job has something else", () => {
    expect(explanationsFor(["TM-01", "TM-03", "TM-06"], there, ["TM-06", "TM-01"])).toEqual(["TM-03"]);
  });

  it("falls back to R01 when all that the job names rests", () => {
    expect(explanationsFor(["TM-01", "TM-03"], there, ["TM-01", "TM-03"])).toEqual(["R01"]);
  });

  it("falls back to cards of the platform when R01 rests too, then to those of every platform, then to any", () => {
    const pdd = explanationsFor(["R01"], there, ["PDD-01", "PDD-02"]);
    expect(pdd).toContain("PDD-05");
    for (const id of pdd) expect(content.cards[id]?.value.platform).toBe("pdd");
    const anywhere = explanationsFor(["R01"], there, idsOf("pdd"));
    expect(anywhere).toContain("LAW-01");
    for (const id of anywhere) expect(["all", "law"]).toContain(content.cards[id]?.value.platform);
    const resting = [...idsOf("pdd"), ...idsOf("all"), ...idsOf("law")];
    expect(explanationsFor(["R01"], there, resting)).toContain("TM-01");
  });

  it("asks what the job names when everything rests, and never what is switched off", () => {
    const all = cards.map(({ id }) => id);
    expect(explanationsFor(["R01"], there, all)).toEqual(["R01"]);
    expect(explanationsFor(["TM-01", "TM-04"], there, all)).toEqual(["TM-01"]);
    expect(explanationsFor(["TM-04"], there, all)).toEqual(["R01"]);
  });
});
