import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedSample } from "../../src/cli/seed.ts";
import { createPerson } from "../../src/cli/simulate/person.ts";
import { runWorld } from "../../src/cli/simulate/world.ts";
import { createLibrary, loadContent } from "../../src/content.ts";
import type { Database } from "../../src/db/client.ts";
import { waitingFor } from "../../src/db/digest-audience.ts";
import { ensureLink } from "../../src/db/links.ts";
import { insertAssessment, insertFact, liftRejection } from "../../src/db/outcomes.ts";
import { doneReviews } from "../../src/db/reviews.ts";
import { createVault } from "../../src/db/vault.ts";
import { createMetrics } from "../../src/http/metrics.ts";
import { answerMetric } from "../../src/metrics/answer.ts";
import { MetricQuery } from "../../src/metrics/query.ts";
import { metrics } from "../../src/metrics/registry.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { createRoom, type Room, untilRolePlay } from "../conversation/room.ts";
import { addApplicant, company, createWorld, li, sampleAssessment, type World } from "../recruiter/world.ts";
import { createTestDatabase } from "../setup/database.ts";

const later = new Date("2027-01-01T00:00:00+08:00");
const ask = async (db: Database, metric: string, rest: object = {}) =>
  await answerMetric(
    { sql: db.sql, company: "shop", timeZone: "Asia/Shanghai", now: later },
    MetricQuery.parse({ metric, ...rest }),
  );
const value = async (db: Database, metric: string) => (await ask(db, metric)).rows[0]?.value;
const milestones = async (db: Database) =>
  (await db.sql<{ stage: string }[]>`select stage from milestones order by at, stage`).map(
    (row) => row.stage,
  );

describe("candidates who talked to us", () => {
  let db: Database;
  beforeAll(async () => {
    db = await createTestDatabase();
    await seedSample(db.orm);
    const startAt = Date.UTC(2026, 0, 6, 2);
    const none = () => {};
    await runWorld({
      db,
      vault: createVault(new Uint8Array(32).fill(7)),
      library: await createLibrary(loadContent(), db),
      company: "shop",
      people: Array.from({ length: 12 }, (_, index) => createPerson(1, index, 500, startAt)),
      startAt,
      logger: { debug: none, info: none, warn: none, error: none },
      meter: createMetrics(),
      interrupted: new AbortController().signal,
      progress: none,
    });
  }, 120_000);
  afterAll(() => db.close());

  it("have the milestones that follow from their events, each at its first time", async () => {
    const stored = await db.sql`
      select a.id, m.stage, m.at from milestones m
      join applications a on a.company_id = m.company_id and a.candidate_id = m.candidate_id and a.job_id = m.job_id
      order by a.id, m.stage`;
    const derived = await db.sql`
      select e.application_id as id, s.stage, min(e.at) as at from application_events e
      join (values ('started', 'applied'), ('assessment_started', 'assessment_started'),
        ('assessment_completed', 'assessment_completed'), ('erased', 'withdrawn')) s (name, stage) on s.name = e.name
      group by 1, 2 order by 1, 2`;
    expect(stored.map((row) => ({ ...row }))).toEqual(derived.map((row) => ({ ...row })));
    expect(stored.length).toBeGreaterThan(24);
  });

  it("are counted, scored and grouped like imported ones", async () => {
    const [real] = await db.sql<{ people: number; scored: number; mean: number }[]>`
      select (select count(*)::int from applications) as people, count(*)::int as scored, avg(total)::float8 as mean
      from assessments`;
    expect(await value(db, "resumes")).toBe(real?.people);
    expect(await value(db, "assessments_completed")).toBe(real?.scored);
    expect(await value(db, "avg_score")).toBeCloseTo(real?.mean ?? Number.NaN, 9);
    expect(await value(db, "pending_reviews")).toBe(real?.scored);
    const { rows } = await ask(db, "resumes", { group_by: ["channel", "job"] });
    expect(rows).toMatchObject([
      { group: { channel: "unknown", job: "电商客服（晚班）" }, value: real?.people },
    ]);
  });

  it("give every metric an answer of the same shape", async () => {
    for (const { id } of metrics) {
      const { rows, definition } = await ask(db, id);
      expect(definition, id).not.toBe("");
      for (const row of rows) {
        expect(Object.keys(row), id).toEqual([
          "group",
          "value",
          "numerator",
          "denominator",
          "interval",
          "n",
          "small_sample",
          "hidden",
          "note",
          "extra",
        ]);
      }
    }
  });

  it("of a practice job never count", async () => {
    await db.sql`update jobs set practice = true`;
    expect(await value(db, "resumes")).toBe(0);
    expect(await value(db, "assessments_completed")).toBe(0);
    await db.sql`update jobs set practice = false`;
  });
});

describe("a conversation", () => {
  let room: Room;
  beforeAll(async () => {
    room = await createRoom();
  });
  afterAll(() => room.close());

  it("notes the channel of each link a candidate came by, the start of the role-play, and nobody after erasing", async () => {
    const { db } = room;
    const link = async (source: string) =>
      (
        await ensureLink(db.orm, {
          companyId: "shop",
          jobId: "job-sample",
          source,
          campaign: null,
          createdBy: "t",
        })
      )?.code ?? "";
    const [boss, douyin] = [await link("boss"), await link("douyin")];
    await room.deliver("t", { kind: "start", code: boss });
    room.skip(3600);
    await room.deliver("t", { kind: "start", code: douyin });
    await room.deliver("t", { kind: "start", code: "nobody-knows-this" });
    const touches = await db.sql`select channel from touches order by at`;
    expect(touches.map(({ channel }) => channel)).toEqual(["boss", "douyin"]);
    expect((await ask(db, "resumes", { group_by: ["channel"] })).rows).toMatchObject([
      { group: { channel: "boss" }, value: 1 },
      { group: { channel: "douyin" }, value: 0 },
    ]);
    await room.answer("t", ...untilRolePlay);
    await room.answer("t", "准备好了");
    await room.pass(2);
    expect(await milestones(db)).toEqual(["applied", "assessment_started"]);
    await room.answer("t", "删除", "是");
    expect(await milestones(db)).toEqual(["applied", "assessment_started", "withdrawn"]);
    expect(
      await db.sql`select 1 from candidates where name_sealed is not null or phone_sealed is not null`,
    ).toEqual([]);
    expect(await value(db, "resumes")).toBe(1);
  });
});

describe("practice", () => {
  it("leaves events to look at, and no fact a number could be computed from", async () => {
    const room = await createRoom();
    const { db } = room;
    await db.sql`update jobs set practice = true`;
    const link = { companyId: "shop", jobId: "job-sample", source: "boss", campaign: null, createdBy: "t" };
    const code = (await ensureLink(db.orm, link))?.code ?? "";
    await room.deliver("p", { kind: "start", code });
    room.skip(60);
    await room.deliver("p", { kind: "start", code });
    await room.answer("p", ...untilRolePlay);
    await room.answer("p", "准备好了");
    await room.pass(2);
    const [{ id = "", conversationId = "" } = {}] = await db.sql<{ id: string; conversationId: string }[]>`
      select a.id, v.id as "conversationId" from applications a join conversations v on v.application_id = a.id`;
    const score = { company: "shop", applicationId: id, conversationId, rubricVersion: "r", inputHash: "i" };
    await db.transact(async (tx) => {
      const assessment = sampleAssessment();
      const bodySealed = new Uint8Array(1);
      const made = { id: randomUUID(), assessment, bodySealed, standing: true, now: Date.now() };
      await insertAssessment(tx, { ...score, ...made });
    });
    const [left] = await db.sql`
      select (select count(*)::int from application_events where name in ('started', 'assessment_started')) as events,
        (select count(*)::int from applications where last_touch is not null and total is not null) as applications,
        (select count(*)::int from touches) as touches, (select count(*)::int from milestones) as milestones,
        (select count(*)::int from scores) as scores`;
    expect(left).toEqual({ events: 2, applications: 1, touches: 0, milestones: 0, scores: 0 });
    await room.close();
  });
});

describe("a recruiter's decision", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  const press = async (id: string, target: string, form: Record<string, string>) => {
    const action = actions.find((one) => one.id === id);
    const done = await action?.run(world.deps, li, { value: target, deliveryId: `${id} ${target}`, form });
    expect(done?.kind).toBe("done");
  };

  it("is a milestone in the same transaction: an invitation passes and schedules, a decline rejects", async () => {
    const { db } = world;
    const [invited, declined] = [await addApplicant(world), await addApplicant(world)];
    await press("invite", invited.target, { text: "请您来面试", when: "周四", contact: "李" });
    expect(await milestones(db)).toEqual(["assessment_passed", "interview_scheduled"]);
    await press("decline", declined.target, { reason: "score", text: "谢谢您" });
    expect(await milestones(db)).toEqual(["assessment_passed", "interview_scheduled", "rejected"]);
    expect((await ask(db, "interviews")).rows).toMatchObject([
      { value: 1, extra: { scheduled: 1, held: 0 } },
    ]);
    await db.transact((tx) => liftRejection(tx, company, declined.id).then(() => undefined));
    expect(await milestones(db)).toEqual(["assessment_passed", "interview_scheduled"]);
  });

  it("or letter ends the wait of a candidate who asked for a person", async () => {
    const { db } = world;
    const { id, target } = await addApplicant(world);
    const askedAt = Date.now() - 90_000;
    await db.transact(async (tx) => {
      await insertFact(tx, {
        company,
        applicationId: id,
        key: "asked",
        name: "human_requested",
        actor: "candidate",
        data: null,
        at: askedAt,
      });
    });
    expect((await ask(db, "response_time")).rows).toMatchObject([{ value: null, n: 0, note: "no_data" }]);
    await press("reply", target, { text: "您好，我是李经理" });
    const [row] = (await ask(db, "response_time")).rows;
    expect(row?.n).toBe(1);
    expect(row?.value).toBeGreaterThanOrEqual(90);
    expect(row?.value).toBeLessThan(150);
  });
});

describe("a decision that was taken back", () => {
  it("is no answer to who asked for a person, and the wait it seemed to end goes on", async () => {
    const world = await createWorld();
    const { db } = world;
    const { id } = await addApplicant(world);
    const start = Date.UTC(2026, 10, 24, 2);
    const fact = (key: string, name: string, minutes: number) =>
      db.transact((tx) =>
        insertFact(tx, {
          company,
          applicationId: id,
          key,
          name,
          actor: li.id,
          data: null,
          at: start + minutes * 60_000,
        }),
      );
    await fact("done", "assessment_completed", 0);
    await fact("asked", "human_requested", 0);
    await fact("decision:0", "invited", 5);
    await fact("undo:decision:0", "decision_undone", 8);
    expect((await ask(db, "response_time")).rows).toMatchObject([{ value: null, n: 0 }]);
    expect(await doneReviews(db.sql, company, new Date(0))).toEqual([]);
    await fact("decision:2", "declined", 30);
    expect((await ask(db, "response_time")).rows).toMatchObject([{ value: 1800, n: 1 }]);
    const waited = { from: start, to: start + 30 * 60_000 };
    expect(await doneReviews(db.sql, company, new Date(0))).toEqual([
      { kind: "decision", ...waited },
      { kind: "request", ...waited },
    ]);
    await world.close();
  });
});

describe("a result of which a later version stands", () => {
  it("counts once in the average score, as it stands, on the day the assessment was completed", async () => {
    const world = await createWorld();
    const { db } = world;
    const { id, conversationId } = await addApplicant(world, { assessment: null, stage: "assessed" });
    const of = {
      company,
      applicationId: id,
      conversationId,
      rubricVersion: "r",
      bodySealed: new Uint8Array(1),
    };
    const start = Date.UTC(2026, 10, 24, 2);
    const day = 86_400_000;
    const store = (inputHash: string, total: number, now: number, standing = true, attempt = 1) =>
      db.transact(async (tx) => {
        const assessment = { ...sampleAssessment(), total, attempt };
        await insertAssessment(tx, { ...of, id: randomUUID(), inputHash, assessment, standing, now });
      });
    await store("rules", 60, start);
    await store("model", 75, start + day);
    // Nor does anybody wait anew in the digest because of it.
    expect(await waitingFor(db.sql, company, "all")).toEqual([{ applicationId: id, since: start }]);
    await store("too-late", 20, start + 2 * day, false);
    expect((await ask(db, "avg_score")).rows).toMatchObject([{ value: 75, n: 1 }]);
    const days = await ask(db, "avg_score", { group_by: ["day"], from: "2026-11-24", to: "2026-11-25" });
    expect(days.rows.map(({ value }) => value)).toEqual([75, null]);
    await store("again", 95, start + 3 * day, true, 2);
    expect((await ask(db, "avg_score")).rows).toMatchObject([{ value: 85, n: 2 }]);
    await world.close();
  });
});
