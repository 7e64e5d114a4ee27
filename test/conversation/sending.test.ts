import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOutboxWorker, drainOutbox, type OutboxDeps } from "../../src/conversation/outbox-worker.ts";
import { fireDue } from "../../src/conversation/timer-worker.ts";
import type { Receipt } from "../../src/conversation/types.ts";
import type { SendResult } from "../../src/core/channel.ts";
import { momentOf, wallClock } from "../../src/core/zoned-time.ts";
import { enqueue, leaseSeconds } from "../../src/db/outbox.ts";
import { createRoom, type Room, untilRolePlay } from "./room.ts";

let room: Room;
beforeEach(async () => {
  room = await createRoom();
});
afterEach(() => room.close());

const start = { kind: "start", locale: "zh-CN" } as const;
const textsTo = (thread: string) =>
  room.sent.filter((message) => message.threadId === thread).map((m) => m.text);

describe("sending", () => {
  it("keeps the order of a conversation through retries", async () => {
    room.outcomes.push({ kind: "retry", afterMs: 3000, reason: "429" });
    await room.deliver("t", start);
    await room.pass(1);
    expect(room.sent).toEqual([]);
    await room.pass(4);
    const keys = await room.db.sql<{ key: string }[]>`select key from outbox order by seq`;
    expect(room.sent.map((message) => message.key.split(":").at(-1))).toEqual(keys.map(({ key }) => key));
  });

  it("repeats a bubble of unknown fate, marked as possibly doubled, before anything that follows it", async () => {
    await room.deliver("t", start);
    await room.pass(1);
    room.outcomes.push(new Error("connection reset"));
    await room.answer("t", "1");
    await room.pass(5);
    const rows = await room.db.sql<{ key: string; doubled: boolean; state: string }[]>`
      select key, maybe_doubled as doubled, state from outbox order by seq`;
    expect(rows.filter((row) => row.doubled)).toHaveLength(1);
    expect(rows.every((row) => row.state === "sent")).toBe(true);
    expect(room.sent.map((message) => message.key.split(":").at(-1))).toEqual(rows.map((row) => row.key));
  });

  it("takes over what a dead process had in flight", async () => {
    await room.deliver("t", start);
    await room.db.sql`
      update outbox set state = 'inflight', token = gen_random_uuid(),
        lease_until = ${new Date(room.now() + leaseSeconds * 1000)} where seq = (select min(seq) from outbox)`;
    await room.pass(leaseSeconds - 2);
    expect(room.sent).toEqual([]);
    await room.pass(4);
    const [row] = await room.db.sql`select count(*)::int as open from outbox where state <> 'sent'`;
    expect(row?.open).toBe(0);
  });

  it("does not send twice because the database restarted before the outcome was noted", async () => {
    await room.deliver("t", start);
    const restarting = failing(room.deps, "with mine as", 2, "57P01");
    await drainOutbox(restarting);
    await room.pass(leaseSeconds + 3);
    const keys = room.sent.map((message) => message.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await room.db.sql`select 1 from outbox where state <> 'sent' or maybe_doubled`).toHaveLength(0);
  });

  it("never repeats a bubble because the dialogue could not take its delivery", async () => {
    await room.deliver("t", start);
    await room.answer("t", ...untilRolePlay);
    await room.say("t", "继续");
    await room.db.sql`update conversations set state_sealed = '\\x00'`;
    await room.pass(3 * leaseSeconds);
    const [tracked] = await room.db.sql`
      select key, state from outbox where tracked order by seq desc limit 1`;
    expect(tracked?.state).toBe("sent");
    expect(room.sent.filter((message) => message.key.endsWith(`:${tracked?.key}`))).toHaveLength(1);
  });

  it("reminds once each time, whoever fires it and whoever dies, by the company's clocks through their change", async () => {
    const zone = "Europe/Berlin";
    await room.db.sql`update companies set time_zone = ${zone}`;
    // The night to 28 March 2027 has 23 hours there.
    room.skip((momentOf(zone, "2027-03-27", "15:00") - room.now()) / 1000);
    await room.deliver("t", start);
    await room.answer("t", "1", "是");
    const before = room.sent.length;
    for (const [index, hours] of [1, 1, 15, 1, 25, 1, 6].entries()) {
      room.skip(hours * 3600);
      // Two processes at the same time; the one that sends the first reminder dies with it in flight.
      await Promise.all([fireDue(room.deps), fireDue({ ...room.deps })]);
      if (index === 1) {
        const left = await room.db.sql`
          update outbox set state = 'inflight', token = gen_random_uuid(), attempts = 1,
            lease_until = ${new Date(room.now() + leaseSeconds * 1000)} where state = 'pending'`;
        expect(left.count).toBe(1);
        room.skip(leaseSeconds + 1);
        await drainOutbox(room.deps);
        room.skip(-leaseSeconds - 1);
      }
      await drainOutbox(room.deps);
    }
    const reminded = await room.db.sql<{ which: string; at: Date }[]>`
      select data ->> 'which' as which, at from application_events where name = 'reminded' order by at`;
    expect(reminded.map(({ which }) => which)).toEqual(["first", "second", "last"]);
    expect(room.sent.slice(before)).toHaveLength(3);
    const hours = reminded.map(({ at }) => wallClock(zone, at.getTime()).time.slice(0, 2));
    // 44 h later the clocks are an hour on: 12:00, not 11:00.
    expect(hours).toEqual(["17", "10", "12"]);
  });

  it("drops a reminder that could not be sent in time, or before the candidate wrote", async () => {
    await room.deliver("t", start);
    await room.answer("t", "1", "是");
    const before = room.sent.length;
    const waits = async () => {
      room.skip(2 * 3600);
      await fireDue(room.deps);
      room.outcomes.push({ kind: "retry", afterMs: 60_000, reason: "429" });
      await drainOutbox(room.deps);
    };
    const reminders = async () =>
      (
        await room.db.sql<{ state: string }[]>`
        select state from outbox where starts_with(key, 'nudge-') order by seq`
      ).map(({ state }) => state);
    await waits();
    expect(await reminders()).toEqual(["pending"]);
    room.skip(31 * 60);
    await drainOutbox(room.deps);
    expect(await reminders()).toEqual(["dropped"]);
    await room.answer("t", "随时");
    await waits();
    const heard = room.sent.length;
    await room.answer("t", "都可以");
    expect(await reminders()).toEqual(["dropped", "dropped"]);
    expect(room.sent.length).toBeGreaterThan(heard);
    expect(room.sent.slice(before).filter(({ key }) => key.includes("nudge-"))).toEqual([]);
    expect(await room.db.sql`select 1 from application_events where name = 'reminded'`).toHaveLength(0);
  });

  it("keeps what is said while the platform is not configured, and sends it when it is again", async () => {
    await room.deliver("t", start);
    await room.pass(1);
    const { channels } = room.deps;
    const { telegram } = room.deps.senders;
    const before = room.sent.length;
    room.deps.channels = {};
    delete room.deps.senders.telegram;
    await room.say("t", "1");
    await room.pass(60);
    room.deps.channels = channels;
    if (telegram) room.deps.senders.telegram = telegram;
    await room.pass(1);
    expect(room.sent.length).toBeGreaterThan(before);
    expect(await room.db.sql`select 1 from outbox where state <> 'sent'`).toHaveLength(0);
  });

  it("lets candidates wait for no other platform that hangs", async () => {
    const hanging: (() => void)[] = [];
    const senders = {
      ...room.deps.senders,
      recruiters: () =>
        new Promise<SendResult>((resolve) => {
          hanging.push(() => resolve({ kind: "sent", externalId: "r", at: 0 }));
        }),
    };
    await room.db.sql.begin(async (tx) => {
      for (let i = 0; i < 40; i += 1) {
        const body = room.deps.vault.seal({ kind: "card" }, "shop:outbox");
        const ids = { conversationId: null, applicationId: null };
        const row = { company: "shop", lane: `r:${i}`, key: "k", channel: "recruiters", bodySealed: body };
        await enqueue(tx, { ...row, ...ids, tracked: false }, room.now() - 1000);
      }
    });
    await room.deliver("t", start);
    const worker = createOutboxWorker({ ...room.deps, senders }, { pollMs: 20 });
    worker.start();
    try {
      await expect.poll(() => room.sent.length, { timeout: 3000 }).toBeGreaterThan(1);
      await expect.poll(() => hanging.length, { timeout: 3000 }).toBeGreaterThan(30);
    } finally {
      const stopped = worker.stop();
      for (const end of hanging) end();
      await stopped;
    }
  });

  it("gives up a damaged row, and the lane goes on", async () => {
    await room.deliver("t", start);
    await room.db.sql`update outbox set body_sealed = '\\x00' where seq = (select min(seq) from outbox)`;
    await room.pass(1);
    const rows = await room.db.sql<{ state: string }[]>`select state from outbox order by seq`;
    expect(rows.map(({ state }) => state)).toEqual(["dead", ...rows.slice(1).map(() => "sent")]);
    expect(rows.length).toBeGreaterThan(1);
  });

  it("stops when the candidate blocked the bot, and goes on when they write again", async () => {
    await room.deliver("t", start);
    await room.pass(1);
    room.outcomes.push({ kind: "unreachable", reason: "403" });
    await room.answer("t", "1");
    await room.pass(1);
    const [row] = await room.db.sql`select unreachable from conversations`;
    expect(row?.unreachable).toBe(true);
    expect(await room.db.sql`select 1 from outbox where state in ('pending', 'inflight')`).toHaveLength(0);
    await room.answer("t", "是");
    const [again] = await room.db.sql`select unreachable from conversations`;
    expect(again?.unreachable).toBe(false);
  });

  it("starts the clock of the role-play when its first line was delivered", async () => {
    await room.deliver("t", start);
    await room.answer("t", ...untilRolePlay);
    room.outcomes.push({ kind: "retry", afterMs: 6000, reason: "slow platform" });
    await room.answer("t", "继续");
    await room.pass(10);
    const state = await room.state("t");
    if (state.status !== "roleplay") throw new Error(`at ${state.status}`);
    expect(state.startAt).not.toBeNull();
  });

  it("interrupts the role-play when our own line could not be delivered in time, and never scores that", async () => {
    await room.deliver("t", start);
    await room.answer("t", ...untilRolePlay);
    room.outcomes.push({ kind: "retry", afterMs: 70_000, reason: "platform down" });
    await room.answer("t", "继续");
    await room.pass(75);
    const state = await room.state("t");
    expect(state.status).toBe("ready");
    expect(await room.db.sql`select 1 from assessments`).toHaveLength(0);
  });
});

describe("a timer", () => {
  it("goes before another of its conversation that is due at the same moment, and always the same one", async () => {
    const threads = Array.from({ length: 12 }, (_, i) => `same${i}`);
    for (const thread of threads) {
      await room.deliver(thread, start);
      await room.answer(thread, ...untilRolePlay, "继续");
    }
    const due = new Date(room.now());
    await room.db.sql`update timers set due = ${due} where kind in ('silence', 'limit')`;
    await fireDue(room.deps);
    const states = await Promise.all(threads.map((thread) => room.state(thread)));
    // The limit ends the role-play and takes the silence with it: nobody gets impatient in a chat that is over.
    expect(states.map(({ status }) => status)).toEqual(threads.map(() => "ready"));
    const fired = await room.db.sql<{ count: number }[]>`
      select count(*)::int as count from conversation_events where type = 'timedOut' group by conversation_id`;
    expect(fired.map(({ count }) => count)).toEqual(threads.map(() => 1));
  });

  it("survives any number of database failures, but not one of its own for ever", async () => {
    await room.deliver("t", start);
    await room.answer("t", ...untilRolePlay, "继续");
    const armed = () => room.db.sql`select attempts from timers where kind = 'silence'`;
    const due = new Date(room.now());
    await room.db.sql`update timers set due = ${due}, attempts = 20 where kind = 'silence'`;
    const transact = () => Promise.reject(Object.assign(new Error("away"), { code: "CONNECTION_CLOSED" }));
    await fireDue({ ...room.deps, db: { ...room.deps.db, transact } });
    expect(await armed()).toHaveLength(1);
    await room.db.sql`update conversations set state_sealed = '\\x00'`;
    await room.db.sql`update timers set lease_until = null where kind = 'silence'`;
    await fireDue(room.deps);
    expect(await armed()).toHaveLength(0);
  });
});

describe("erasing", () => {
  it("leaves no personal trace, says good-bye, and gives late deliveries no effect", async () => {
    await room.deliver("t", { ...start, name: "王小明" }, "first");
    await room.answer("t", "1", "是", "随时");
    await room.answer("t", "删除", "是");
    await room.pass(1);
    expect(textsTo("t").at(-1)).toMatch(/删除/);
    for (const table of ["messages", "conversation_events", "timers", "assessments"]) {
      const rows = await room.db.sql`select * from ${room.db.sql(table)}`;
      expect(
        rows.filter((row) => table !== "messages" || row.author === "candidate"),
        table,
      ).toHaveLength(0);
    }
    const [candidate] = await room.db.sql`select name_sealed, name_index from candidates`;
    expect({ ...candidate }).toEqual({ name_sealed: null, name_index: null });
    const [conversation] = await room.db.sql`select status, thread_sealed, state_sealed from conversations`;
    expect({ ...conversation }).toEqual({ status: "erased", thread_sealed: null, state_sealed: null });
    expect((await room.deliver("t", { ...start, name: "王小明" }, "first")).kind).toBe("duplicate");
    expect(await room.db.sql`select 1 from conversations`).toHaveLength(1);
  });

  it("greets nobody anew who only says thanks afterwards, but whoever opens the entry again", async () => {
    await room.deliver("t", start);
    await room.answer("t", "1", "是", "删除", "是");
    expect((await room.say("t", "好的，谢谢")).kind).toBe("ignored");
    expect((await room.deliver("t", { kind: "media", messageId: "s", media: "sticker" })).kind).toBe(
      "ignored",
    );
    expect(await room.db.sql`select 1 from applications`).toHaveLength(1);
    expect((await room.deliver("t", start)).kind).toBe("accepted");
    expect((await room.state("t")).status).toBe("consent");
  });

  it("is not undone by a bubble that was sent together with the yes", async () => {
    await room.deliver("t", start);
    await room.answer("t", "1", "是", "删除");
    const waiting = async (count: number) => {
      const blocked = () => room.db.sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await blocked()).length < count) await sleep(5);
    };
    const deliveries: Promise<Receipt>[] = [];
    await room.db.sql.begin(async (tx) => {
      await tx`select 1 from conversations for update`;
      deliveries.push(room.say("t", "是"));
      await waiting(1);
      deliveries.push(room.say("t", "谢谢"));
      await waiting(2);
    });
    expect((await Promise.all(deliveries)).map(({ kind }) => kind)).toEqual(["accepted", "ignored"]);
    expect(await room.db.sql`select 1 from conversations where status <> 'erased'`).toHaveLength(0);
  });
});

/** The same room, with a database that refuses the first statements beginning with `start`. */
function failing(deps: OutboxDeps, start: string, times: number, code: string): OutboxDeps {
  let left = times;
  const sql = new Proxy(deps.db.sql, {
    apply(target, self, args: [TemplateStringsArray, ...unknown[]]) {
      if (left > 0 && args[0][0]?.trimStart().startsWith(start)) {
        left -= 1;
        return Promise.reject(Object.assign(new Error("away"), { code }));
      }
      return Reflect.apply(target, self, args);
    },
  });
  return { ...deps, db: { ...deps.db, sql } };
}
