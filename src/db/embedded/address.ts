import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { type Place, role } from "./cluster.ts";

/** Address of the server of this directory on `port`, with its password. */
export function urlOf(place: Place, port: number): string {
  return `postgres://${role}:${readFileSync(place.passwordFile, "utf8").trim()}@127.0.0.1:${port}/postgres`;
}

/** Resolves when a query was answered. A server that recovers after a crash says 57P03 until it is done. */
export async function answers(url: string, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    try {
      await sql`select 1`;
      return;
    } catch (cause) {
      const code = cause instanceof Error && "code" in cause ? cause.code : null;
      const passing = code === "57P03" || code === "ECONNREFUSED" || code === "ECONNRESET";
      if (passing && performance.now() < deadline) await sleep(50);
      else
        throw new Error(
          code === "28P01"
            ? "the file postgres-password in DATA_DIR does not open the database there: restore the one it was made with"
            : `the embedded PostgreSQL does not answer (${code}): see postgres.log in DATA_DIR`,
          { cause },
        );
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}
