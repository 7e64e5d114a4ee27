import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkShortItems } from "../../../src/core/content/check-rule.ts";
import type { ShortItem } from "../../../src/core/content/rule.ts";
import { scoreShort } from "../../../src/core/scoring/short.ts";
import { cardFiles, shortItems } from "./content.ts";
import { scoringConfig as config } from "./scoring-config.ts";

const Answers = z.record(z.string(), z.object({ reason: z.array(z.string()), none: z.array(z.string()) }));
const answers = Answers.parse(
  JSON.parse(readFileSync(new URL("../../fixtures/scoring/short-answers.json", import.meta.url), "utf8")),
);
const one = (text: string) => [{ messageId: "m1", text }];
const right = ({ truth }: ShortItem) => (truth ? "true" : "false");
const wrong = ({ truth }: ShortItem) => (truth ? "false" : "true");
const item = (id: string): ShortItem => {
  const found = shortItems.items.find((each) => each.id === id);
  if (!found) throw new Error(`no item ${id}`);
  return found;
};

describe("the 24 short items", () => {
  test("parse, cite existing enabled cards and can be drawn", () => {
    const cards = [...cardFiles.values()].flat();
    expect(checkShortItems(shortItems, cards)).toEqual([]);
    const enabled = new Set(cards.filter((card) => card.enabled).map(({ id }) => id));
    expect(shortItems.items.filter(({ card }) => !enabled.has(card))).toEqual([]);
    expect(shortItems.items.map(({ id }) => id)).toEqual(
      Array.from({ length: 24 }, (_, i) => `Q${String(i + 1).padStart(2, "0")}`),
    );
    expect(shortItems.items.filter(({ truth }) => truth).length).toBe(12);
  });

  test.each(shortItems.items.map((each) => [each.id, each] as const))(
    "%s: knows its own key point in both languages, and does not take the statement for a reason",
    (_, each) => {
      for (const text of [each.key_point.zh, each.key_point.en]) {
        const score = scoreShort(each, config, { verdict: right(each), bubbles: one(text) });
        expect([text, score.score]).toEqual([text, 100]);
      }
      for (const text of [each.statement.zh, each.statement.en]) {
        const score = scoreShort(each, config, { verdict: right(each), bubbles: one(text) });
        expect([text, score.score, score.quote?.text]).toEqual([text, 40, text]);
      }
    },
  );

  test.each(shortItems.items.map((each) => [each.id, each] as const))(
    "%s: tells reasons from empty words",
    (_, each) => {
      const samples = answers[each.id];
      expect(samples?.reason.length).toBeGreaterThanOrEqual(10);
      for (const text of samples?.reason ?? []) {
        const score = scoreShort(each, config, { verdict: right(each), bubbles: one(text) });
        expect([text, score.score]).toEqual([text, 100]);
        expect(text.slice(score.quote?.start, score.quote?.end)).toBe(score.quote?.text);
        expect(scoreShort(each, config, { verdict: wrong(each), bubbles: one(text) }).score).toBe(0);
      }
      for (const text of samples?.none ?? []) {
        const score = scoreShort(each, config, { verdict: right(each), bubbles: one(text) });
        expect([text, score.score]).toEqual([text, 40]);
      }
    },
  );
});

describe("a short answer", () => {
  test("may give the key point in words that no concept foresees, but not deny it", () => {
    const bare = { ...item("Q09"), concepts: { never: ["这句话没有人会说"] }, reason: "never" };
    const { zh } = bare.key_point;
    expect(scoreShort(bare, config, { verdict: right(bare), bubbles: one(zh) })).toMatchObject({
      score: 100,
    });
    for (const text of [bare.statement.zh, "不知道", "缺货按成交额30%赔付"]) {
      expect(scoreShort(bare, config, { verdict: right(bare), bubbles: one(text) })).toMatchObject({
        score: 40,
      });
    }
  });

  test("may give verdict and reason in separate bubbles; the quote names the bubble", () => {
    const bubbles = [
      { messageId: "a", text: "错" },
      { messageId: "b", text: "机器人的不算" },
    ];
    const score = scoreShort(item("Q01"), config, { verdict: "false", bubbles });
    expect(score).toMatchObject({
      score: 100,
      reasonFound: true,
      answer: "false",
      quote: { messageId: "b" },
    });
  });

  test.each([
    "不确定，以平台规则页为准",
    "不确定，我会查一下规则再回复",
    "不清楚，要问主管",
    "不確定，先請教組長",
    "Not sure, I would check the platform rules",
    "unsure, ask my supervisor",
  ])("that is unsure but knows where to look earns 40: %s", (text) => {
    expect(scoreShort(item("Q09"), config, { verdict: "unsure", bubbles: one(text) }).score).toBe(40);
  });

  test.each(["不确定", "不知道", "不太清楚哎", "unsure", "no idea, sorry"])(
    "that is unsure and leaves it there earns nothing: %s",
    (text) => {
      const score = scoreShort(item("Q09"), config, { verdict: "unsure", bubbles: one(text) });
      expect(score).toMatchObject({ score: 0, quote: null });
    },
  );

  test("that never came earns nothing, whatever else was written", () => {
    const score = scoreShort(item("Q01"), config, { verdict: "none", bubbles: one("机器人的不算") });
    expect(score).toMatchObject({ score: 0, quote: null, answer: "none" });
    expect(scoreShort(item("Q01"), config, { verdict: "false", bubbles: [] })).toMatchObject({
      score: 40,
      quote: null,
    });
  });

  test("always scores 0, 40 or 100 and the same twice, on any text", () => {
    const verdict = fc.constantFrom("true" as const, "false" as const, "unsure" as const, "none" as const);
    fc.assert(
      fc.property(
        fc.constantFrom(...shortItems.items),
        verdict,
        fc.string({ unit: "grapheme" }),
        (each, v, text) => {
          const answer = { verdict: v, bubbles: one(text) };
          const score = scoreShort(each, config, answer);
          expect([0, 40, 100]).toContain(score.score);
          expect(JSON.stringify(scoreShort(each, config, answer))).toBe(JSON.stringify(score));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("answering false to everything earns 20 of 100 on average", () => {
    const scores = shortItems.items.map(
      (each) => scoreShort(each, config, { verdict: "false", bubbles: one("错") }).score,
    );
    expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBe(20);
  });
});
