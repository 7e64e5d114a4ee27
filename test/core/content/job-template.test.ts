import { describe, expect, it } from "vitest";
import { loadContent } from "../../../src/content.ts";
import { checkTemplates, type JobTemplates, templatesOf } from "../../../src/core/content/job-template.ts";

const name = { zh: "名", en: "name" };
const templates: JobTemplates = {
  platforms: [
    { id: "pdd", name, scenarios: ["S05"], explain: ["PDD-01"] },
    { id: "jd", name, scenarios: [], explain: ["JD-01"] },
  ],
  products: [
    { id: "baby", name, scenarios: ["S09", "S01"] },
    { id: "night", name, scenarios: ["S11"] },
  ],
};
const there = {
  scenarios: ["S01", "S05"],
  rules: [{ id: "R01", card: "PDD-01" }, { id: "R02" }],
  cards: ["PDD-01"],
};

describe("job templates", () => {
  it("put the scenarios of platform and product together and offer only those that are there", () => {
    const found = new Map(templatesOf(templates, there).map((one) => [one.id, one.scenarioIds]));
    expect(found).toEqual(
      new Map([
        ["pdd-baby", ["S01", "S05"]],
        ["pdd-night", ["S05"]],
        ["jd-baby", ["S01"]],
      ]),
    );
  });

  it("prefer the explanations of the platform, and take any where it has none", () => {
    const [pdd, , jd] = templatesOf(templates, there);
    expect(pdd?.ruleIds).toEqual(["R01"]);
    expect(jd?.ruleIds).toEqual(["R01", "R02"]);
  });

  it("take the cards they name, and instead of a card the explanation that rests on it", () => {
    const platforms = [{ id: "pdd", name, scenarios: ["S05"], explain: ["PDD-04", "PDD-01", "PDD-02"] }];
    const cards = ["PDD-01", "PDD-02", "PDD-03", "PDD-04"];
    const [first] = templatesOf({ ...templates, platforms }, { ...there, cards });
    expect(first?.ruleIds).toEqual(["R01", "PDD-02", "PDD-04"]);
  });

  it("name what cannot work", () => {
    expect(checkTemplates(templates, there)).toEqual([
      'platform jd, explain: there is no card or explanation "JD-01"; name one',
      "product night, scenarios: none of them has a file; name one that has",
    ]);
  });

  it("that ship offer every product, and nothing that has no file", () => {
    const content = loadContent();
    expect(new Set(content.templates.map(({ product }) => product)).size).toBeGreaterThanOrEqual(6);
    for (const { scenarioIds, ruleIds } of content.templates) {
      expect(scenarioIds.filter((id) => !content.scenarios[id])).toEqual([]);
      expect(ruleIds.filter((id) => !content.rules[id] && !content.cards[id])).toEqual([]);
    }
  });
});
