import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Gate } from "../../../src/core/content/scenario.ts";
import type { Credit } from "../../../src/core/scoring/assessment.ts";
import { complaintFigures, ruleFigures } from "../../../src/core/scoring/formulas.ts";
import { scoringConfig } from "./scoring-config.ts";

const Labels = z.strictObject({
  credits: z.string(),
  gates: z.array(Gate).default([]),
  frt: z.number().nullable().optional(),
  tts: z.number().nullable().optional(),
  n1: z.number().default(0),
  n2: z.number().default(0),
  cpm: z.number().nullable().default(null),
  sla: z.number().default(1),
  frt_list: z.array(z.number().nullable()).optional(),
  promise_kept: z.number().default(0),
  bars_emotion: z.number().default(1),
  wrong: z.array(z.string()).default([]),
  hedged: z.boolean().default(false),
  bars_clarity: z.number().default(1),
  n_chars: z.number().default(0),
});
const Reference = z.object({
  items: z.record(
    z.string(),
    z.object({
      elements: z.array(z.tuple([z.string(), z.number(), z.boolean()])).optional(),
      facts: z.array(z.tuple([z.string(), z.number()])).optional(),
      wrong: z.array(z.tuple([z.string(), z.number(), z.boolean()])).optional(),
    }),
  ),
  gold: z.array(
    z.tuple([z.string(), z.string(), z.tuple([z.number(), z.number()]), Labels, z.array(z.number())]),
  ),
  cases: z.array(z.tuple([z.string(), Labels, z.array(z.number())])),
});

const reference = Reference.parse(
  JSON.parse(readFileSync(new URL("../../fixtures/scoring/reference.json", import.meta.url), "utf8")),
);
const credit: Record<string, Credit> = { u: "unprompted", p: "prompted", h: "partial", "-": "absent" };

describe("the port of the reference scorer", () => {
  test(`agrees with it on ${reference.cases.length} random label sets to a billionth of a point`, () => {
    expect(reference.cases.length).toBeGreaterThanOrEqual(2000);
    let worst = 0;
    for (const [id, labels, expected] of reference.cases) {
      const scored = figures(id, labels);
      expect(scored.length).toBe(expected.length);
      scored.forEach((value, i) => {
        worst = Math.max(worst, Math.abs(value - (expected[i] ?? Number.NaN)));
      });
    }
    expect(worst).toBeLessThan(1e-9);
  });

  test("puts all 30 gold cases in their band when their labels are fed in", () => {
    expect(reference.gold.length).toBe(30);
    for (const [id, name, [low, high], labels, expected] of reference.gold) {
      const scored = figures(id, labels);
      const total = scored.at(-1);
      expect(total, `${id}-${name}`).toBeGreaterThanOrEqual(low);
      expect(total, `${id}-${name}`).toBeLessThanOrEqual(high);
      expect(total, `${id}-${name}`).toBeCloseTo(expected.at(-1) ?? Number.NaN, 9);
    }
  });
});

const figures = (id: string, labels: z.infer<typeof Labels>): number[] => {
  const item = reference.items[id];
  const credits = (ids: string[]) =>
    Object.fromEntries(ids.map((element, i) => [element, credit[labels.credits[i] ?? ""] ?? "absent"]));
  if (item?.elements) {
    const elements = item.elements.map(([element, w, critical]) => ({ id: element, w, critical }));
    const { response, completeness, emotion, total } = complaintFigures(scoringConfig, elements, {
      times: labels.frt_list
        ? { firstReplies: labels.frt_list, slaShare: labels.sla, promiseKept: labels.promise_kept }
        : {
            firstReply: labels.frt ?? null,
            firstReplyChars: labels.n1,
            timeToSolution: labels.tts ?? null,
            solutionChars: labels.n2,
            typingCpm: labels.cpm,
            slaShare: labels.sla,
          },
      credits: credits(elements.map((e) => e.id)),
      bars: labels.bars_emotion,
      gates: labels.gates,
    });
    return [response, completeness, emotion, total];
  }
  const facts = (item?.facts ?? []).map(([fact, w]) => ({ id: fact, w }));
  const { accuracy, clarity, total } = ruleFigures(scoringConfig, facts, {
    credits: credits(facts.map((f) => f.id)),
    wrong: (item?.wrong ?? [])
      .filter(([m]) => labels.wrong.includes(m))
      .map(([, p, volatile]) => ({ p, volatile })),
    hedged: labels.hedged,
    bars: labels.bars_clarity,
    characters: labels.n_chars,
    gates: labels.gates,
  });
  return [accuracy, clarity, total];
};
