import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eraseAgain } from "../../src/conversation/erase-again.ts";
import { readBackup, writeBackup } from "../../src/db/backup.ts";
import type { Database } from "../../src/db/client.ts";
import { readNow } from "../../src/db/decisions.ts";
import { listErased } from "../../src/db/erased-people.ts";
import { createRoom, type Room } from "../conversation/room.ts";
import { createTestDatabase } from "../setup/database.ts";

let room: Room;
let key: string;
const opened: Database[] = [];
beforeAll(async () => {
  room = await createRoom();
  key = room.deps.vault.keyId;
  for (const name of ["stays", "goes"]) {
    await room.deliver(name, { kind: "start", name: `雀${name}` });
    await room.answer(name, "1", "是", "随时", "都可以", "5000-6000", "拼多多");
  }
});
afterAll(async () => {
  for (const db of opened) await db.close();
  await room.close();
});

async function emptyDatabase(): Promise<Database> {
  const db = await createTestDatabase();
  opened.push(db);
  return db;
}
async function backup(): Promise<Buffer> {
  const out = new PassThrough();
  const bytes = buffer(out);
  await writeBackup(room.db.url, key, out);
  out.end();
  return await bytes;
}
/** In small pieces, as a file comes. */
function pieces(bytes: Buffer): AsyncIterable<Uint8Array> {
  const parts = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, i) =>
    bytes.subarray(i * 1000, (i + 1) * 1000),
  );
  return Readable.from(parts);
}
const restore = (db: Database, bytes: Buffer, by = key) => readBackup(db.url, by, pieces(bytes));

/** Every row of every table as text. */
async function everything({ sql }: Database): Promise<Record<string, string[]>> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' order by 1`;
  const all: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await sql<{ row: string }[]>`select t::text as row from ${sql(name)} t order by 1`;
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

describe("a backup", () => {
  it("brings back every row, and the counters behind them", async () => {
    const before = await everything(room.db);
    const db = await emptyDatabase();
    const { tables } = await restore(db, await backup());
    const after = await everything(db);
    expect(after).toEqual(before);
    expect(tables).toBe(Object.values(before).filter((rows) => rows.length > 0).length);
    expect(before.messages?.length).toBeGreaterThan(10);
    const newest = async (of: Database) =>
      await of.sql`insert into audit (company_id, actor, action, subject, at)
        values ('shop', 'test', 'test', 'x', now()) returning id`;
    expect(await newest(db)).toEqual(await newest(room.db));
    // What is derived goes on by itself: the triggers are there again.
    const [off] = await db.sql`
      select count(*)::int as n from pg_trigger where not tgisinternal and tgenabled <> 'O'`;
    expect(off?.n).toBe(0);
  });

  it("does not bring back for good who was erased since", async () => {
    const bytes = await backup();
    await room.answer("goes", "删除", "确认");
    const list = await listErased(room.db.sql, "shop");
    expect(list).toHaveLength(1);
    const db = await emptyDatabase();
    await restore(db, bytes);
    const named = async () => (await db.sql`select 1 from candidates where name_sealed is not null`).length;
    expect(await named()).toBe(2);
    for (const person of list)
      await db.transact(async (tx) =>
        eraseAgain({ vault: room.deps.vault }, tx, "shop", person, await readNow(tx, null)),
      );
    expect(await named()).toBe(1);
    expect(await listErased(db.sql, "shop")).toEqual([
      expect.objectContaining({ candidate: list[0]?.candidate }),
    ]);
  });

  it("is taken in whole or not at all, and says why not", async () => {
    const bytes = await backup();
    const db = await emptyDatabase();
    const empty = await everything(db);
    const other = Buffer.from(bytes);
    other.write("x", bytes.indexOf('"migrations":["') + '"migrations":["'.length);
    const gap = Buffer.from(bytes.toString("latin1").replace(/\{"tables":\d\d\}/, '{"tables":99}'), "latin1");
    for (const [bad, why, by] of [
      [bytes.subarray(0, bytes.length - 5), "cut off"],
      [bytes.subarray(0, bytes.length / 2), "cut off"],
      [Buffer.from("PK\u0003\u0004 something else"), "no backup"],
      [Buffer.alloc(0), "cut off"],
      [bytes, "another SECRET_KEY", "0badc0de"],
      [other, "another version"],
      [gap, "tables are missing"],
    ] as const)
      await expect(restore(db, bad, by)).rejects.toThrow(why);
    expect(await everything(db)).toEqual(empty);
    await expect(restore(room.db, bytes)).rejects.toThrow("in use");
    await restore(db, bytes);
    await expect(restore(db, bytes)).rejects.toThrow("in use");
  });
});
