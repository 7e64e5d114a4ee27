import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { loadContent } from "../../../src/content.ts";
import { Gate } from "../../../src/core/content/scenario.ts";
import type { Credit } from "../../../src/core/scoring/assessment.ts";
import { scoreComplaint } from "../../../src/core/scoring/complaint.ts";
import { complaintFigures } from "../../../src/core/scoring/formulas.ts";

const CreditLabel = z.enum(["unprompted", "prompted", "partial", "absent"]) satisfies z.ZodType<Credit>;
const Case = z.strictObject({
  id: z.string(),
  quality: z.string(),
  band: z.tuple([z.number(), z.number()]),
  turns: z.array(z.strictObject({ t: z.number(), text: z.string() })).min(1),
  labels: z.strictObject({
    frt: z.number(),
    tts: z.number().nullable(),
    sla: z.number(),
    bars_emotion: z.number(),
    gates: z.array(Gate).default([]),
    elements: z.record(z.string(), CreditLabel),
  }),
});
type Case = z.infer<typeof Case>;

const content = loadContent();
const config = content.config.value;

/** Transcripts written and labelled by us, by the labelling conventions; other scenarios join by their id. */
const ids = ["S07", "S09", "S10"];
const gold = ids.map((id) => {
  const file = readFileSync(new URL(`../../fixtures/gold/${id}.json`, import.meta.url), "utf8");
  const scenario = content.scenarios[id]?.value;
  if (!scenario) throw new Error(id);
  return { id, scenario, cases: z.object({ cases: z.array(Case) }).parse(JSON.parse(file)).cases };
});
type Scenario = (typeof gold)[number]["scenario"];

const creditOf = ({ labels }: Case, element: string): Credit => labels.elements[element] ?? "absent";

function scoreOfText(scenario: Scenario, one: Case) {
  const turns = one.turns.map((turn) => ({ from: "candidate" as const, ...turn }));
  const locale = one.turns.some(({ text }) => /\p{Script=Han}/u.test(text)) ? "zh-CN" : "en";
  return scoreComplaint(scenario, config, turns, { typingCpm: null, locale, version: "v" });
}

function scoreOfLabels(scenario: Scenario, one: Case): number {
  const { frt, tts, sla, bars_emotion, gates } = one.labels;
  const times = { firstReplyChars: 0, solutionChars: 0, typingCpm: null, slaShare: sla };
  return complaintFigures(config, scenario.elements, {
    times: { firstReply: frt, timeToSolution: tts, ...times },
    credits: Object.fromEntries(scenario.elements.map(({ id }) => [id, creditOf(one, id)])),
    bars: bars_emotion,
    gates,
  }).total;
}

describe.each(gold)("our own gold cases of $id", ({ scenario, cases }) => {
  test("are at least six of different quality, one of them in English", () => {
    expect(cases.length).toBeGreaterThanOrEqual(6);
    const qualities = new Set(cases.map(({ quality }) => quality));
    for (const quality of ["excellent", "good", "borderline", "polite_but_empty", "violating", "hostile"]) {
      expect(qualities).toContain(quality);
    }
    expect(cases.some(({ turns }) => turns.every(({ text }) => !/\p{Script=Han}/u.test(text)))).toBe(true);
  });

  test.each(cases)("$id ($quality) lands in its band by its labels and by its text", (one) => {
    for (const total of [scoreOfLabels(scenario, one), scoreOfText(scenario, one).total]) {
      expect(total).toBeGreaterThanOrEqual(one.band[0]);
      expect(total).toBeLessThanOrEqual(one.band[1]);
    }
  });

  test.each(cases)("$id ($quality) raises the labelled gates and no other", (one) => {
    const { gates } = scoreOfText(scenario, one);
    expect(gates.map(({ gate }) => gate).sort()).toEqual([...one.labels.gates].sort());
  });

  test("agree with their labels on at least 95 % of the elements", () => {
    const pairs = cases.flatMap((one) =>
      scoreOfText(scenario, one).elements.map(({ id, credit }) => [credit, creditOf(one, id)]),
    );
    const agree = pairs.filter(([found, label]) => found === label).length;
    expect(agree / pairs.length).toBeGreaterThanOrEqual(0.95);
  });
});
