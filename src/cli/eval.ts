import { z } from "zod";
import { type Content, loadContent } from "../content.ts";
import { type CliCommand, type CliIo, parseArguments, UsageError } from "./command.ts";
import { evalConduct } from "./eval-conduct.ts";
import { evalDrop } from "./eval-drop.ts";
import { evalRule } from "./eval-rule.ts";
import { evalScenario } from "./eval-scenario.ts";

type Evaluate = (line: unknown, content: Content) => Record<string, unknown>;

/** Every evaluation by name; contract.md gives the formats. */
const evaluations: Record<string, Evaluate> = {
  conduct: evalConduct,
  scenario: evalScenario,
  rule: evalRule,
  drop: evalDrop,
};

const progressEvery = 1000;

/** `eval <name> < in.jsonl > out.jsonl`: one object per line in, one out, in the same order; exit code 1 when a line was bad. */
export const evalCommand: CliCommand = {
  name: "eval",
  summary: "score labelled data: JSON lines in, JSON lines out",
  usage: Object.keys(evaluations).map((name) => `eval ${name} < in.jsonl > out.jsonl`),
  run: async (args, io) => {
    const { positionals } = parseArguments(args, {}, z.object({ positionals: z.array(z.string()) }));
    const [name, ...rest] = positionals;
    const evaluate = name === undefined ? undefined : evaluations[name];
    if (!evaluate || rest.length > 0) {
      throw new UsageError(`say what to evaluate: ${Object.keys(evaluations).join(", ")}`);
    }
    return evaluateLines(evaluate, loadContent(), io);
  },
};

async function evaluateLines(evaluate: Evaluate, content: Content, io: CliIo): Promise<number> {
  let done = 0;
  let bad = 0;
  for await (const line of linesOf(io.input)) {
    if (io.interrupted.aborted) throw new Error(`interrupted after ${done} lines`);
    if (line.trim() === "") continue;
    const result = evaluateLine(evaluate, content, line);
    if ("error" in result) bad++;
    io.print(JSON.stringify(result));
    if (++done % progressEvery === 0) io.note(`${done} lines`);
  }
  io.note(`${done} lines, ${bad} bad`);
  return bad > 0 ? 1 : 0;
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

function evaluateLine(evaluate: Evaluate, content: Content, line: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    return { id: null, error: `no valid JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  try {
    return evaluate(parsed, content);
  } catch (error) {
    const known = Identified.safeParse(parsed);
    return { id: known.success ? known.data.id : null, error: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join(".") || "line"}: ${message}`).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
