import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { scoreCard } from "../../../src/core/scoring/card.ts";
import { cardFiles } from "./content.ts";
import { scoringConfig } from "./scoring-config.ts";

const Answer = z.strictObject({
  text: z.string(),
  band: z.tuple([z.number(), z.number()]),
  wrong: z.int().default(0),
  gates: z.array(z.string()).default([]),
});
const Answers = z.array(
  z.strictObject({ card: z.string(), zh_good: Answer, zh_wrong: Answer, en_good: Answer, en_wrong: Answer }),
);
const answers = Answers.parse(
  parse(readFileSync(new URL("../../fixtures/card-answers.yaml", import.meta.url), "utf8")),
);
const cards = new Map([...cardFiles.values()].flat().map((card) => [card.id, card]));

const rows = answers.flatMap(({ card, ...kinds }) =>
  Object.entries(kinds).map(([kind, answer]) => ({ card, kind, answer })),
);

describe("answers to rule cards in our own words", () => {
  test("are there for twelve enabled cards at least", () => {
    expect(new Set(answers.map(({ card }) => card)).size).toBeGreaterThanOrEqual(12);
    for (const { card } of answers) expect(cards.get(card)?.enabled, card).toBe(true);
  });

  test.each(rows)("$card $kind", ({ card: id, kind, answer }) => {
    const card = cards.get(id);
    if (!card) throw new Error(id);
    const locale = kind.startsWith("zh") ? "zh-CN" : "en";
    const score = scoreCard(card, scoringConfig, [{ messageId: "m", text: answer.text }], { locale });
    const facts = score.facts.map(({ credit, quote }) => `${credit}: ${quote?.text ?? ""}`);
    const seen = JSON.stringify({ total: score.total, facts, wrong: score.wrong });
    expect(score.total, seen).toBeGreaterThanOrEqual(answer.band[0]);
    expect(score.total, seen).toBeLessThanOrEqual(answer.band[1]);
    if (kind.endsWith("good")) expect(score.wrong, seen).toEqual([]);
    expect(score.wrong.length, seen).toBeGreaterThanOrEqual(answer.wrong);
    expect(score.gates.map(({ gate }) => gate)).toEqual(answer.gates);
  });
});

const more = z
  .array(z.strictObject({ card: z.string(), kind: z.enum(["good", "bad"]), text: z.string() }))
  .parse(parse(readFileSync(new URL("../../fixtures/card-answers-more.yaml", import.meta.url), "utf8")));

describe("curt answers as colleagues give them", () => {
  test.each(more)("$card $kind: $text", ({ card: id, kind, text }) => {
    const card = cards.get(id);
    if (!card) throw new Error(id);
    const locale = /\p{Script=Han}/u.test(text) ? "zh-CN" : "en";
    const { total, wrong, gates } = scoreCard(card, scoringConfig, [{ messageId: "m", text }], { locale });
    if (kind === "bad") expect(total).toBeLessThanOrEqual(45);
    else {
      expect(total).toBeGreaterThanOrEqual(75);
      expect([wrong, gates]).toEqual([[], []]);
    }
  });
});

describe("every enabled card", () => {
  const enabled = [...cards.values()].filter((card) => card.enabled);

  test.each(enabled)(
    "$id has two questions in each language and gives full marks for its own facts",
    (card) => {
      expect(card.ask?.zh.length).toBeGreaterThanOrEqual(2);
      expect(card.ask?.en.length).toBeGreaterThanOrEqual(2);
      for (const language of ["zh", "en"] as const) {
        const text = card.key_facts.map((fact) => fact[language]).join(language === "zh" ? "。" : ". ");
        const locale = language === "zh" ? "zh-CN" : "en";
        const { facts, wrong, gates } = scoreCard(card, scoringConfig, [{ messageId: "m", text }], {
          locale,
        });
        const missed = facts.flatMap(({ credit }, i) =>
          credit === "unprompted" ? [] : [`${i} ${credit}: ${card.key_facts[i]?.[language]}`],
        );
        expect(missed).toEqual([]);
        expect(wrong).toEqual([]);
        expect(gates).toEqual([]);
      }
    },
  );

  test.each(enabled)("$id finds each of its wrong statements", (card) => {
    const said = card.wrong.map((one) => (typeof one === "string" ? one : one.zh));
    for (const text of said) {
      const { wrong, gates } = scoreCard(card, scoringConfig, [{ messageId: "m", text }], {
        locale: "zh-CN",
      });
      expect(wrong.length + gates.length, text).toBeGreaterThanOrEqual(1);
    }
  });
});
