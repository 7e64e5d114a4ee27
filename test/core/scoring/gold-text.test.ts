import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { loadContent } from "../../../src/content.ts";
import { scoreComplaint } from "../../../src/core/scoring/complaint.ts";
import type { Turn } from "../../../src/core/scoring/evidence.ts";
import { scoreExplanation } from "../../../src/core/scoring/explain.ts";

const Case = z.object({
  id: z.string(),
  band: z.tuple([z.number(), z.number()]),
  turns: z.array(z.object({ t: z.number(), text: z.string() })).optional(),
  text: z.string().nullish(),
  labels: z.object({
    cpm: z.number().nullish(),
    elements: z.record(z.string(), z.string()).optional(),
    facts: z.record(z.string(), z.string()).optional(),
    gates: z.array(z.string()).default([]),
  }),
});
type Case = z.infer<typeof Case>;

const content = loadContent();
const config = content.config.value;
const gold = (id: string): Case[] =>
  z
    .object({ cases: z.array(Case) })
    .parse(JSON.parse(readFileSync(new URL(`../../fixtures/gold/${id}.json`, import.meta.url), "utf8")))
    .cases;

const candidate = (turns: NonNullable<Case["turns"]>): Turn[] =>
  turns.map((turn) => ({ from: "candidate", ...turn }));

function scoreOf(id: string, { turns, text, labels }: Case) {
  if (turns) {
    const scenario = content.scenarios[id]?.value;
    if (!scenario) throw new Error(id);
    const context = { typingCpm: labels.cpm ?? null, locale: "zh-CN", version: "v" } as const;
    return scoreComplaint(scenario, config, candidate(turns), context);
  }
  const rule = content.rules[id]?.value;
  if (!rule || text === undefined || text === null) throw new Error(id);
  return scoreExplanation(rule, config, [{ messageId: "m", text }], {
    seconds: null,
    locale: "zh-CN",
    version: "v",
  });
}

// R01-G6 describes its text instead of giving it.
const withText = ["S01", "S05", "S08", "S11", "R01"].flatMap((id) =>
  gold(id)
    .filter(({ turns, text }) => turns !== undefined || typeof text === "string")
    .map((one): [string, Case] => [id, one]),
);

describe("the gold cases scored from their text", () => {
  test("are the 29 that have one", () => expect(withText).toHaveLength(29));

  test.each(withText.map(([id, one]) => ({ name: `${id}-${one.id}`, id, one })))(
    "$name lands in its band",
    ({ id, one }) => {
      const { total } = scoreOf(id, one);
      expect(total).toBeGreaterThanOrEqual(one.band[0]);
      expect(total).toBeLessThanOrEqual(one.band[1]);
    },
  );

  test("agree with the labels on at least 95 % of elements and facts, and on every gate", () => {
    let agree = 0;
    let all = 0;
    for (const [id, one] of withText) {
      const score = scoreOf(id, one);
      const parts = "elements" in score ? score.elements : score.facts;
      const labels = one.labels.elements ?? one.labels.facts ?? {};
      for (const { id: part, credit } of parts) {
        all++;
        if (credit === (labels[part] ?? "absent")) agree++;
      }
      expect(score.gates.map(({ gate }) => gate).sort(), `${id}-${one.id}`).toEqual(
        [...one.labels.gates].sort(),
      );
    }
    expect(agree / all).toBeGreaterThanOrEqual(0.95);
  });
});

test("two polite sentences more move the polite but empty case by less than 3 points", () => {
  const [, polite] = withText.find(([id, one]) => id === "S01" && one.id === "G4") ?? [];
  if (!polite?.turns) throw new Error("S01-G4");
  const before = scoreOf("S01", polite).total;
  const more = [
    ...polite.turns,
    { t: 80, text: "非常感谢您的理解呢亲亲~" },
    { t: 90, text: "祝您生活愉快，有您的支持是我们最大的动力哦~" },
  ];
  expect(Math.abs(scoreOf("S01", { ...polite, turns: more }).total - before)).toBeLessThan(3);
});
