import { describe, expect, it } from "vitest";
import { loadContent } from "../../../src/content.ts";
import { chatAt } from "./chat.ts";
import { script } from "./script.ts";

describe("a whole screening", () => {
  it.each(["zh-CN", "en"] as const)("leads from the greeting to an assessment in %s", (locale) => {
    const chat = chatAt("done", { locale });
    expect(chat.status).toBe("done");
    expect(chat.facts()).toEqual([
      "started",
      "consented",
      "facts_given",
      "assessment_started",
      "roleplay_started",
      "roleplay_finished",
      "rule_finished",
      "short_finished",
      "assessment_completed",
    ]);
    const [assessed] = chat.of("assessed");
    expect(assessed?.assessment).toMatchObject({ attempt: 1, versions: script.pins });
    expect(assessed?.assessment.complaint.completeness).toBeGreaterThan(60);
    expect(chat.of("stage").map(({ to }) => to)).toEqual(["screening", "assessed"]);
    expect(chat.of("notify").map(({ notice }) => notice.kind)).toEqual(["assessed"]);
  });

  it.each(["zh-CN", "en"] as const)("works with every role-play, rule and item we ship, in %s", (locale) => {
    const { scenarios, rules, shortItems, config, texts } = loadContent();
    const rule = rules.R01;
    const scenario = scenarios.S01;
    if (!rule || !scenario) throw new Error("S01 and R01 are what the sample job uses");
    const shipped = {
      pins: { "scenarios/S01": scenario.version },
      scenario: scenario.value,
      rule: rule.value,
      shortItems: shortItems.value,
      config: config.value,
      texts,
    };
    for (const seed of [1, 2, 3]) {
      const chat = chatAt("done", { locale, seed, script: shipped });
      const [assessed] = chat.of("assessed");
      expect(chat.status).toBe("done");
      expect(assessed?.assessment.complaint.total).toBeGreaterThan(70);
      expect(assessed?.assessment.short?.items).toHaveLength(6);
      expect(
        chat
          .of("say")
          .map(({ text }) => text)
          .join("\n"),
      ).not.toMatch(/[{}]|undefined|NaN/);
    }
  });
});
