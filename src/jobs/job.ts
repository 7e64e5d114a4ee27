import type { z } from "zod";
import type { Clock, Library, Logger } from "../conversation/types.ts";
import type { Database } from "../db/client.ts";
import type { Vault } from "../db/vault.ts";
import type { Judge } from "../llm/judge.ts";

/** A configured model and the prompt it is asked with. */
export type JudgeDesk = {
  judge: Judge;
  prompt: { fileId: string; version: string };
  shortQuotes: readonly string[];
  library: Library;
};

export type JobDeps = {
  db: Database;
  vault: Vault;
  clock: Clock;
  logger: Logger;
  /** Absent = nothing is known about rule cards. */
  library?: Pick<Library, "upkeep"> | null;
  /** Absent = no model is configured: rules only. */
  judging?: JudgeDesk | null;
};

/** Background work by the clock. It may run twice, or in two processes at once: what it does must bear that. */
export type Job<T = unknown> = {
  name: string;
  /** When it is due, as cron in `timeZone`. */
  cron: string;
  timeZone: string;
  payload: z.ZodType<T>;
  run(deps: JobDeps, payload: T, signal: AbortSignal): Promise<void>;
};
