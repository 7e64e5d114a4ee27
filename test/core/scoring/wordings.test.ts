import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { loadContent } from "../../../src/content.ts";
import { findEvidence } from "../../../src/core/scoring/evidence.ts";
import { scoreExplanation } from "../../../src/core/scoring/explain.ts";

const Lines = z.record(z.string(), z.record(z.string(), z.array(z.string())));
const wordings = z
  .object({
    elements: Lines,
    gates: Lines,
    empty: Lines,
    explanation: z.record(z.string(), z.record(z.string(), z.string())),
  })
  .parse(parse(readFileSync(new URL("../../fixtures/wordings.yaml", import.meta.url), "utf8")));

const content = loadContent();
const config = content.config.value;

/** Evidence in one message alone. */
function evidenceIn(id: string, text: string) {
  const scenario = content.scenarios[id]?.value;
  if (!scenario) throw new Error(`no scenario ${id}`);
  return findEvidence(scenario, [{ from: "candidate", t: 10, text }]);
}

const flat = (lines: z.infer<typeof Lines>) =>
  Object.entries(lines).flatMap(([id, groups]) =>
    Object.entries(groups).flatMap(([name, texts]) => texts.map((text) => ({ id, name, text }))),
  );

describe("an element is found however it is worded", () => {
  test.each(flat(wordings.elements))("$id $name: $text", ({ id, name, text }) => {
    const { elements, gates } = evidenceIn(id, text);
    expect(elements[name]?.credit).toBe("unprompted");
    expect(gates).toEqual([]);
  });
});

describe("a gate is raised by what breaks it, not by what speaks of it", () => {
  test.each(flat(wordings.gates))("$id $name: $text", ({ id, name, text }) => {
    const raised = new Set(evidenceIn(id, text).gates.map(({ gate }) => gate));
    expect([...raised]).toEqual(name === "none" ? [] : [name]);
  });
});

describe("cue words without the deed earn nothing", () => {
  test.each(flat(wordings.empty))("$id $name: $text", ({ id, name, text }) => {
    expect(evidenceIn(id, text).elements[name]?.credit).toBe("absent");
  });
});

describe("a rule is understood however it is worded", () => {
  const answers = Object.entries(wordings.explanation).flatMap(([id, lines]) =>
    Object.entries(lines).map(([text, expected]) => ({ id, text, expected })),
  );
  test.each(answers)("$id: $text", ({ id, text, expected }) => {
    const item = content.rules[id]?.value;
    if (!item) throw new Error(`no rule ${id}`);
    const locale = /\p{Script=Han}/u.test(text) ? "zh-CN" : "en";
    const score = scoreExplanation(item, config, [{ messageId: "m", text }], {
      seconds: null,
      locale,
      version: "v",
    });
    const facts = score.facts.filter(({ credit }) => credit !== "absent");
    const found = [
      ...facts.map(({ id: fact, credit }) => `${fact}${credit === "partial" ? "h" : "u"}`),
      ...score.wrong.map(({ id: wrong }) => wrong),
    ];
    expect(found.sort()).toEqual(expected.split(" ").filter(Boolean).sort());
  });
});
