import { expect, test } from "vitest";
import { conceptsFor, isIn, textOfPattern } from "../../../src/cli/scenario/derive.ts";
import { writeBook } from "../../../src/cli/scenario/wording.ts";
import { loadContent } from "../../../src/content.ts";
import { seededRandom } from "../../../src/core/random.ts";
import { findEvidence } from "../../../src/core/scoring/evidence.ts";
import { compileConcept, findConcept, read } from "../../../src/core/scoring/language.ts";
import { holds, parseExpression } from "../../../src/core/scoring/language-expression.ts";

const { scenarios } = loadContent();

test("a text made from a pattern matches that pattern, for 99 of 100 there are", () => {
  const random = seededRandom(1);
  const missed: string[] = [];
  let all = 0;
  for (const { value } of Object.values(scenarios)) {
    const slots = Object.fromEntries(
      Object.entries(value.slots).map(([name, list]) => [name, [list[0]?.zh ?? ""]]),
    );
    for (const source of Object.values(value.concepts)) {
      for (const pattern of "any" in source ? source.any : source) {
        const text = textOfPattern(pattern, random).replace(
          /\{(\w+)\}/g,
          (_, name: string) => slots[name]?.[0] ?? "",
        );
        const concept = compileConcept({ any: [pattern], even_if_negated: true }, slots);
        all += 1;
        if (findConcept(concept, read(text)).length === 0) missed.push(`${pattern} -> ${text}`);
      }
    }
  }
  expect(all).toBeGreaterThan(1000);
  // The rest say "不管" or "没关系", which the language reads as words of their own and not as a negation.
  expect(missed.length / all, missed.join("\n")).toBeLessThan(0.01);
});

test("the concepts drawn for an expression make it true", () => {
  const random = seededRandom(2);
  for (const source of ["a & b & !c", "a | b & c", "2 of (a, b & c, d)", "!a & (b | !c & d)"]) {
    const expression = parseExpression(source);
    for (let i = 0; i < 30; i++) {
      const drawn = conceptsFor(expression, random);
      expect(
        holds(expression, (name) => drawn.includes(name)),
        `${source}: ${drawn.join()}`,
      ).toBe(true);
    }
  }
});

test("a language is told by its characters, not by slots", () => {
  expect(isIn("zh-CN", "赔您{claim}")).toBe(true);
  expect(isIn("en", "pay {claim}")).toBe(true);
  expect(isIn("en", "{claim}")).toBe(false);
  expect(isIn("zh-CN", "pay")).toBe(false);
});

test.each(Object.keys(scenarios))(
  "in %s every element has a sentence in both languages, each does what it says",
  (id) => {
    const scenario = scenarios[id]?.value;
    if (!scenario) throw new Error(id);
    for (const locale of ["zh-CN", "en"] as const) {
      const book = writeBook(scenario, locale, 1);
      for (const { id: element, by_default, full, within, thread } of scenario.elements) {
        if (by_default) continue;
        const { full: sentences } = book.elements[element] ?? { full: [] };
        expect(sentences.length, `${element} ${locale}`).toBeGreaterThan(0);
        if (full?.includes("wait_kept")) continue;
        const [{ text } = { text: "" }] = sentences;
        const t = (scenario.opening.find((line) => line.id === within?.of)?.at_s ?? 0) + 10;
        const slot = (_: string, name: string) =>
          scenario.slots[name]?.[0]?.[locale === "en" ? "en" : "zh"] ?? "";
        const said = text.replace(/\{(\w+)\}/g, slot);
        const { elements, violations } = findEvidence(scenario, [
          { from: "candidate", t, text: said, thread },
        ]);
        expect(elements[element]?.credit, `${element} ${locale}: ${said}`).toBe("unprompted");
        expect(violations).toEqual([]);
      }
    }
  },
);
