import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";

/** Not there yet, or starting, recovering, stopping: may pass by itself. */
const passing = new Set([
  "57P03",
  "57P01",
  "57P02",
  "ECONNREFUSED",
  "ECONNRESET",
  "CONNECTION_CLOSED",
  "CONNECT_TIMEOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Waits until the database at DATABASE_URL answers; throws with the reason and the next step after `patienceMs`. */
export async function untilReachable(url: string, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    try {
      await sql`select 1`;
      return;
    } catch (cause) {
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
      if (!passing.has(code) || performance.now() > deadline) {
        throw new Error(`the database of DATABASE_URL does not answer (${code}): ${advice(code)}`, { cause });
      }
    } finally {
      await sql.end({ timeout: 1 });
    }
    await sleep(250);
  }
}

function advice(code: string): string {
  if (code === "28P01" || code === "28000") return "check user and password in it";
  if (code === "3D000") return "create that database first, or name another one";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "check the host name in it";
  return "see that PostgreSQL runs at that address and lets this machine in";
}
