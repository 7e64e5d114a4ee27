import type { z } from "zod";
import type { Clock, Logger } from "../conversation/types.ts";
import type { Database } from "../db/client.ts";
import type { Vault } from "../db/vault.ts";

export type JobDeps = { db: Database; vault: Vault; clock: Clock; logger: Logger };

/** Background work by the clock. It may run twice, or in two processes at once: what it does must bear that. */
export type Job<T = unknown> = {
  name: string;
  /** When it is due, as cron in `timeZone`. */
  cron: string;
  timeZone: string;
  payload: z.ZodType<T>;
  run(deps: JobDeps, payload: T, signal: AbortSignal): Promise<void>;
};
