import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { z } from "zod";
import { placeIn } from "../../../src/db/embedded/cluster.ts";
import { shutDown } from "../../../src/db/embedded/postmaster.ts";
import { stampOf } from "../../../src/db/embedded/processes.ts";

const Said = z.union([
  z.strictObject({ pid: z.int(), url: z.string() }),
  z.strictObject({ error: z.string(), holder: z.int().nullable() }),
]);

/** A process that started (or was refused) the database of `dataDir`, with what it said. */
export type Holder = { process: ChildProcess; said: z.infer<typeof Said> };

const program = fileURLToPath(new URL("holder.ts", import.meta.url));

/** `as` = a command line in front of it that changes the user. */
export async function hold(
  dataDir: string,
  mode: "durable" | "fast" = "fast",
  as: readonly string[] = [],
): Promise<Holder> {
  const [file = "", ...args] = [...as, process.execPath, program, dataDir, mode];
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout }))
    return { process: child, said: Said.parse(JSON.parse(line)) };
  throw new Error("the holder said nothing");
}

/** The address it holds; fails when it was refused. */
export function held(holder: Holder): { pid: number; url: string } {
  if ("error" in holder.said) throw new Error(holder.said.error);
  return holder.said;
}

export async function end(holder: Holder, signal: NodeJS.Signals): Promise<void> {
  const child = holder.process;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await gone;
}

/**
 * A DATA_DIR for one test, with a copy of the database in `original` or none; `remove` also ends a database that still
 * runs in it.
 */
export function place(original?: string): { dataDir: string; remove(): Promise<void> } {
  const dataDir = mkdtempSync(join(tmpdir(), "qinpin-test-"));
  if (original) cpSync(original, dataDir, { recursive: true });
  return {
    dataDir,
    async remove() {
      await shutDown(placeIn(dataDir));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export async function query<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** A zombie is not alive. */
export const isAlive = (pid: number): boolean => stampOf(pid) !== null;
