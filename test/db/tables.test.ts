import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keptDays } from "../../src/core/privacy/kept.ts";
import { personTables, tables } from "../../src/core/privacy/tables.ts";
import type { Database } from "../../src/db/client.ts";
import { createTestDatabase } from "../setup/database.ts";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

describe("what is kept about people", () => {
  it("has a row for every table, and none for what is not there", async () => {
    const there = await db.sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
    expect(there.length).toBeGreaterThan(38);
    const names = there.map(({ name }) => name);
    expect(names.filter((name) => !Object.hasOwn(tables, name))).toEqual([]);
    expect(Object.keys(tables).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("names columns that exist, and no sealed column stands in a table that holds nobody", async () => {
    const columns = await db.sql<{ table: string; name: string; type: string }[]>`
      select table_name as "table", column_name as name, data_type as type from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE'`;
    const has = (table: string, name: string) =>
      columns.some((column) => column.table === table && column.name === name);
    for (const { name, erase, keep } of personTables) {
      if ("by" in erase) expect(has(name, erase.by), `${name}.${erase.by}`).toBe(true);
      if ("since" in keep) expect(has(name, keep.since), `${name}.${keep.since}`).toBe(true);
    }
    const held = new Set(personTables.map(({ name }) => name));
    const personal = /_sealed$|_index$|^(candidate|application|conversation)_id$/;
    const ourSecrets = ["platform_tokens.token_sealed", "platform_cursors.ticket_sealed"];
    const unlisted = columns
      .filter(({ table, name }) => personal.test(name) && !held.has(table))
      .map(({ table, name }) => `${table}.${name}`);
    expect(unlisted.filter((column) => !ourSecrets.includes(column))).toEqual([]);
  });

  it("is kept as long as the candidates are told", () => {
    for (const locale of ["zh-CN", "en"] as const) {
      const [, words = ""] =
        /^consent:\n([\s\S]*?)^\w/m.exec(readFileSync(`prompts/texts/${locale}.yaml`, "utf8")) ?? [];
      expect(words).toMatch(new RegExp(`${keptDays.transcripts} ?(天|days)`));
      expect(words).toMatch(/12 ?(个月|months)/);
    }
    expect(keptDays.pool).toBe(365);
  });
});
