import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keptDays } from "../../src/core/privacy/kept.ts";
import { personTables } from "../../src/core/privacy/tables.ts";
import type { Assessment } from "../../src/core/scoring/assessment.ts";
import { latestAssessments } from "../../src/db/assessments-read.ts";
import type { Database } from "../../src/db/client.ts";
import { createVault } from "../../src/db/vault.ts";
import { retention } from "../../src/jobs/retention.ts";
import { createTestDatabase } from "../setup/database.ts";

const vault = createVault(randomBytes(32));
const company = "shop";
const now = new Date("2026-11-24T03:20:00+08:00");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

const words = "先别着急，我马上给您补发";
const quote = { messageId: "m1", text: words, start: 0, end: words.length };
const label = { zh: "先安抚", en: "Calm first" };
const element = {
  id: "E1",
  label,
  weight: 12,
  critical: false,
  credit: "unprompted" as const,
  points: 12,
  quote,
};
const assessment: Assessment = {
  attempt: 1,
  versions: { "scenarios/S01": "abc" },
  complaint: {
    scenario: "S01",
    version: "abc",
    response: 92.4,
    completeness: 73.5,
    emotion: 75,
    bars: 4,
    total: 77.7,
    elements: [element],
    gates: [{ gate: "false_promise", cap: 60, quote, reason: label }],
    conduct: [{ quote, reason: label }],
    timing: { firstReply: 35, timeToSolution: 205, slaShare: 1, typingCpm: 45 },
    flags: [],
  },
  rule: {
    card: "R01",
    version: "v",
    accuracy: 80,
    clarity: 70,
    bars: 3,
    total: 75,
    facts: [element],
    wrong: [{ id: "W1", label, penalty: 5, quote }],
    gates: [],
    flags: [],
  },
  short: {
    items: [
      {
        item: "I1",
        card: "R02",
        statement: label,
        truth: true,
        answer: "true",
        reasonFound: true,
        score: 1,
        quote,
      },
    ],
    mean: 83.3,
  },
  ruleTotal: 79.2,
  total: 78.3,
  passed: true,
  band: "advance",
  reviewBand: [65, 75],
  reviewReasons: [],
  confidence: 0.9,
  best: [{ label, points: 12, of: 12, quote }],
  worst: [{ label, points: 0, of: 8, quote }],
};

/** Something that fits a column. */
function fitting(type: string, at: Date): unknown {
  switch (type) {
    case "uuid":
      return randomUUID();
    case "integer":
    case "double precision":
    case "bigint":
      return 1;
    case "boolean":
      return false;
    case "jsonb":
      return {};
    case "date":
    case "timestamp with time zone":
      return at;
    case "bytea":
      return Buffer.from("x");
    default:
      return randomUUID();
  }
}

describe("retention", () => {
  let db: Database;
  let number = 0;
  beforeAll(async () => {
    db = await createTestDatabase();
    await db.sql`insert into companies (id, name) values (${company}, 'a')`;
  });
  afterAll(async () => {
    await db.close();
  });

  const run = async () => {
    const none = () => {};
    const logger = { debug: none, info: none, warn: none, error: none };
    await retention.run({ db, vault, clock: () => now, logger }, {}, new AbortController().signal);
  };

  /** A candidate with a whole conversation and a score that came to rest so many days ago. */
  const candidate = async (days: number) => {
    const at = daysAgo(days);
    const [candidateId, applicationId, conversationId] = [randomUUID(), randomUUID(), randomUUID()];
    number += 1;
    const mine = number;
    const sealed = (value: unknown, field: string) => vault.seal(value, `${company}:${field}`);
    await db.sql`insert into candidates (company_id, id, name_sealed, name_index, locale, created_at)
      values (${company}, ${candidateId}, ${sealed("王芳", "candidates")}, 'x', 'zh-CN', ${at})`;
    await db.sql`insert into applications (company_id, id, number, candidate_id, job_id, stage, total, band, created_at, stage_at)
      values (${company}, ${applicationId}, ${mine}, ${candidateId}, 'j', 'assessed', 78.3, 'advance', ${at}, ${at})`;
    await db.sql`insert into conversations (company_id, id, application_id, channel, account, thread_index, thread_sealed,
        locale, status, state_sealed, pins, created_at, updated_at)
      values (${company}, ${conversationId}, ${applicationId}, 'web', 'web', ${conversationId}, ${sealed("t", "thread")},
        'zh-CN', 'closed', ${sealed({}, "state")}, '{}', ${at}, ${at})`;
    await db.sql`insert into messages (company_id, conversation_id, n, author, section, ref, body_sealed, at)
      values (${company}, ${conversationId}, 1, 'candidate', 'roleplay', 'm1', ${sealed({ text: words }, "messages")}, ${at})`;
    await db.sql`insert into conversation_events (company_id, conversation_id, seq, type, at, body_sealed)
      values (${company}, ${conversationId}, 1, 'said', ${at}, ${sealed({ text: words }, "events")})`;
    await db.sql`insert into assessments (company_id, id, application_id, conversation_id, attempt, rubric_version,
        input_hash, total, band, passed, dimensions, body_sealed, created_at)
      values (${company}, ${randomUUID()}, ${applicationId}, ${conversationId}, 1, 'r', 'h', 78.3, 'advance', true, '{}',
        ${sealed(assessment, "assessments")}, ${at})`;
    await db.sql`insert into application_events (company_id, application_id, key, name, actor, at)
      values (${company}, ${applicationId}, 'assessed:1', 'assessment_completed', 'system', ${at})`;
    return { candidateId, applicationId, conversationId };
  };

  const count = async (table: string, column: string, id: string) =>
    (await db.sql`select 1 from ${db.sql(table)} where ${db.sql(column)} = ${id}`).length;

  it("keeps everything of a conversation that is 179 days old", async () => {
    const { applicationId, conversationId } = await candidate(179);
    await run();
    expect(await count("messages", "conversation_id", conversationId)).toBe(1);
    expect(
      (await latestAssessments(db.sql, vault, company, [applicationId])).get(applicationId)?.assessment,
    ).toEqual(assessment);
  });

  it("forgets the words after 180 days, and keeps every figure of the score", async () => {
    const { applicationId, conversationId } = await candidate(181);
    await run();
    expect(await count("messages", "conversation_id", conversationId)).toBe(0);
    expect(await count("conversation_events", "conversation_id", conversationId)).toBe(0);
    const [row] =
      await db.sql`select state_sealed, thread_sealed, thread_index from conversations where id = ${conversationId}`;
    expect(row).toEqual({
      state_sealed: null,
      thread_sealed: null,
      thread_index: `erased:${conversationId}`,
    });
    const kept = (await latestAssessments(db.sql, vault, company, [applicationId])).get(
      applicationId,
    )?.assessment;
    expect(kept).toMatchObject({
      total: 78.3,
      complaint: { completeness: 73.5, elements: [{ id: "E1", points: 12 }] },
    });
    expect(JSON.stringify(kept)).not.toContain(words);
    const [application] = await db.sql`select stage, total from applications where id = ${applicationId}`;
    expect(application).toEqual({ stage: "assessed", total: 78.3 });
  });

  it("frees what was deleted in every table that holds people, soon to be written over", async () => {
    await run();
    const freed = await db.sql<{ name: string }[]>`
      select relname as name from pg_stat_user_tables where last_vacuum is not null`;
    const names = new Set(freed.map(({ name }) => name));
    expect(personTables.filter(({ name }) => !names.has(name))).toEqual([]);
  });

  it("forgets scores and names after 12 months, and keeps the facts without words", async () => {
    const { candidateId, applicationId } = await candidate(366);
    await run();
    expect(await count("assessments", "application_id", applicationId)).toBe(0);
    expect(await count("application_events", "application_id", applicationId)).toBe(1);
    const [application] = await db.sql`select total, band from applications where id = ${applicationId}`;
    expect(application).toEqual({ total: null, band: null });
    const [person] =
      await db.sql`select name_sealed, name_index, erased_at from candidates where id = ${candidateId}`;
    expect(person).toEqual({ name_sealed: null, name_index: null, erased_at: now });
  });

  it("removes deliveries and sent rows after 30 days, open rows never, and sessions that ran out", async () => {
    for (const days of [29, 31]) {
      await db.sql`insert into inbox (company_id, channel, account, thread_index, delivery_id, received_at)
        values (${company}, 'web', 'web', 't', ${`d${days}`}, ${daysAgo(days)})`;
      await db.sql`insert into recruiter_inbox (company_id, delivery_id, received_at)
        values (${company}, ${`d${days}`}, ${daysAgo(days)})`;
      await db.sql`insert into outbox (company_id, lane, key, channel, state, created_at, settled_at)
        values (${company}, 'c:1', ${`sent${days}`}, 'web', 'sent', ${daysAgo(days)}, ${daysAgo(days)})`;
    }
    await db.sql`insert into outbox (company_id, lane, key, channel, state, created_at)
      values (${company}, 'c:1', 'open', 'web', 'pending', ${daysAgo(99)})`;
    for (const [token, days] of [
      ["gone", 1],
      ["valid", -1],
    ] as const) {
      await db.sql`insert into web_sessions (token_hash, company_id, kind, expires_at)
        values (${token}, ${company}, 'chat', ${daysAgo(days)})`;
    }
    await run();
    expect((await db.sql`select delivery_id as id from inbox`).map(({ id }) => id)).toEqual(["d29"]);
    expect((await db.sql`select delivery_id as id from recruiter_inbox`).map(({ id }) => id)).toEqual([
      "d29",
    ]);
    expect((await db.sql`select key from outbox order by key`).map(({ key }) => key)).toEqual([
      "open",
      "sent29",
    ]);
    expect((await db.sql`select token_hash as t from web_sessions`).map(({ t }) => t)).toEqual(["valid"]);
  });

  it("lets go, table by table, of all that core/privacy/tables gives a time", async () => {
    let checked = 0;
    for (const { name, keep } of personTables) {
      if (!("since" in keep)) continue;
      const columns = await db.sql<{ name: string; type: string; generated: string }[]>`
        select column_name as name, data_type as type, is_identity as generated from information_schema.columns
        where table_schema = 'public' and table_name = ${name} and is_nullable = 'NO' and column_default is null`;
      for (const older of [true, false]) {
        const at = new Date(now.getTime() - (keptDays[keep.period] + (older ? 1 : -1)) * 86_400_000);
        const row = Object.fromEntries([
          ...columns
            .filter(({ generated }) => generated === "NO")
            .map((column) => [column.name, fitting(column.type, at)]),
          [keep.since, at],
        ]);
        await db.sql`insert into ${db.sql(name)} ${db.sql(row)}`;
      }
      const left = async () => {
        const [row] = await db.sql<{ old: number; fresh: number }[]>`
          select count(*) filter (where ${db.sql(keep.since)} < ${now}::timestamptz - make_interval(days => ${keptDays[keep.period]}))::int as old,
            count(*) filter (where ${db.sql(keep.since)} >= ${now}::timestamptz - make_interval(days => ${keptDays[keep.period]}))::int as fresh
          from ${db.sql(name)}`;
        return row;
      };
      expect((await left())?.old, name).toBeGreaterThan(0);
      const before = (await left())?.fresh;
      await run();
      expect(await left(), name).toEqual({ old: 0, fresh: before });
      checked += 1;
    }
    expect(checked).toBeGreaterThan(8);
  });

  it("ends the consent to the talent pool 12 months after it was given or renewed", async () => {
    const [old, renewed] = [await candidate(366), await candidate(366)];
    await db.sql`update candidates set consent_pool = true where id = any(${[old.candidateId, renewed.candidateId]}::uuid[])`;
    await db.sql`insert into application_events (company_id, application_id, key, name, actor, data, at)
      values (${company}, ${renewed.applicationId}, 'c', 'consent_changed', 'candidate', '{"of":"pool","to":true}', ${daysAgo(300)})`;
    await run();
    const pool = async (id: string) =>
      (await db.sql`select consent_pool as pool from candidates where id = ${id}`)[0]?.pool;
    expect([await pool(old.candidateId), await pool(renewed.candidateId)]).toEqual([false, true]);
  });

  it("gets through more conversations than fit into one transaction, in two processes at once", async () => {
    await Promise.all(Array.from({ length: 130 }, () => candidate(200)));
    await Promise.all([run(), run()]);
    expect(
      await db.sql`select 1 from conversations where updated_at < ${daysAgo(180)} and erased_at is null`,
    ).toHaveLength(0);
  });
});
