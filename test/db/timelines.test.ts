import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { milestoneStages } from "../../src/core/milestones.ts";
import type { Database, Sql } from "../../src/db/client.ts";
import { importEmployees, importMilestones, importScores, importTouches } from "../../src/db/history.ts";
import { mergeTallies } from "../../src/db/timelines.ts";
import { createVault } from "../../src/db/vault.ts";
import { answerMetric } from "../../src/metrics/answer.ts";
import { grouped } from "../../src/metrics/grouped.ts";
import { MetricQuery } from "../../src/metrics/query.ts";
import type { Scope } from "../../src/metrics/scope.ts";
import { tally } from "../../src/metrics/tallies.ts";
import { type Kind, timelineRows } from "../../src/metrics/timeline-rows.ts";
import { createTestDatabase } from "../setup/database.ts";

// The derived tables against what the facts give, after changes of every sort in every order.

const company = "shop";
const vault = createVault(new Uint8Array(32).fill(7));
const jobs = ["job-a", "job-b", "job-c", "job-p"];
const channels = ["boss", "douyin", "referral"];
const uuid = (word: string) => {
  const hex = createHash("sha256").update(word).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
};
const people = Array.from({ length: 6 }, (_, i) => uuid(`person ${i}`));
const applicationOf = (candidateId: string, jobId: string) => uuid(`${candidateId} ${jobId}`);

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

async function fresh(sql: Sql): Promise<void> {
  await sql`truncate touches, milestones, scores, employees, application_events, applications, timelines, tallies,
    tally_changes, waits, tenures, jobs, companies cascade`;
  await sql`insert into companies (id, name) values (${company}, '示例店铺'), ('other', '别家')`;
  for (const of of [company, "other"])
    await sql`
      insert into jobs (company_id, id, title, scenario_id, rule_id, shift, practice)
      select ${of}, j, case j when 'job-c' then '客服 job-a' else '客服 ' || j end, 'S01', 'R01',
        case j when 'job-b' then 'night' else 'day' end, j = 'job-p' from unnest(${jobs}::text[]) j`;
  let number = 0;
  for (const candidateId of people)
    for (const jobId of jobs)
      await sql`
        insert into applications (company_id, id, number, candidate_id, job_id)
        values (${company}, ${applicationOf(candidateId, jobId)}, ${++number}, ${candidateId}, ${jobId})`;
}

const moment = fc
  .integer({ min: 0, max: 400 * 96 })
  .map((quarter) => new Date(Date.UTC(2025, 8, 1) + quarter * 900_000));
const application = fc.record({
  candidateId: fc.constantFrom(...people),
  jobId: fc.constantFrom(...jobs),
  at: moment,
});
const change = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constant("touch" as const), application, fc.constantFrom(...channels)),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(fc.constant("stage" as const), application, fc.constantFrom(...milestoneStages)),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constant("score" as const), application, fc.constantFrom("61.5", "80.25", "33.1")),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constant("staff" as const), application, fc.constantFrom("2026-06-01", "")),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constant("event" as const),
      application,
      fc.constantFrom("human_requested", "recruiter_replied", "invited"),
    ),
  },
  { weight: 2, arbitrary: fc.tuple(fc.constant("undo" as const), application, fc.constant("")) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("erase" as const), application, fc.constant("")) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constant("lift" as const), application, fc.constantFrom(...milestoneStages)),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constant("forget touch" as const), application, fc.constant("")) },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant("shift" as const),
      application,
      fc.constantFrom("day", "night", "rotating"),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constant("practice" as const), application, fc.constantFrom("true", "false")),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant("zone" as const),
      application,
      fc.constantFrom("Asia/Shanghai", "America/Los_Angeles"),
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constant("merge" as const), application, fc.constant("")) },
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

async function carryOut(sql: Sql, [what, row, more]: Change): Promise<void> {
  const { candidateId, jobId, at } = row;
  const day = at.toISOString().slice(0, 10);
  switch (what) {
    case "touch":
      await importTouches(sql, company, [{ ...row, channel: more }]);
      return;
    case "stage":
      await importMilestones(sql, company, [{ ...row, stage: more }]);
      return;
    case "score":
      await importScores(sql, company, [{ ...row, score: Number(more) }]);
      return;
    case "staff":
      await importEmployees(sql, vault, company, [
        {
          key: candidateId.slice(0, 4),
          jobId,
          candidateId,
          hiredOn: day,
          leftOn: more === "" ? null : more,
          exitReason: null,
          sat: null,
          threeMinRate: null,
        },
      ]);
      return;
    case "event":
      await sql`
        insert into application_events (company_id, application_id, key, name, actor, at)
        values (${company}, ${applicationOf(candidateId, jobId)}, ${`${more} ${day}`}, ${more}, 'x', ${at})
        on conflict do nothing`;
      return;
    case "undo":
      await sql`
        insert into application_events (company_id, application_id, key, name, actor, at)
        select company_id, application_id, 'undo:' || key, 'decision_undone', 'x', at + interval '1 day'
        from application_events where company_id = ${company} and name = 'invited'
          and application_id = ${applicationOf(candidateId, jobId)}
        order by id desc limit 1 on conflict do nothing`;
      return;
    case "erase":
      await sql`delete from scores where company_id = ${company} and candidate_id = ${candidateId}`;
      return;
    case "lift":
      await sql`
        delete from milestones where company_id = ${company} and candidate_id = ${candidateId} and stage = ${more}`;
      return;
    case "forget touch":
      await sql`delete from touches where company_id = ${company} and candidate_id = ${candidateId} and at <= ${at}`;
      return;
    case "shift":
      await sql`update jobs set shift = ${more} where company_id = ${company} and id = ${jobId}`;
      return;
    case "practice":
      await sql`update jobs set practice = ${more === "true"} where company_id = ${company} and id = ${jobId}`;
      return;
    case "zone":
      await sql`update companies set time_zone = ${more} where id = ${company}`;
      return;
    case "merge":
      await mergeTallies(sql, company);
      return;
    default:
      what satisfies never;
  }
}

/** Everything derived, as text; cells that came to nothing are left out. */
async function derived(sql: Sql): Promise<string[][]> {
  const tables = [
    sql`select * from timelines order by 1, 2, 3`,
    sql`
      select company_id, kind, hourly, day::text, hour, channel, job_id, sum(n) as n, sum(hits) as hits,
        sum(amount)::float8 as amount, sum_steps(steps)::text as steps
      from (select * from tallies union all
        select company_id, kind, hourly, day, hour, channel, job_id, n, hits, amount, steps from tally_changes) c
      group by 1, 2, 3, 4, 5, 6, 7 having sum(n) <> 0 or sum(hits) <> 0 or sum(amount) <> 0 order by 1, 2, 3, 4, 5, 6, 7`,
    sql`select * from waits order by 1, 2`,
    sql`select company_id, key, job_id, candidate_id, channel, first_at, hired_on::text, left_on::text from tenures order by 1, 2, 3`,
  ];
  return await Promise.all(
    tables.map(async (table) =>
      (await table).map((row) =>
        JSON.stringify(Object.values(row), (_, v) => (typeof v === "bigint" ? String(v) : v)),
      ),
    ),
  );
}

async function expectExact(sql: Sql): Promise<void> {
  const kept = await derived(sql);
  await sql`select rebuild_timelines(id) from companies`;
  expect(kept).toEqual(await derived(sql));
}

describe("the derived tables", () => {
  beforeEach(() => fresh(db.sql));

  it("are what the facts give, whatever came in whatever order", async () => {
    let cells = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 10, maxLength: 60 }), async (changes) => {
        await fresh(db.sql);
        for (const one of changes) await carryOut(db.sql, one);
        await expectExact(db.sql);
        cells += (await derived(db.sql))[1]?.length ?? 0;
      }),
      { numRuns: 12, seed: 20261118, endOnFailure: true },
    );
    expect(cells).toBeGreaterThan(200);
  }, 240_000);

  it("are exact after a statement about very many people, and after a repeated import", async () => {
    const crowd = Array.from({ length: 450 }, (_, i) => ({
      candidateId: uuid(`crowd ${i}`),
      jobId: jobs[i % 4] ?? "",
      at: new Date(Date.UTC(2026, 0, 1) + i * 3_600_000),
    }));
    for (let again = 0; again < 2; again += 1) {
      await importTouches(
        db.sql,
        company,
        crowd.map((row, i) => ({ ...row, channel: channels[i % 3] ?? "" })),
      );
      await importMilestones(
        db.sql,
        company,
        crowd.map((row) => ({ ...row, stage: "applied" })),
      );
    }
    const [counts] =
      await db.sql`select count(*)::int as n, (select count(*)::int from tally_changes) as open from timelines`;
    expect(counts).toEqual({ n: 450, open: 0 });
    await expectExact(db.sql);
  });

  it("lose nothing of changes that happen at the same time", async () => {
    const [one = ""] = people;
    const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 0, minute));
    await Promise.all(
      milestoneStages.map((stage, i) =>
        i % 2 === 0
          ? importMilestones(db.sql, company, [{ candidateId: one, jobId: "job-a", stage, at: at(i) }])
          : db.transact(async (tx) => {
              await tx`insert into milestones values (${company}, ${one}, 'job-a', ${stage}, ${at(i)})`;
              await tx`insert into touches values (${company}, ${one}, ${at(100 - i)}, 'job-b', ${`c${i}`})`;
            }),
      ),
    );
    const [row] = await db.sql`select * from timelines where job_id = 'job-a'`;
    for (const stage of milestoneStages) expect(row?.[stage], stage).toBeInstanceOf(Date);
    expect(row?.channel).toBe("c9");
    await expectExact(db.sql);
  });

  it("tell of every moment which answer a wait had then, though decisions were undone later", async () => {
    const [one = ""] = people;
    const minute = (n: number) => new Date(Date.UTC(2026, 5, 1, 0, n));
    const event = (key: string, name: string, n: number) => db.sql`
      insert into application_events (company_id, application_id, key, name, actor, at)
      values (${company}, ${applicationOf(one, "job-a")}, ${key}, ${name}, 'x', ${minute(n)})`;
    const answers = (n: number) =>
      answerMetric(
        { sql: db.sql, company, timeZone: "Asia/Shanghai", now: minute(n) },
        MetricQuery.parse({ metric: "response_time", group_by: [] }),
      ).then(({ rows }) => rows[0]?.value);
    await event("asked", "human_requested", 0);
    await event("decision:0", "invited", 10);
    await event("undo:decision:0", "decision_undone", 20);
    const before = [5, 15, 25];
    expect(await Promise.all(before.map(answers))).toEqual([null, 600, null]);
    await event("decision:2", "declined", 30);
    expect(await Promise.all([...before, 35].map(answers))).toEqual([null, 600, null, 1800]);
    await event("undo:decision:2", "decision_undone", 40);
    expect(await Promise.all([...before, 35, 45].map(answers))).toEqual([null, 600, null, 1800, null]);
    await db.sql`delete from application_events where key = 'undo:decision:0'`;
    expect(await Promise.all([25, 45].map(answers))).toEqual([600, 600]);
    await expectExact(db.sql);
  });

  it("add up to the same as counting the rows, for every kind, grouping and window", async () => {
    const changes = fc
      .sample(change, { numRuns: 400, seed: 7 })
      .filter(([what]) => what !== "zone" && what !== "lift");
    for (const one of changes) await carryOut(db.sql, one);
    const Sums = z.object({
      kind: z.string(),
      n: z.int(),
      hits: z.int(),
      amount: z.number(),
      steps: z.array(z.int()),
    });
    const base: Scope = {
      sql: db.sql,
      company,
      timeZone: "Asia/Shanghai",
      now: new Date("2027-01-01T00:00:00Z"),
      today: "2027-01-01",
      from: null,
      to: null,
      channels: null,
      job: null,
      shift: null,
    };
    const kinds: Kind[] = [
      "person",
      "started",
      "completed",
      "pending",
      "scheduled",
      "interviewed",
      "held",
      "hired",
      "score",
      "steps",
    ];
    const windows = [
      {},
      { from: "2025-11-20" },
      { from: "2025-11-20", to: "2026-08-15" },
      { from: "2025-10-01", to: "2026-06-30" },
      { from: "2026-02-03", to: "2026-03-04" },
      { to: "2026-05-05", channels: ["boss"] },
    ];
    let found = 0;
    for (const dims of [
      [],
      ["channel"],
      ["month", "job"],
      ["week"],
      ["weekday", "hour"],
      ["hour", "channel"],
      ["day"],
    ] as const)
      for (const window of windows) {
        const scope = { ...base, ...window };
        const quick = await tally(scope, dims, kinds);
        const sums = db.sql`f.kind, count(*)::int as n, sum(f.hits)::int as hits, sum(f.amount)::float8 as amount,
          array[${Array.from({ length: 14 }, (_, i) => i + 1).reduce((all, i) => db.sql`${all}${i > 1 ? db.sql`, ` : db.sql``}coalesce(sum(f.steps[${i}::int]), 0)`, db.sql``)}]::int[] as steps`;
        const rows = kinds
          .map((kind) => timelineRows(scope, kind))
          .reduce((all, one) => db.sql`${all} union all ${one}`);
        const slow = await grouped(scope, dims, rows, sums, Sums, db.sql`f.kind`);
        const lines = (
          all: {
            group: object;
            kind: string;
            n: number;
            hits: number;
            amount: number;
            steps?: number[] | undefined;
          }[],
        ) =>
          all
            .filter(({ n }) => n > 0)
            .map((one) =>
              JSON.stringify([one.group, one.kind, one.n, one.hits, one.amount.toFixed(6), one.steps]),
            )
            .sort();
        expect(lines(quick), JSON.stringify([dims, window])).toEqual(
          lines(slow.map(({ group, values }) => ({ group, ...values }))),
        );
        found += slow.length;
      }
    expect(found).toBeGreaterThan(500);
  }, 60_000);
});
