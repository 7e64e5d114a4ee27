import type { Config } from "../config.ts";
import { type OpenDatabase, openForUse } from "../database.ts";

/** Runs `work` on the opened database, together with a server that runs on it, and gives it back in any case. */
export async function withDatabase<T>(
  config: Config,
  work: (opened: OpenDatabase) => Promise<T>,
): Promise<T> {
  const opened = await openForUse(config, { join: true, name: "qinpin cli" });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
