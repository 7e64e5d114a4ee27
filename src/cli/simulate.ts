import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { z } from "zod";
import type { Config } from "../config.ts";
import { createLibrary, loadContent } from "../content.ts";
import { type OpenDatabase, openForUse } from "../database.ts";
import { openDatabase } from "../db/client.ts";
import { defaultCompany } from "../db/companies.ts";
import { migrate } from "../db/migrate.ts";
import { createMetrics } from "../http/metrics.ts";
import { createLogger } from "../logging.ts";
import { type CliCommand, type CliIo, parseArguments } from "./command.ts";
import { seedSample } from "./seed.ts";
import { createPerson } from "./simulate/person.ts";
import { asCsv, scoreTable, summary } from "./simulate/report.ts";
import { conversationIdOf, runWorld } from "./simulate/world.ts";

const count = z.coerce.number().int().positive();
const Arguments = z.object({
  candidates: count.max(1_000_000, "--candidates is at most 1000000").default(100),
  seed: z.coerce.number().int().nonnegative().default(1),
  out: z.string().optional(),
  positionals: z.tuple([], "simulate takes options only"),
});

/** A new candidate every half second of virtual time: some hundred talk at once. */
const arriveEveryMs = 500;
/** A Tuesday, ten in the morning in Shanghai. */
const startAt = Date.UTC(2026, 0, 6, 2);

export const simulateCommand: CliCommand = {
  name: "simulate",
  summary:
    "let synthetic candidates of several temperaments talk on a simulated clock; the same seed gives the same scores",
  usage: ["simulate --candidates N --seed S [--out scores.csv]"],
  async run(args, io) {
    const options = {
      candidates: { type: "string" },
      seed: { type: "string" },
      out: { type: "string" },
    } as const;
    const { candidates, seed, out } = parseArguments(args, options, Arguments);
    const people = Array.from({ length: candidates }, (_, index) =>
      createPerson(seed, index, arriveEveryMs, startAt),
    );
    return await inOwnDatabase(io.config(), async ({ db, vault }) => {
      await seedSample(db.orm);
      const metrics = createMetrics();
      const errors = { count: 0 };
      const logger = createLogger("error");
      const counted = {
        ...logPort(logger),
        error: (fields: Record<string, unknown>, event: string) => {
          errors.count += 1;
          logger.error(fields, event);
        },
      };
      const began = performance.now();
      const { deliveries } = await runWorld({
        db,
        vault,
        library: await createLibrary(loadContent(), db),
        company: defaultCompany,
        people,
        startAt,
        logger: counted,
        meter: metrics,
        interrupted: io.interrupted,
        progress: progressBar(io, candidates),
      });
      const seconds = (performance.now() - began) / 1000;
      const rows = await scoreTable(db, defaultCompany, people, conversationIdOf);
      if (out) writeFileSync(out, `${asCsv(rows)}\n`);
      for (const line of summary(rows)) io.print(line);
      io.print(
        `${candidates} candidates, ${deliveries} deliveries, ${errors.count} errors, ${seconds.toFixed(1)} s`,
      );
      return errors.count === 0 ? 0 : 1;
    });
  },
};

/** Synthetic people never mix with real ones: they get a database of their own, dropped at the end. */
async function inOwnDatabase<T>(
  config: Config,
  work: (own: Pick<OpenDatabase, "db" | "vault">) => Promise<T>,
): Promise<T> {
  const opened = await openForUse(config, { join: true, name: "qinpin simulate" });
  const name = `qinpin_simulation_${randomBytes(4).toString("hex")}`;
  const url = new URL(opened.db.url);
  url.pathname = `/${name}`;
  try {
    await opened.db.sql`create database ${opened.db.sql(name)}`;
    await migrate(url.href);
    // What is lost with the power here is only a simulation.
    url.searchParams.set("synchronous_commit", "off");
    const db = openDatabase(url.href, { max: 10, name });
    try {
      return await work({ db, vault: opened.vault });
    } finally {
      await db.close();
    }
  } finally {
    await opened.db.sql`drop database if exists ${opened.db.sql(name)} with (force)`.catch(() => {});
    await opened.close();
  }
}

const logPort = (logger: ReturnType<typeof createLogger>) => ({
  debug: (fields: Record<string, unknown>, event: string) => logger.debug(fields, event),
  info: (fields: Record<string, unknown>, event: string) => logger.info(fields, event),
  warn: (fields: Record<string, unknown>, event: string) => logger.warn(fields, event),
});

/** A line on stderr every two seconds: a bar of how many have come, and the virtual time. */
function progressBar(io: CliIo, total: number) {
  let shown = performance.now();
  return (arrived: number, virtualNow: number): void => {
    if (performance.now() - shown < 2000) return;
    shown = performance.now();
    const filled = Math.round((20 * arrived) / total);
    const minutes = Math.round((virtualNow - startAt) / 60_000);
    io.note(
      `[${"#".repeat(filled)}${".".repeat(20 - filled)}] ${arrived}/${total} came, virtual minute ${minutes}`,
    );
  };
}
