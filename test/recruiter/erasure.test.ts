import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { assessmentRow } from "../../src/conversation/assessment-row.ts";
import { eraseAgain } from "../../src/conversation/erase-again.ts";
import { Arrival } from "../../src/core/intake/arrival.ts";
import { listErased } from "../../src/db/erased-people.ts";
import { insertAssessment } from "../../src/db/outcomes.ts";
import { noteMailSource } from "../../src/db/sources.ts";
import { arrive } from "../../src/intake/arrive.ts";
import { digests } from "../../src/jobs/digests.ts";
import type { JobDeps } from "../../src/jobs/job.ts";
import { reviewReminders } from "../../src/jobs/review-reminders.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { answerQuestion } from "../../src/recruiter/ask.ts";
import { createDeferredSender } from "../../src/recruiter/deferred.ts";
import { takeExport } from "../../src/recruiter/export.ts";
import type { Recruiter, RecruiterDeps } from "../../src/recruiter/types.ts";
import { createRoom, type Room } from "../conversation/room.ts";
import { company, li, sampleAssessment, zhao } from "./world.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const name = "金丝雀鸿";
const phone = "13912345678";
const quote = "鸿雁传书退您运费";
const thread = "canary-thread";
/** What of a person may not be left: names, numbers, words, and the hashes they are looked up by. */
const traces = (room: Room) => [
  ...[name, phone, quote, thread],
  ...[room.deps.vault.index(name, `${company}:name`), phoneHash(room)],
];
const phoneHash = ({ deps: { vault } }: Room) => vault.index(phone, `${company}:phone`);
/** The hash of a chat; that of deliveries stays for 30 days, so that a late one has no effect. */
const chat = ({ deps: { vault } }: Room) => vault.index(thread, `${company}:telegram:bot`);
/** What sealed values are bound to. */
const contexts = [
  ...["candidates", "phone", "thread", "state", "events", "messages", "outbox", "assessments"],
  ...["asked_questions", "contacts", "resumes"],
].map((of) => `${company}:${of}`);

let room: Room;
let deps: RecruiterDeps;
beforeAll(async () => {
  room = await createRoom();
  const { db, vault, library, clock, logger } = room.deps;
  deps = {
    ...{ db, vault, library, clock, logger, conversations: { ...room.conversations, wake: () => {} } },
    ...{ locale: "zh-CN", publicUrl: "https://hr.example.com", telegramBot: null },
  };
  room.deps.senders.deferred = createDeferredSender(deps);
  for (const one of [li, zhao])
    await db.sql`insert into recruiters (company_id, id, name, role) values (${company}, ${one.id}, ${one.name}, ${one.role})`;
});
afterAll(() => room?.close());

/** Every row of every table, sealed values opened; the tables in which a trace is found. */
async function walk(): Promise<string[]> {
  const { sql } = room.db;
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`;
  expect(tables.length).toBeGreaterThan(35);
  const found = new Set<string>();
  for (const table of tables) {
    for (const row of await sql`select * from ${sql(table.name)}`) {
      const text = JSON.stringify(row, (_key, value) => (typeof value === "bigint" ? String(value) : value));
      const sealed = Object.entries(row).flatMap(([column, value]) =>
        value instanceof Uint8Array ? [opened(`${table.name}.${column}`, value)] : [],
      );
      // Keyed hashes that keep late deliveries and late data without effect.
      const stays = { inbox: [chat(room)], candidate_contacts: [phoneHash(room)] }[table.name] ?? [];
      const wanted = [...traces(room), chat(room)].filter((trace) => !stays.includes(trace));
      if (wanted.some((trace) => [text, ...sealed].some((words) => words.includes(trace))))
        found.add(table.name);
    }
  }
  return [...found];
}

/** A sealed value nobody knows how to open would hide whatever is in it. */
function opened(where: string, sealed: Uint8Array): string {
  for (const context of contexts) {
    try {
      return JSON.stringify(room.deps.vault.open(sealed, context));
    } catch {}
  }
  throw new Error(`${where} is sealed with a context this test does not know`);
}

/** What a backup does: everything as it is now, put back by the function it returns. */
async function backUp(): Promise<() => Promise<void>> {
  const { sql } = room.db;
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const names = tables.map(({ name }) => name).filter((name) => name !== "settings");
  await sql`create schema backup`;
  for (const name of names) await sql`create table backup.${sql(name)} as table public.${sql(name)}`;
  return async () => {
    await room.db.transact(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`truncate ${tx(names)}`;
      for (const name of names)
        await tx`insert into public.${tx(name)} overriding system value table backup.${tx(name)}`;
      await tx`drop schema backup cascade`;
    });
  };
}

let clicks = 0;
async function press(who: Recruiter, id: string, form?: Record<string, string>): Promise<void> {
  clicks += 1;
  const action = actions.find((one) => one.id === id);
  const [row] = await room.db.sql`select id as a, version as v from applications order by number`;
  const input = { value: JSON.stringify(row), deliveryId: `canary-${clicks}`, ...(form ? { form } : {}) };
  const result = await action?.run(deps, who, input);
  if (result?.kind !== "done" && result?.kind !== "view")
    throw new Error(`${id}: ${result && "notice" in result ? result.notice : result?.kind}`);
}

describe("a candidate who has everything deleted", () => {
  it("leaves no word, number or look-up hash in any table, whatever was done with them before", async () => {
    const { sql } = room.db;
    await room.deliver(thread, { kind: "start", name });
    await room.answer(thread, "1", "人工", `我叫${name}，电话 ${phone}`);
    const [row] = await sql<{ id: string; conversationId: string; candidateId: string }[]>`
      select a.id, c.id as "conversationId", a.candidate_id as "candidateId" from applications a
      join conversations c on c.application_id = a.id`;
    if (!row) throw new Error("nobody came");
    const { vault } = deps;
    await sql`update candidates set phone_sealed = ${vault.seal(phone, `${company}:phone`)},
      phone_index = ${vault.index(phone, `${company}:phone`)} where id = ${row.candidateId}`;
    const ids = { company, applicationId: row.id, conversationId: row.conversationId };
    await room.db.transact(async (tx) => {
      await insertAssessment(tx, assessmentRow(vault, ids, sampleAssessment({ words: quote }), room.now()));
      await noteMailSource(tx, company, row.id, "boss", new Date(room.now()));
    });
    await sql`update applications set stage = 'assessed', version = version + 1 where id = ${row.id}`;

    // The same person in a second chat, with a résumé that a delivery brought.
    await room.deliver(`${thread}-2`, { kind: "start", name });
    await room.answer(`${thread}-2`, "1", `我是${name}`);
    await sql`update applications set candidate_id = ${row.candidateId} where id <> ${row.id}`;
    await sql`delete from candidates where id <> ${row.candidateId}`;
    const intakeId = randomUUID();
    await sql`insert into intakes (company_id, id, kind, source_index, candidate_id, made_candidate, made_application,
        made_touch, channel, campaign, lawful_basis, actor, received_at, created_at)
      values (${company}, ${intakeId}, 'mail', 'x', ${row.candidateId}, false, false, false, 'boss', ${name}, 'applied',
        'system', now(), now())`;
    await sql`insert into resumes (company_id, id, candidate_id, intake_id, fields, body_sealed, received_at, created_at)
      values (${company}, ${randomUUID()}, ${row.candidateId}, ${intakeId}, ${sql.json({ city: phone })},
        ${vault.seal({ text: `${name} ${phone}` }, `${company}:resumes`)}, now(), now())`;
    await sql`insert into candidate_contacts (company_id, kind, value_index, candidate_id, value_sealed, created_at)
      values (${company}, 'email', 'y', ${row.candidateId}, ${vault.seal(`${quote}@x.cn`, `${company}:contacts`)}, now())`;

    await press(li, "hold", { until: "2026-11-30" });
    await press(li, "reveal");
    await press(zhao, "reassign", { to: zhao.id });
    await press(li, "take_over", { span: "quiet", why: "terms" });
    await press(li, "reply", { text: `${name}您好，回头打 ${phone}` });
    await press(li, "ask", { text: `${name}，周末可以吗？` });
    await room.answer(thread, `可以，${name}`);
    await press(li, "progress", { outcome: "hired", on: "2026-11-02" });
    await press(li, "progress", { outcome: "left", on: "2026-11-09", reason: "family" });
    for (const question of [`${name}的电话`, `上周${name}的简历`, `${name} ${phone} 面试了吗`, name])
      await answerQuestion(deps, li, "here", question);
    const { db, clock, logger } = deps;
    const jobs: JobDeps = { db, vault, clock, logger };
    await digests.run(jobs, {}, new AbortController().signal);
    await reviewReminders.run(jobs, {}, new AbortController().signal);
    await press(li, "decline", { reason: "score", text: `${name}您好，${quote}` });

    const before = await walk();
    expect(before).toEqual(
      expect.arrayContaining(["candidates", "conversations", "messages", "conversation_events", "outbox"]),
    );
    expect(before).toEqual(expect.arrayContaining(["assessments", "asked_questions"]));
    const restore = await backUp();
    const began = performance.now();
    await room.answer(thread, "删除", "确认");
    await room.pass(1);
    expect(performance.now() - began).toBeLessThan(60_000);
    room.skip(11 * 60);
    await room.pass(3);
    expect(await walk()).toEqual([]);
    expect(room.sent.some(({ text }) => text.includes(quote))).toBe(false);
    const said = await sql`select 1 from messages`;
    for (const one of [thread, `${thread}-2`]) await room.say(one, `我又来了 ${name} ${phone}`);
    await room.pass(2);
    expect(await sql`select 1 from messages`).toHaveLength(said.length);
    expect(await sql`select 1 from conversations where status <> 'erased'`).toHaveLength(0);
    expect(await walk()).toEqual([]);
    for (const format of ["csv", "jsonl"] as const) {
      const file = await takeExport({ db, clock, locale: "zh-CN" }, "cli", {
        ...{ company, format, filter: { jobId: null, from: null, to: null } },
      });
      expect(file.rows).toBe(2);
      for (const trace of traces(room)) expect(file.bytes.toString("utf8")).not.toContain(trace);
    }
    expect(await sql`select 1 from assignments`).toHaveLength(0);
    expect(await sql`select 1 from employees where exit_reason is not null`).toHaveLength(0);

    // An older backup brings them back, until who was erased is erased again.
    const erased = await listErased(sql, company);
    expect(erased.map(({ candidate }) => candidate)).toEqual([row.candidateId]);
    for (const trace of traces(room))
      expect(JSON.stringify(erased)).not.toContain(trace === phoneHash(room) ? "\n" : trace);
    const again = () =>
      Promise.all(
        erased.map((one) =>
          db.transact((tx) => eraseAgain({ vault }, tx, company, one, new Date(room.now()))),
        ),
      );
    await restore();
    expect((await walk()).length).toBeGreaterThan(8);
    expect(await again()).toEqual([1]);
    await room.pass(3);
    expect(await walk()).toEqual([]);
    expect(await again()).toEqual([0]);
    // A backup from before they ever came knows nothing of them, and late data must not make them anew.
    await sql`delete from candidate_contacts`;
    await sql`delete from candidates`;
    expect(await again()).toEqual([0]);
    const source = { kind: "webhook", id: "late", actor: "system" } as const;
    const late = await arrive(
      { ...deps, sql, transact: db.transact },
      company,
      source,
      Arrival.parse({ name, phone }),
    );
    expect(late).toMatchObject({ outcome: "erased" });
  });
});
