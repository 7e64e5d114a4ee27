import { readFileSync } from "node:fs";
import { z } from "zod";
import { loadContent } from "../../../src/content.ts";
import { Gate } from "../../../src/core/content/scenario.ts";
import type { Credit } from "../../../src/core/scoring/assessment.ts";
import { scoreComplaint } from "../../../src/core/scoring/complaint.ts";
import type { Turn } from "../../../src/core/scoring/evidence.ts";
import { customerLines, threadReplies } from "../../../src/core/scoring/evidence-threads.ts";
import { scoreExplanation } from "../../../src/core/scoring/explain.ts";
import { complaintFigures, ruleFigures } from "../../../src/core/scoring/formulas.ts";

const Credits = z.record(z.string(), z.enum(["unprompted", "prompted", "partial"]));
const Transcript = z.object({
  id: z.string(),
  scenario: z.string(),
  turns: z
    .array(z.object({ t: z.number(), text: z.string().optional(), node: z.string().optional() }))
    .optional(),
  answer: z.string().optional(),
  bars: z.number(),
  elements: Credits.optional(),
  facts: Credits.optional(),
  wrong: z.array(z.string()).default([]),
  hedged: z.boolean().default(false),
  gates: z.array(Gate),
  tts: z.number().nullable().default(null),
  kept: z.number().default(0),
  slots: z.record(z.string(), z.string()).optional(),
});
/** A transcript of test/fixtures/labelled with the labels a person gave. */
export type Transcript = z.infer<typeof Transcript>;

const content = loadContent();
const config = content.config.value;

/** One half of the labelled transcripts. */
export const transcripts = (half: "held-out" | "tuning"): Transcript[] =>
  readFileSync(new URL(`../../fixtures/labelled/${half}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => Transcript.parse(JSON.parse(line)));

/** What the extractor found beside what the labels say. */
export type Compared = {
  id: string;
  elements: { id: string; found: Credit; label: Credit; quote: string | null }[];
  gates: { found: string[]; label: string[] };
  wrong: { found: string[]; label: string[] };
  total: { found: number; label: number };
  bars: { found: number; label: number };
};

/** Scores one transcript from its text and from its labels. */
export function compare(one: Transcript): Compared {
  return one.answer === undefined ? compareRolePlay(one) : compareAnswer(one, one.answer);
}

const isEnglish = (text: string): boolean => !/\p{Script=Han}/u.test(text);

function compareRolePlay(one: Transcript): Compared {
  const scenario = content.scenarios[one.scenario]?.value;
  if (!scenario) throw new Error(one.scenario);
  const turns = turnsOf(one);
  const written = turns.filter(({ from }) => from === "candidate");
  const locale = isEnglish(written.map(({ text }) => text).join("")) ? "en" : "zh-CN";
  const context = { typingCpm: null, locale, version: "v", slots: one.slots } as const;
  const score = scoreComplaint(scenario, config, turns, context);
  const labels: Record<string, Credit> = one.elements ?? {};
  const lines = customerLines(scenario, turns).filter(({ closing }) => !closing);
  const inTime = lines.filter(({ t }) => written.some((turn) => turn.t >= t && turn.t - t <= 180)).length;
  const bubbles = written.map((turn) => ({
    turn: turns.indexOf(turn),
    t: turn.t,
    text: turn.text,
    thread: /^[A-Ca-c](?= )/.exec(turn.text)?.[0].toUpperCase() ?? null,
    said: new Map(),
    earned: new Map(),
  }));
  const times = scenario.threads
    ? { ...threadReplies(scenario, turns, withThreads(bubbles)), promiseKept: one.kept }
    : {
        firstReply: written[0]?.t ?? null,
        firstReplyChars: 0,
        timeToSolution: one.tts,
        solutionChars: 0,
        typingCpm: null,
        slaShare: inTime / Math.max(1, lines.length),
      };
  const expected = complaintFigures(config, scenario.elements, {
    times,
    credits: labels,
    bars: one.bars,
    gates: one.gates,
  });
  return {
    id: one.id,
    elements: score.elements.map(({ id, credit, quote }) => ({
      id,
      found: credit,
      label: labels[id] ?? "absent",
      quote: quote?.text ?? null,
    })),
    gates: { found: score.gates.map(({ gate }) => gate).sort(), label: [...one.gates].sort() },
    wrong: { found: [], label: [] },
    total: { found: score.total, label: expected.total },
    bars: { found: score.bars, label: one.bars },
  };
}

/** A bubble without a letter goes to the customers in the order they wrote. */
const withThreads = <T extends { thread: string | null }>(bubbles: T[]): T[] =>
  bubbles.map((bubble, i) => ({ ...bubble, thread: bubble.thread ?? "ABC"[i % 3] ?? null }));

/** The transcript as the scorer takes it. */
export function turnsOf({ scenario: id, turns = [] }: Transcript): Turn[] {
  const scenario = content.scenarios[id]?.value;
  if (!scenario) throw new Error(id);
  const opening = turns.some(({ node }) => node !== undefined)
    ? scenario.opening.map(({ at_s, id: node }) => ({ t: at_s, node, text: undefined }))
    : [];
  return [...opening, ...turns]
    .sort((a, b) => a.t - b.t)
    .map(({ t, text, node }) =>
      text === undefined ? { from: "customer", t, node, text: "……" } : { from: "candidate", t, text },
    );
}

function compareAnswer(one: Transcript, answer: string): Compared {
  const item = content.rules[one.scenario]?.value;
  if (!item) throw new Error(one.scenario);
  const locale = isEnglish(answer) ? "en" : "zh-CN";
  const score = scoreExplanation(item, config, [{ messageId: "m", text: answer }], {
    seconds: null,
    locale,
    version: "v",
  });
  const labels: Record<string, Credit> = one.facts ?? {};
  const expected = ruleFigures(config, item.key_facts, {
    credits: labels,
    wrong: item.wrong_assertions.filter(({ id }) => one.wrong.includes(id)),
    hedged: one.hedged,
    bars: one.bars,
    characters: answer.replace(/\s/gu, "").length,
    gates: one.gates,
    lengthMultiplier: locale === "en" ? config.rule.english_length_multiplier : 1,
  });
  return {
    id: one.id,
    elements: score.facts.map(({ id, credit, quote }) => ({
      id,
      found: credit,
      label: labels[id] ?? "absent",
      quote: quote?.text ?? null,
    })),
    gates: { found: score.gates.map(({ gate }) => gate).sort(), label: [...one.gates].sort() },
    wrong: { found: score.wrong.map(({ id }) => id).sort(), label: [...one.wrong].sort() },
    total: { found: score.total, label: expected.total },
    bars: { found: score.bars, label: one.bars },
  };
}

/** Figures over many: unweighted Cohen kappa over the four credits, MAE of totals, share of cases with exactly the labelled gates. */
export function figures(all: readonly Compared[]) {
  const pairs = all.flatMap(({ elements }) => elements);
  const same = <T>({ found, label }: { found: T; label: T }) =>
    JSON.stringify(found) === JSON.stringify(label);
  const share = (credit: Credit, side: "found" | "label") =>
    pairs.filter((pair) => pair[side] === credit).length / pairs.length;
  const chance = (["unprompted", "prompted", "partial", "absent"] as const).reduce(
    (sum, credit) => sum + share(credit, "found") * share(credit, "label"),
    0,
  );
  const agreement = pairs.filter(same).length / pairs.length;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    cases: all.length,
    agreement,
    kappa: (agreement - chance) / (1 - chance),
    mae: mean(all.map(({ total }) => Math.abs(total.found - total.label))),
    gates: all.filter(({ gates }) => same(gates)).length / all.length,
    wrong: all.filter(({ wrong }) => same(wrong)).length / all.length,
    maeOfBars: mean(all.map(({ bars }) => Math.abs(bars.found - bars.label))),
  };
}
