import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Content } from "../content.ts";
import { Gate } from "../core/content/scenario.ts";
import type { Credit } from "../core/scoring/assessment.ts";
import { complaintFigures, ruleFigures } from "../core/scoring/formulas.ts";
import { type CliIo, UsageError } from "./command.ts";

const Credits = z.record(z.string(), z.enum(["unprompted", "prompted", "partial", "absent"]));
const Labels = z.object({
  frt: z.number().nullish(),
  tts: z.number().nullish(),
  n1: z.number().default(0),
  n2: z.number().default(0),
  cpm: z.number().nullish(),
  sla: z.number().default(1),
  frt_list: z.array(z.number().nullable()).optional(),
  promise_kept: z.number().default(0),
  bars_emotion: z.number().default(1),
  elements: Credits.optional(),
  facts: Credits.optional(),
  gates: z.array(Gate).default([]),
  wrong: z.array(z.string()).default([]),
  hedged: z.boolean().default(false),
  bars_clarity: z.number().default(1),
  n_chars: z.number().default(0),
});
type Labels = z.infer<typeof Labels>;

const GoldFile = z.object({
  id: z.string(),
  cases: z.array(
    z.object({
      id: z.string(),
      band: z.tuple([z.number(), z.number()]),
      turns: z.array(z.object({ t: z.number(), text: z.string() })).optional(),
      text: z.string().nullish(),
      labels: Labels,
    }),
  ),
});

/**
 * `eval gold FILE…`: prints the gold cases that have a text as lines of `eval scenario` and `eval rule` with labels; the
 * expected total is computed from the labels by the formulas of the scoring. Files of one kind go together.
 */
export function printGold(paths: readonly string[], content: Content, io: CliIo): number {
  if (paths.length === 0) throw new UsageError("name at least one file of gold cases");
  for (const path of paths) for (const line of goldLines(path, content)) io.print(JSON.stringify(line));
  return 0;
}

function goldLines(path: string, content: Content): unknown[] {
  const parsed = GoldFile.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${path} is no file of gold cases: ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { id: of, cases } = parsed.data;
  return cases.flatMap(({ id, band, turns, text, labels }): unknown[] => {
    const expected = { band, gates: labels.gates };
    if (turns) {
      const total = complaintTotal(of, labels, content);
      const lines = turns.map((turn) => ({ from: "candidate", ...turn }));
      const typing = labels.cpm ? { typing_cpm: labels.cpm } : {};
      return [
        {
          id: `${of}-${id}`,
          scenario: of,
          turns: lines,
          ...typing,
          expected: { total, ...expected, elements: labels.elements ?? {} },
        },
      ];
    }
    if (typeof text !== "string") return [];
    return [
      {
        id: `${of}-${id}`,
        card: of,
        answer: text,
        expected: { total: ruleTotal(of, labels, content), ...expected, facts: labels.facts ?? {} },
      },
    ];
  });
}

function complaintTotal(id: string, labels: Labels, content: Content): number {
  const scenario = content.scenarios[id]?.value;
  if (!scenario) throw new Error(`the gold cases are about ${id}, which is not in prompts/scenarios`);
  const { sla, cpm } = labels;
  const times = labels.frt_list
    ? { firstReplies: labels.frt_list, slaShare: sla, promiseKept: labels.promise_kept }
    : {
        firstReply: labels.frt ?? null,
        firstReplyChars: labels.n1,
        timeToSolution: labels.tts ?? null,
        solutionChars: labels.n2,
        typingCpm: cpm ?? null,
        slaShare: sla,
      };
  return complaintFigures(content.config.value, scenario.elements, {
    times,
    credits: complete(scenario.elements, labels.elements),
    bars: labels.bars_emotion,
    gates: labels.gates,
  }).total;
}

function ruleTotal(id: string, labels: Labels, content: Content): number {
  const item = content.rules[id]?.value;
  if (!item) throw new Error(`the gold cases are about ${id}, which is not in prompts/rules/explain`);
  return ruleFigures(content.config.value, item.key_facts, {
    credits: complete(item.key_facts, labels.facts),
    wrong: item.wrong_assertions.filter((one) => labels.wrong.includes(one.id)),
    hedged: labels.hedged,
    bars: labels.bars_clarity,
    characters: labels.n_chars,
    gates: labels.gates,
  }).total;
}

const complete = (parts: readonly { id: string }[], given: Labels["elements"]): Record<string, Credit> =>
  Object.fromEntries(parts.map(({ id }) => [id, given?.[id] ?? "absent"]));
