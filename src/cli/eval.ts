import { writeFileSync } from "node:fs";
import { z } from "zod";
import { type Content, loadContent } from "../content.ts";
import type { Locale } from "../core/locale.ts";
import { type CliCommand, type CliIo, parseArguments, UsageError } from "./command.ts";
import { evalAnswer } from "./eval-answer.ts";
import { evalAsk } from "./eval-ask.ts";
import { evalConduct } from "./eval-conduct.ts";
import { evalDrop } from "./eval-drop.ts";
import { evalFaq } from "./eval-faq.ts";
import { printGold } from "./eval-gold.ts";
import type { Evaluated } from "./eval-report/labels.ts";
import { evalReport, reportable } from "./eval-report/report.ts";
import { evalResume } from "./eval-resume.ts";
import { evalRule } from "./eval-rule.ts";
import { evalScenario } from "./eval-scenario.ts";
import { type AskModel, openModel } from "./model.ts";
import { reportPage } from "./report/page.ts";
import { terminalLines } from "./report/terminal.ts";

/** `ask` is there with `--llm`; what needs no model leaves it alone. */
type Evaluate = (
  line: unknown,
  content: Content,
  ask: AskModel | null,
) => Record<string, unknown> | Promise<Record<string, unknown>>;

/** Every evaluation by name; contract.md gives the formats. */
const evaluations: Record<string, Evaluate> = {
  answer: evalAnswer,
  ask: evalAsk,
  conduct: evalConduct,
  scenario: evalScenario,
  rule: evalRule,
  drop: evalDrop,
  faq: evalFaq(null),
  resume: evalResume,
};

/** Those that can ask the configured model. */
const withModel: readonly string[] = ["scenario", "rule"];

const progressEvery = 1000;

/** `eval <name> < in.jsonl > out.jsonl`: one object per line in, one out, in the same order; exit code 1 when a line was bad. */
export const evalCommand: CliCommand = {
  name: "eval",
  summary: "score labelled data: JSON lines in, JSON lines out",
  usage: [
    ...Object.keys(evaluations).map((name) => `eval ${name} < in.jsonl > out.jsonl`),
    `eval ${withModel.join("|")} --llm < in.jsonl > out.jsonl`,
    `eval ${reportable.filter((name) => name in evaluations).join("|")} --report out.html [--lang zh|en] < labelled.jsonl > out.jsonl`,
    "eval faq [--entries FILE.json] < in.jsonl > out.jsonl",
    "eval gold FILE.json … > labelled.jsonl",
  ],
  run: async (args, io) => {
    const { positionals, report, lang, llm, entries } = parseArguments(args, options, Arguments);
    const [name, ...rest] = positionals;
    if (name === "gold") return printGold(rest, loadContent(), io);
    const evaluate = name === "faq" ? evalFaq(entries ?? null) : evaluations[name ?? ""];
    if (name === undefined || !evaluate || rest.length > 0) {
      throw new UsageError(`say what to evaluate: ${Object.keys(evaluations).join(", ")}`);
    }
    if (entries !== undefined && name !== "faq") throw new UsageError("--entries goes with faq only");
    if (llm && !withModel.includes(name))
      throw new UsageError(`--llm goes with ${withModel.join(" and ")} only`);
    const content = loadContent();
    const ask = llm ? openModel(io.config(), content, io.interrupted) : null;
    if (report === undefined) return (await evaluateLines(evaluate, content, io, ask, null)) > 0 ? 1 : 0;
    const lines: Evaluated[] = [];
    const bad = await evaluateLines(evaluate, content, io, ask, lines);
    const shown = evalReport(name, lines, content, lang);
    for (const line of terminalLines(shown)) io.note(line);
    writeFileSync(report, reportPage(shown));
    io.note(`page written: ${report}`);
    return bad > 0 ? 1 : 0;
  },
};

const options = {
  report: { type: "string" },
  lang: { type: "string" },
  llm: { type: "boolean" },
  entries: { type: "string" },
} as const;
const Arguments = z.object({
  /** Where to write the page; the tables go to stderr, because stdout carries the results. */
  report: z.string().optional(),
  lang: z
    .enum(["zh", "en"], "--lang is zh or en")
    .default("zh")
    .transform((lang): Locale => (lang === "en" ? "en" : "zh-CN")),
  llm: z.boolean().default(false),
  /** Entries for the lines of `faq` that bring none. */
  entries: z.string().optional(),
  positionals: z.array(z.string()),
});

/** Prints a result per line and gives the number of bad ones; `kept` collects input and output for a report. */
async function evaluateLines(
  evaluate: Evaluate,
  content: Content,
  io: CliIo,
  ask: AskModel | null,
  kept: Evaluated[] | null,
): Promise<number> {
  let done = 0;
  let bad = 0;
  for await (const line of linesOf(io.input)) {
    if (io.interrupted.aborted) throw new Error(`interrupted after ${done} lines`);
    if (line.trim() === "") continue;
    const { input, output } = await evaluateLine(evaluate, content, line, ask);
    if ("error" in output) bad++;
    kept?.push({ input, output });
    io.print(JSON.stringify(output));
    if (++done % progressEvery === 0) io.note(`${done} lines`);
  }
  io.note(`${done} lines, ${bad} bad`);
  return bad;
}

/** Lines end with a line feed only: readline would also split at U+2028, which JSON strings may hold. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of input) {
    rest += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

const Identified = z.object({ id: z.union([z.string(), z.number()]) });

async function evaluateLine(
  evaluate: Evaluate,
  content: Content,
  line: string,
  ask: AskModel | null,
): Promise<Evaluated> {
  let input: unknown;
  try {
    input = JSON.parse(line);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { input: null, output: { id: null, error: `no valid JSON: ${reason}` } };
  }
  try {
    return { input, output: await evaluate(input, content, ask) };
  } catch (error) {
    const known = Identified.safeParse(input);
    return { input, output: { id: known.success ? known.data.id : null, error: reasonOf(error) } };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join(".") || "line"}: ${message}`).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
