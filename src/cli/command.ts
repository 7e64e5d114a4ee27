import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import type { z } from "zod";
import type { Config } from "../config.ts";

/** One operator's command. `run` resolves to the exit code; what it throws becomes one line on stderr and exit code 1. */
export type CliCommand = {
  name: string;
  summary: string;
  /** One line per form of the command, without `cli`. */
  usage: readonly string[];
  run(args: string[], io: CliIo): Promise<number>;
};

/** All a command has of the outside. */
export type CliIo = {
  /** Read when a command asks for it, so that those that need none work with a broken one. */
  config(): Config;
  input: NodeJS.ReadableStream;
  /** One line of result on stdout. */
  print(line: string): void;
  /** One line of progress or advice on stderr. */
  note(line: string): void;
  /** Ctrl-C or SIGTERM. */
  interrupted: AbortSignal;
};

/** The command was typed wrongly: its usage is shown, exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Options and positional arguments, checked by `schema` (positionals under `positionals`). Throws UsageError. */
export function parseArguments<T extends z.ZodType>(
  args: string[],
  options: ParseArgsOptionsConfig,
  schema: T,
): z.infer<T> {
  let raw: Record<string, unknown>;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    raw = { ...values, positionals };
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? (cause.message.split(". ")[0] ?? "") : String(cause));
  }
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map((issue) => issue.message).join("; "));
}
