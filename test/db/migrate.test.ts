import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/db/client.ts";
import { migrate, migrationState } from "../../src/db/migrate.ts";
import { createTestDatabase } from "../setup/database.ts";

const folder = fileURLToPath(new URL("../../migrations", import.meta.url));

/** A database that exists but has never been migrated, beside the server's others. */
let db: Database;
let admin: Database;
const name = `test_migrate_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
beforeAll(async () => {
  admin = await createTestDatabase();
});
afterAll(() => admin.close());
beforeEach(async () => {
  await admin.sql`create database ${admin.sql(name)}`;
  const url = new URL(admin.url);
  url.pathname = `/${name}`;
  db = openDatabase(url.href);
});
afterEach(async () => {
  await db.close();
  await admin.sql`drop database ${admin.sql(name)} with (force)`;
});

const applied = async () => (await db.sql`select 1 from drizzle.__drizzle_migrations`).length;
const known = (
  JSON.parse(readFileSync(join(folder, "meta", "_journal.json"), "utf8")) as { entries: unknown[] }
).entries.length;

/** A copy of the migrations, changed by `change`, for the time of `work`. */
async function withFolder(
  change: (copy: string) => void,
  work: (copy: string) => Promise<void>,
): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), "qinpin-migrations-"));
  try {
    cpSync(folder, copy, { recursive: true });
    change(copy);
    await work(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

describe("migrate", () => {
  it("brings an empty database to the current schema; again changes nothing", async () => {
    expect(await migrationState(db.sql)).toBe("behind");
    await migrate(db.url);
    await migrate(db.url);
    expect(await migrationState(db.sql)).toBe("current");
    expect(await applied()).toBe(known);
  });

  it("runs once when ten start at the same time", async () => {
    await Promise.all(Array.from({ length: 10 }, () => migrate(db.url)));
    expect(await applied()).toBe(known);
  });

  it("runs once when three processes start at the same time", async () => {
    const program = `import("./src/db/migrate.ts").then((m) => m.migrate(${JSON.stringify(db.url)}))`;
    const codes = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const [code] = await once(spawn(process.execPath, ["-e", program], { stdio: "inherit" }), "exit");
        return code;
      }),
    );
    expect(codes).toEqual([0, 0, 0]);
    expect(await applied()).toBe(known);
  });

  it("refuses a database that a later version has migrated", async () => {
    await migrate(db.url);
    const later = Date.now() + 1e11;
    await db.sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('from the future', ${later})`;
    await expect(migrate(db.url)).rejects.toThrow(/newer than this program.*later one/);
    expect(await migrationState(db.sql)).toBe("unknown");
  });

  it("refuses a migration that was changed after it had been applied", async () => {
    await migrate(db.url);
    await withFolder(
      (copy) => writeFileSync(join(copy, "0000_first.sql"), "create table another (id int)"),
      async (copy) => {
        await expect(migrate(db.url, copy)).rejects.toThrow(/changed after .* restore its file/);
      },
    );
  });

  it("leaves nothing behind when a migration fails", async () => {
    await withFolder(
      (copy) =>
        writeFileSync(
          join(copy, "0000_first.sql"),
          "create table half (id int);--> statement-breakpoint\nselect nonsense;",
        ),
      async (copy) => {
        await expect(migrate(db.url, copy)).rejects.toThrow();
      },
    );
    expect(await db.sql`select 1 from pg_tables where tablename = 'half'`).toHaveLength(0);
    await migrate(db.url);
    expect(await migrationState(db.sql)).toBe("current");
  });

  it("closes its connection whatever happens", async () => {
    await migrate(db.url);
    await db.sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 1)`;
    await migrate(db.url).catch(() => {});
    const rest = postgres(admin.url, { max: 1 });
    const others =
      await rest`select 1 from pg_stat_activity where datname = ${name} and application_name <> 'qinpin'`;
    await rest.end();
    expect(others).toHaveLength(0);
  });
});
