import { randomUUID } from "node:crypto";
import type { EventDraft } from "../../src/conversation/types.ts";
import type { JobFit, Stage } from "../../src/core/dialogue/effect.ts";
import type { Assessment } from "../../src/core/scoring/assessment.ts";
import type { Database, Tx } from "../../src/db/client.ts";
import { candidateOf, erasePerson } from "../../src/db/erasure.ts";
import { createVault } from "../../src/db/vault.ts";
import type { Recruiter, RecruiterDeps } from "../../src/recruiter/types.ts";

export const company = "shop";

export const li: Recruiter = { company, id: "slack:T1:LI", name: "李经理", role: "recruiter" };
export const zhao: Recruiter = { company, id: "slack:T1:ZHAO", name: "赵主管", role: "admin" };

/** A company with one job and two recruiters, and what happened to its conversations. */
export type World = {
  db: Database;
  deps: RecruiterDeps;
  /** Events the recruiter room applied to conversations, in order of their transactions. */
  said: { conversationId: string; event: EventDraft }[];
  woken: string[];
  /** Makes `applyIn` answer "gone" or throw. */
  trouble: { kind: "gone" | "throws" | null };
  close(): Promise<void>;
};

export async function createWorld(options: { connections?: number } = {}): Promise<World> {
  // Benchmarks use this file too, and have no test runner.
  const { createTestDatabase } = await import("../setup/database.ts");
  return await inventWorld(await createTestDatabase(options.connections));
}

/** The same in a database that is there, migrated and empty. */
export async function inventWorld(db: Database): Promise<World> {
  const { sql } = db;
  await sql`insert into companies (id, name) values (${company}, '店'), ('other', '别家')`;
  await sql`insert into jobs (company_id, id, title, scenario_id, rule_id)
    values (${company}, 'job_1', '淘宝售后客服', 'S01', 'R01'), ('other', 'job_1', '别家的岗位', 'S01', 'R01')`;
  await sql`insert into tracking_links (company_id, code, job_id, source) values (${company}, 'boss-1', 'job_1', 'boss')`;
  for (const person of [li, zhao]) {
    await sql`insert into recruiters (company_id, id, name, role)
      values (${person.company}, ${person.id}, ${person.name}, ${person.role})`;
  }
  const said: World["said"] = [];
  const woken: string[] = [];
  const trouble: World["trouble"] = { kind: null };
  const upkeep = { due: [], questions: 6, wanted: 6 };
  const templates = [
    {
      id: "pdd-food",
      platform: "pdd",
      product: "food",
      name: { zh: "拼多多 · 食品", en: "Pinduoduo · Food" },
      scenarioIds: ["S05", "S08"],
      ruleIds: ["R01"],
    },
  ];
  const deps: RecruiterDeps = {
    db,
    vault: createVault(new Uint8Array(32).fill(7)),
    conversations: {
      receive: () => Promise.reject(new Error("not in these tests")),
      applyIn: async (tx, of, conversationId, event) => {
        if (trouble.kind === "gone") return "gone";
        // The row is taken as in production, so that the order of locks is the real one.
        await tx`select 1 from conversations where company_id = ${of} and id = ${conversationId} for update`;
        if (trouble.kind === "throws") throw new Error("database went away");
        said.push({ conversationId, event });
        return "applied";
      },
      wake: (_company, conversationId) => woken.push(conversationId),
    },
    library: {
      pinsFor: () => ({}),
      restingCards: () => [],
      upkeep: () => upkeep,
      templates,
      script: () => Promise.reject(new Error("not in these tests")),
    },
    clock: () => null,
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    locale: "zh-CN",
    publicUrl: "https://hr.example.com",
    telegramBot: "qinpin_bot",
  };
  return { db, deps, said, woken, trouble, close: () => db.close() };
}

export type NewApplicant = {
  company?: string;
  name?: string | null;
  stage?: Stage;
  assessment?: Assessment | null;
  jobFit?: JobFit | null;
  jobTitle?: string;
  lines?: { author: "candidate" | "bot" | "customer" | "recruiter"; text: string }[];
};

/** Puts an application with its conversation, transcript and score into the database, sealed as in production. */
export async function addApplicant(
  world: World,
  a: NewApplicant = {},
): Promise<{ id: string; conversationId: string; number: number; target: string }> {
  const { sql } = world.db;
  const { vault } = world.deps;
  const of = a.company ?? company;
  const [id, candidateId, conversationId] = [randomUUID(), randomUUID(), randomUUID()];
  const [counted] = await sql<{ number: number }[]>`
    update companies set last_number = last_number + 1 where id = ${of} returning last_number as number`;
  const number = counted?.number ?? 0;
  const name = a.name === undefined ? "王小明" : a.name;
  const assessment = a.assessment === undefined ? sampleAssessment() : a.assessment;
  const stage = a.stage ?? (assessment ? "assessed" : "screening");
  let jobId = "job_1";
  if (a.jobTitle !== undefined) {
    jobId = `job_${number}`;
    await sql`insert into jobs (company_id, id, title, scenario_id, rule_id) values (${of}, ${jobId}, ${a.jobTitle}, 'S01', 'R01')`;
  }
  await sql`insert into candidates (company_id, id, name_sealed, name_index, locale)
    values (${of}, ${candidateId}, ${name === null ? null : vault.seal(name, `${of}:candidates`)},
      ${name === null ? null : vault.index(name, `${of}:name`)}, 'zh-CN')`;
  await sql`insert into applications (company_id, id, number, candidate_id, job_id, stage, first_touch, job_fit, total, band)
    values (${of}, ${id}, ${number}, ${candidateId}, ${jobId}, ${stage}, 'boss-1',
      ${sql.json({ ...(a.jobFit === undefined ? sampleJobFit : a.jobFit) })}, ${assessment?.total ?? null}, ${assessment?.band ?? null})`;
  await sql`insert into conversations (company_id, id, application_id, channel, account, thread_index, locale, status, pins)
    values (${of}, ${conversationId}, ${id}, 'web', 'web', ${conversationId}, 'zh-CN', 'open', '{}')`;
  for (const [n, line] of (a.lines ?? []).entries()) {
    await sql`insert into messages (company_id, conversation_id, n, author, section, ref, body_sealed, at)
      values (${of}, ${conversationId}, ${n + 1}, ${line.author}, 'roleplay', ${`m${n}`},
        ${vault.seal({ text: line.text, choices: [] }, `${of}:messages`)}, ${new Date(Date.UTC(2026, 10, 24, 1, 0, n))})`;
  }
  if (assessment) {
    await sql`insert into assessments (company_id, id, application_id, conversation_id, attempt, rubric_version, input_hash,
        total, band, passed, dimensions, body_sealed)
      values (${of}, ${randomUUID()}, ${id}, ${conversationId}, ${assessment.attempt}, 'r', 'i', ${assessment.total},
        ${assessment.band}, ${assessment.passed}, '{}', ${vault.seal(assessment, `${of}:assessments`)})`;
  }
  return { id, conversationId, number, target: JSON.stringify({ a: id, v: 0 }) };
}

/** Erases whom an application belongs to. */
export async function eraseApplicant(tx: Tx, applicationId: string, now: number): Promise<void> {
  const candidateId = await candidateOf(tx, company, applicationId);
  if (candidateId === null) throw new Error("no such application");
  await erasePerson(tx, company, candidateId, now);
}

const sampleJobFit: JobFit = {
  startDate: "P7D",
  shifts: "evening",
  payMin: 5000,
  payMax: 6500,
  platforms: ["taobao", "pdd"],
};

/** A finished assessment; `words` replaces every quote of the candidate. */
export function sampleAssessment(change: Partial<Assessment> & { words?: string } = {}): Assessment {
  const { words, ...rest } = change;
  const quote = (text: string) => {
    const said = words ?? text;
    return { messageId: "m1", text: said, start: 0, end: said.length };
  };
  return {
    attempt: 1,
    versions: {
      "scenarios/S01": "a1b2c3d4e5f60718",
      "rules/R01": "0f1e2d3c4b5a6978",
      scoring: "99aabbccddeeff00",
    },
    complaint: {
      scenario: "S01",
      version: "a1b2c3d4e5f60718",
      response: 92.4,
      completeness: 73.5,
      emotion: 75,
      bars: 4,
      total: 77.7,
      elements: [],
      gates: [],
      conduct: [],
      timing: { firstReply: 35, timeToSolution: 205, slaShare: 1, typingCpm: 48 },
      flags: [],
    },
    rule: {
      card: "R01",
      version: "0f1e2d3c4b5a6978",
      accuracy: 75,
      clarity: 75,
      bars: 4,
      total: 75,
      facts: [],
      wrong: [],
      gates: [],
      flags: [],
    },
    short: { items: [], mean: 83.3 },
    ruleTotal: 79.2,
    total: 78.3,
    passed: true,
    band: "advance",
    reviewBand: [65, 75],
    reviewReasons: [],
    confidence: 0.78,
    best: [
      {
        label: { zh: "真诚道歉并共情", en: "Apology and empathy" },
        points: 12,
        of: 12,
        quote: quote("实在抱歉，宝宝的口粮出问题我特别理解您着急"),
      },
      {
        label: { zh: "先停用", en: "Stop using it" },
        points: 15,
        of: 15,
        quote: quote("麻烦您先别给宝宝喝这罐了"),
      },
      {
        label: { zh: "给出两个方案", en: "Two options" },
        points: 20,
        of: 20,
        quote: quote("可以补发一罐，也可以全额退款，运费我们出"),
      },
    ],
    worst: [
      { label: { zh: "约定跟进", en: "Follow-up" }, points: 0, of: 8, quote: null },
      {
        label: { zh: "索要订单、照片和批号", en: "Order, photo and batch code" },
        points: 7.5,
        of: 15,
        quote: quote("您拍张照片给我看看"),
      },
      {
        label: { zh: "赔偿要升级并给时间", en: "Escalation with a time" },
        points: 6,
        of: 12,
        quote: quote("赔偿我帮您问一下主管"),
      },
    ],
    ...rest,
  };
}

/** Outbox rows of an application, opened. */
export async function outboxOf(
  world: World,
  applicationId: string,
): Promise<{ key: string; body: unknown }[]> {
  const rows = await world.db.sql<{ key: string; bodySealed: Uint8Array }[]>`
    select key, body_sealed as "bodySealed" from outbox where lane = ${`r:${applicationId}`} order by seq`;
  return rows.map(({ key, bodySealed }) => ({
    key,
    body: world.deps.vault.open(bodySealed, `${company}:outbox`),
  }));
}
