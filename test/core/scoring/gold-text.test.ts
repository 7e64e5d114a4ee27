import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { loadContent } from "../../../src/content.ts";
import { Gate } from "../../../src/core/content/scenario.ts";
import { scoreComplaint } from "../../../src/core/scoring/complaint.ts";
import { scoreExplanation } from "../../../src/core/scoring/explain.ts";
import { complaintFigures } from "../../../src/core/scoring/formulas.ts";

const Credit = z.enum(["unprompted", "prompted", "partial", "absent"]);
const Case = z.object({
  id: z.string(),
  band: z.tuple([z.number(), z.number()]),
  turns: z
    .array(
      z.object({
        from: z.enum(["candidate", "customer"]).default("candidate"),
        t: z.number(),
        text: z.string(),
        node: z.string().optional(),
      }),
    )
    .optional(),
  text: z.string().nullish(),
  /** What the formulas make of the labels; given with our own cases. */
  expected: z.number().optional(),
  labels: z.object({
    cpm: z.number().nullish(),
    frt: z.number().nullish(),
    tts: z.number().nullish(),
    sla: z.number().nullish(),
    bars_emotion: z.number().nullish(),
    elements: z.record(z.string(), Credit).optional(),
    facts: z.record(z.string(), z.string()).optional(),
    gates: z.array(Gate).default([]),
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

function scoreOf(id: string, { turns, text, labels }: Case) {
  if (turns) {
    const scenario = content.scenarios[id]?.value;
    if (!scenario) throw new Error(id);
    const chinese = turns.some(({ from, text }) => from === "candidate" && /\p{Script=Han}/u.test(text));
    const locale = chinese ? "zh-CN" : "en";
    const context = { typingCpm: labels.cpm ?? null, locale, version: "v" } as const;
    return scoreComplaint(scenario, config, turns, context);
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
const withText = (ids: string[]) =>
  ids.flatMap((id) =>
    gold(id)
      .filter(({ turns, text }) => turns !== undefined || typeof text === "string")
      .map((one): [string, Case] => [id, one]),
  );
const given = withText(["S01", "S05", "S08", "S11", "R01"]);
/** Transcripts of our own, labelled by hand by the same conventions. */
const own = withText(["S02", "S03", "S04", "S06"]);

describe("the gold cases scored from their text", () => {
  test("are the 29 that have one", () => expect(given).toHaveLength(29));

  test("are at least six for every scenario of our own", () => {
    const counts = new Map<string, number>();
    for (const [id] of own) counts.set(id, (counts.get(id) ?? 0) + 1);
    expect([...counts.values()].every((count) => count >= 6)).toBe(true);
  });

  test.each([...given, ...own].map(([id, one]) => ({ name: `${id}-${one.id}`, id, one })))(
    "$name lands in its band",
    ({ id, one }) => {
      const { total } = scoreOf(id, one);
      expect(total).toBeGreaterThanOrEqual(one.band[0]);
      expect(total).toBeLessThanOrEqual(one.band[1]);
    },
  );

  test.each([
    { name: "given", cases: given },
    { name: "our own", cases: own },
  ])("agree with $name labels on at least 95 % of elements and facts, and on every gate", ({ cases }) => {
    let agree = 0;
    let all = 0;
    for (const [id, one] of cases) {
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

test.each(own.map(([id, one]) => ({ name: `${id}-${one.id}`, id, one })))(
  "the labels of $name make the total that is written with it",
  ({ id, one: { band, expected, labels } }) => {
    const elements = content.scenarios[id]?.value.elements ?? [];
    const credits = Object.fromEntries(
      elements.map((element) => [element.id, labels.elements?.[element.id] ?? "absent"]),
    );
    const times = {
      firstReply: labels.frt ?? null,
      firstReplyChars: 0,
      timeToSolution: labels.tts ?? null,
      solutionChars: 0,
      typingCpm: null,
      slaShare: labels.sla ?? 0,
    };
    const { total } = complaintFigures(config, elements, {
      times,
      credits,
      bars: labels.bars_emotion ?? 1,
      gates: labels.gates,
    });
    expect(total).toBeCloseTo(expected ?? Number.NaN, 3);
    expect(total).toBeGreaterThanOrEqual(band[0]);
    expect(total).toBeLessThanOrEqual(band[1]);
  },
);

test("two polite sentences more move the polite but empty case by less than 3 points", () => {
  const [, polite] = given.find(([id, one]) => id === "S01" && one.id === "G4") ?? [];
  if (!polite?.turns) throw new Error("S01-G4");
  const before = scoreOf("S01", polite).total;
  const more = [
    ...polite.turns,
    { from: "candidate" as const, t: 80, text: "非常感谢您的理解呢亲亲~" },
    { from: "candidate" as const, t: 90, text: "祝您生活愉快，有您的支持是我们最大的动力哦~" },
  ];
  expect(Math.abs(scoreOf("S01", { ...polite, turns: more }).total - before)).toBeLessThan(3);
});
