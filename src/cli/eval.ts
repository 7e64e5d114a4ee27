import { z } from "zod";
import { type Content, loadContent } from "../content.ts";
import { type CliCommand, type CliIo, parseArguments, UsageError } from "./command.ts";
import { evalConduct } from "./eval-conduct.ts";
import { evalRule } from "./eval-rule.ts";
import { evalScenario } from "./eval-scenario.ts";
import { type AskModel, openModel } from "./model.ts";

/** `ask` is there with `--llm`; what needs no model leaves it alone. */
type Evaluate = (
  line: unknown,
  content: Content,
  ask: AskModel | null,
) => Record<string, unknown> | Promise<Record<string, unknown>>;

/** Every evaluation by name; contract.md gives the formats. */
const evaluations: Record<string, Evaluate> = {
  conduct: evalConduct,
  scenario: evalScenario,
  rule: evalRule,
};

/** Those that can ask the configured model. */
const withModel: readonly string[] = ["scenario", "rule"];

const Arguments = z.object({ positionals: z.array(z.string()), llm: z.boolean().default(false) });

const progressEvery = 1000;

/** `eval <name> < in.jsonl > out.jsonl`: one object per line in, one out, in the same order; exit code 1 when a line was bad. */
export const evalCommand: CliCommand = {
  name: "eval",
  summary: "score labelled data: JSON lines in, JSON lines out",
  usage: [
    ...Object.keys(evaluations).map((name) => `eval ${name} < in.jsonl > out.jsonl`),
    `eval ${withModel.join("|")} --llm < in.jsonl > out.jsonl`,
  ],
  run: async (args, io) => {
    const { positionals, llm } = parseArguments(args, { llm: { type: "boolean" } }, Arguments);
    const [name, ...rest] = positionals;
    const evaluate = name === undefined ? undefined : evaluations[name];
    if (!evaluate || rest.length > 0) {
      throw new UsageError(`say what to evaluate: ${Object.keys(evaluations).join(", ")}`);
    }
    if (llm && !withModel.includes(name ?? ""))
      throw new UsageError(`--llm goes with ${withModel.join(" and ")} only`);
    const content = loadContent();
    return evaluateLines(evaluate, content, io, llm ? openModel(io.config(), content, io.interrupted) : null);
  },
};

async function evaluateLines(
  evaluate: Evaluate,
  content: Content,
  io: CliIo,
  ask: AskModel | null,
): Promise<number> {
  let done = 0;
  let bad = 0;
  for await (const line of linesOf(io.input)) {
    if (io.interrupted.aborted) throw new Error(`interrupted after ${done} lines`);
    if (line.trim() === "") continue;
    const result = await evaluateLine(evaluate, content, line, ask);
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

async function evaluateLine(
  evaluate: Evaluate,
  content: Content,
  line: string,
  ask: AskModel | null,
): Promise<Record<string, unknown>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    return { id: null, error: `no valid JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  try {
    return await evaluate(parsed, content, ask);
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
