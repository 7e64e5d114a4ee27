import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as migrateWithDrizzle } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import type { Sql } from "./client.ts";

const folder = fileURLToPath(new URL("../../migrations", import.meta.url));

/** Any number; everybody who migrates a Qinpin database takes this lock. */
const lockKey = 7_166_221_905;
const oldestServer = 140_000;

/**
 * Brings the database at `url` to this code's schema. Any number of processes may call it at once: one does the work,
 * the others wait. Throws on PostgreSQL < 14, on a database newer than the code, and on a migration that was changed
 * after it had been applied.
 */
export async function migrate(url: string, migrationsFolder = folder): Promise<void> {
  // One connection for everything: the advisory lock belongs to it.
  const sql = postgres(url, { max: 1, max_lifetime: null, connect_timeout: 10, onnotice: () => {} });
  try {
    await checkServer(sql);
    await sql`set lock_timeout = '120s'`;
    await sql`select pg_advisory_lock(${lockKey})`;
    // A table that somebody keeps locked must stop this start, not every later query that queues behind it.
    await sql`set lock_timeout = '10s'`;
    const state = await compare(sql, migrationsFolder);
    if (state.problem !== null) throw new Error(state.problem);
    if (state.pending > 0) await migrateWithDrizzle(drizzle(sql), { migrationsFolder });
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "55P03")
      throw new Error(
        "the database could not be migrated: another process holds a lock on it. End long transactions and other migrations, then start again",
        { cause },
      );
    throw cause;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** For /readyz: whether the database has exactly this code's migrations. */
export async function migrationState(sql: Sql): Promise<"current" | "behind" | "unknown"> {
  const { pending, problem } = await compare(sql, folder);
  if (problem !== null) return "unknown";
  return pending === 0 ? "current" : "behind";
}

async function checkServer(sql: Sql): Promise<void> {
  const [row] = await sql<{ number: number; name: string }[]>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as name`;
  if (!row || row.number < oldestServer)
    throw new Error(`DATABASE_URL is PostgreSQL ${row?.name}, needed is 14 or later: upgrade the server`);
}

async function compare(
  sql: Sql,
  migrationsFolder: string,
): Promise<{ pending: number; problem: string | null }> {
  const known = new Map(
    readMigrationFiles({ migrationsFolder }).map((file) => [file.folderMillis, file.hash]),
  );
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
  const applied =
    table?.name === null
      ? []
      : await sql<{ at: number; hash: string }[]>`
          select created_at::float8 as at, hash from drizzle.__drizzle_migrations order by created_at`;
  for (const { at, hash } of applied) {
    if (!known.has(at))
      return {
        pending: 0,
        problem: `the database is newer than this program (migration of ${new Date(at).toISOString()} is not known here): start the version that made it, or a later one`,
      };
    if (known.get(at) !== hash)
      return {
        pending: 0,
        problem: `a migration was changed after it had been applied (that of ${new Date(at).toISOString()}): restore its file in migrations/, changes belong in a new one`,
      };
  }
  return { pending: known.size - applied.length, problem: null };
}
