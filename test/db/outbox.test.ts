import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/db/client.ts";
import { claimOutbox, dropLane, enqueue, leaseSeconds, settle, settleAndNext } from "../../src/db/outbox.ts";
import { createTestDatabase } from "../setup/database.ts";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(() => db.sql`truncate outbox`);

const t0 = Date.UTC(2026, 10, 24, 2);
const at = (seconds: number) => new Date(t0 + seconds * 1000);

const queue = (lane: string, ...keys: string[]) =>
  db.sql.begin(async (tx) => {
    for (const key of keys) {
      const row = {
        company: "shop",
        lane,
        key,
        channel: "telegram",
        conversationId: null,
        applicationId: null,
      };
      await enqueue(tx, { ...row, bodySealed: Buffer.from(key), tracked: false }, t0);
    }
  });
const claim = (seconds: number, limit = 10) => claimOutbox(db.sql, ["telegram"], limit, at(seconds));
const one = async (seconds: number) => {
  const [row] = await claim(seconds, 1);
  if (!row) throw new Error("nothing to claim");
  return row;
};

describe("the outbox", () => {
  it("hands out only the head of each lane", async () => {
    await queue("c:1", "a", "b");
    await queue("c:2", "x");
    expect((await claim(0)).map((row) => row.key).sort()).toEqual(["a", "x"]);
    expect(await claim(0)).toEqual([]);
  });

  it("reads each waiting row once or twice to find the heads, also when it was planned for an empty table", async () => {
    // A connection of its own, planned before there is a row: as the server does on its first day.
    const one = openDatabase(db.url, { max: 1 });
    const sql = await one.sql.reserve();
    try {
      await claimOutbox(sql, ["telegram"], 10, at(0));
      const lanes = Array.from({ length: 300 }, (_, i) => `c:${i}`);
      await db.sql`
        insert into outbox (company_id, lane, key, channel, place, body_sealed, tracked, not_before, created_at)
        select 'shop', lane, n::text, 'telegram', '', ''::bytea, false, ${at(0)}, ${at(0)}
        from unnest(${lanes}::text[]) lane, generate_series(1, 5) n`;
      const read = async () => {
        const [row] = await db.sql`
          select pg_stat_get_tuples_returned('outbox_open'::regclass) + pg_stat_get_tuples_returned('outbox_due'::regclass)
            + pg_stat_get_tuples_returned('outbox'::regclass) as n`;
        return Number(row?.n);
      };
      const flush = () => sql`select pg_stat_force_next_flush()`;
      await flush();
      await sql`select 1`;
      const before = await read();
      expect(await claimOutbox(sql, ["telegram"], 10, at(0))).toHaveLength(10);
      await flush();
      await sql`select 1`;
      expect((await read()) - before).toBeLessThan(10 * 1500);
    } finally {
      sql.release();
      await one.close();
    }
  });

  it("tells a row's age by the database's clock", async () => {
    await queue("c:1", "a", "b");
    const a = await one(90);
    expect(a.ageMs).toBe(90_000);
    expect((await settleAndNext(db.sql, a, "1", at(100))).next?.ageMs).toBe(100_000);
  });

  it("keeps a key once however often it is queued", async () => {
    await queue("c:1", "a", "a");
    await queue("c:1", "a");
    expect(await db.sql`select 1 from outbox`).toHaveLength(1);
  });

  it("gives the rows of one lane to one sender at a time, under many senders", async () => {
    await queue("c:1", ..."abcdefgh");
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim(0)));
    expect(claims.flat().map((row) => row.key)).toEqual(["a"]);
  });

  it("goes on with the next row of the lane in the same round trip", async () => {
    await queue("c:1", "a", "b");
    const a = await one(0);
    const { settled, next } = await settleAndNext(db.sql, a, "77", at(1));
    expect({ settled, key: next?.key, attempts: next?.attempts }).toEqual({
      settled: true,
      key: "b",
      attempts: 1,
    });
    if (next) expect(await settleAndNext(db.sql, next, "78", at(2))).toEqual({ settled: true, next: null });
    const rows = await db.sql`select state, external_id as id, body_sealed as body from outbox order by seq`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { state: "sent", id: "77", body: null },
      { state: "sent", id: "78", body: null },
    ]);
  });

  it("lets a later row wait as long as an earlier one waits for its retry", async () => {
    await queue("c:1", "a", "b");
    await settle(
      db.sql,
      await one(0),
      { state: "pending", afterMs: 5000, error: "429", unknown: false },
      at(0),
    );
    expect(await claim(4)).toEqual([]);
    const again = await one(5.1);
    expect({ key: again.key, maybeDoubled: again.maybeDoubled, attempts: again.attempts }).toEqual({
      key: "a",
      maybeDoubled: false,
      attempts: 2,
    });
  });

  it("takes over the row of a dead sender after the lease and says that it may have been sent", async () => {
    await queue("c:1", "a");
    await one(0);
    expect(await claim(leaseSeconds - 1)).toEqual([]);
    expect((await one(leaseSeconds + 1)).maybeDoubled).toBe(true);
  });

  it("refuses the result of a sender who lost the lease", async () => {
    await queue("c:1", "a");
    const dead = await one(0);
    const alive = await one(leaseSeconds + 1);
    expect(await settle(db.sql, dead, { state: "dead", error: "late" }, at(14))).toBe(false);
    expect((await settleAndNext(db.sql, dead, "1", at(14))).settled).toBe(false);
    expect(await settle(db.sql, alive, { state: "sent", externalId: "2" }, at(15))).toBe(true);
    const [row] = await db.sql`select state, external_id as id from outbox`;
    expect({ ...row }).toEqual({ state: "sent", id: "2" });
  });

  it("drops what waits in a lane and leaves other lanes alone", async () => {
    await queue("c:1", "a", "b");
    await queue("c:2", "x");
    await db.sql.begin((tx) => dropLane(tx, "shop", "c:1", "blocked", t0));
    expect((await claim(0)).map((row) => row.key)).toEqual(["x"]);
  });
});
