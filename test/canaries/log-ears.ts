import { Writable } from "node:stream";
import type { Logger } from "../../src/conversation/types.ts";
import { createLogger } from "../../src/logging.ts";
import type { Room } from "../conversation/room.ts";

export const levels = ["fatal", "error", "warn", "info", "debug", "trace"] as const;

/** One logger of the product for each level, all hearing the same. */
export function listen(room: Room): Record<(typeof levels)[number], string[]> {
  const logs = { fatal: [], error: [], warn: [], info: [], debug: [], trace: [] } as Record<
    (typeof levels)[number],
    string[]
  >;
  const loggers = levels.map((level) =>
    createLogger(
      level,
      new Writable({
        write: (chunk, _encoding, next) => {
          logs[level].push(String(chunk));
          next();
        },
      }),
    ),
  );
  const all =
    (name: "debug" | "info" | "warn" | "error") => (fields: Record<string, unknown>, event: string) => {
      for (const logger of loggers) logger[name](fields, event);
    };
  const logger: Logger = { debug: all("debug"), info: all("info"), warn: all("warn"), error: all("error") };
  room.deps.logger = logger;
  return logs;
}
