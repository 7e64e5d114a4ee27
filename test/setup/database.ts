import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { type Database, openDatabase } from "../../src/db/client.ts";

/**
 * An empty, migrated database of its own (20 ms); `close()` drops it. Call it in `beforeAll` and close it in `afterAll`.
 * `max` = connections of `sql`, as in openDatabase.
 */
export async function createTestDatabase(max = 5): Promise<Database> {
  const server = inject("server");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(
    server.url,
    (admin) => admin`create database ${admin(name)} template ${admin(server.template)} strategy file_copy`,
  );
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href, { max, name });
  return {
    ...db,
    close: async () => {
      await db.close();
      await asAdmin(server.url, (admin) => admin`drop database ${admin(name)} with (force)`);
    },
  };
}

async function asAdmin(url: string, work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
