import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/db/client.ts";
import { type StepBatch, writeStep } from "../../src/db/conversation-store.ts";
import { claimTimers, consumeTimer, type DueTimer } from "../../src/db/timers.ts";
import { createTestDatabase } from "../setup/database.ts";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(() => db.sql`truncate timers`);

const t0 = Date.UTC(2026, 10, 24, 2);
const at = (seconds: number) => new Date(t0 + seconds * 1000);
const conversation = randomUUID();
const write = (timers: StepBatch["timers"]) =>
  db.sql.begin((tx) =>
    writeStep(
      tx,
      { company: "shop", id: conversation, now: t0 },
      { events: [], lines: [], timers },
      {
        status: "roleplay",
        stateSealed: Buffer.alloc(0),
        events: 0,
        lines: 0,
        unreachable: false,
        lastSaidAt: null,
        saidCount: 0,
        minuteStart: null,
        minuteCount: 0,
        noticeAt: null,
      },
    ),
  );
const arm = (generation: number, seconds: number) =>
  write(new Map([["turn", { generation, due: t0 + seconds * 1000 }]]));
const claim = (seconds: number) => claimTimers(db.sql, 10, at(seconds));
const consume = (timer: DueTimer) => db.sql.begin((tx) => consumeTimer(tx, timer));

describe("timers", () => {
  it("come due by the clock handed in and are fired once", async () => {
    await arm(1, 12);
    expect(await claim(11)).toEqual([]);
    const [timer] = await claim(12);
    if (!timer) throw new Error("not due");
    expect(timer).toMatchObject({ kind: "turn", generation: 1, due: t0 + 12_000 });
    expect(await consume(timer)).toBe(true);
    expect(await consume(timer)).toBe(false);
  });

  it("are given to one of many workers", async () => {
    await arm(1, 0);
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(1)));
    expect(claims.flat()).toHaveLength(1);
  });

  it("do not fire in the old generation after they were armed again", async () => {
    await arm(1, 12);
    const [stale] = await claim(12);
    await arm(2, 24);
    if (!stale) throw new Error("not due");
    expect(await consume(stale)).toBe(false);
    const [fresh] = await claim(24);
    expect(fresh?.generation).toBe(2);
  });

  it("come back after the worker that took them died, and the dead one cannot fire them any more", async () => {
    await arm(1, 0);
    const [dead] = await claim(0);
    expect(await claim(3.9)).toEqual([]);
    const [taken] = await claim(4.1);
    if (!dead || !taken) throw new Error("not due");
    expect(await consume(dead)).toBe(false);
    expect(await consume(taken)).toBe(true);
  });

  it("do not fire when cancelled", async () => {
    await arm(1, 0);
    await write(new Map([["turn", null]]));
    expect(await claim(1)).toEqual([]);
  });
});
