import { randomBytes } from "node:crypto";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/db/client.ts";
import { openDatabase } from "../../src/db/client.ts";
import { createVault } from "../../src/db/vault.ts";
import { digests } from "../../src/jobs/digests.ts";
import { type Jobs, startJobs } from "../../src/jobs/index.ts";
import type { JobDeps } from "../../src/jobs/job.ts";
import { createTestDatabase } from "../setup/database.ts";

const vault = createVault(randomBytes(32));
const events: string[] = [];
const log = (_fields: Record<string, unknown>, event: string) => void events.push(event);
const logger = { debug: log, info: log, warn: log, error: log };

/** Deps of a process with connections of its own and the clock at `iso`. */
const processAt = (url: string, iso: string): JobDeps => ({
  db: openDatabase(url, { max: 2 }),
  vault,
  logger,
  clock: () => new Date(iso),
});

describe("digests", () => {
  let db: Database;
  beforeAll(async () => {
    db = await createTestDatabase();
    await db.sql`insert into companies (id, name, time_zone) values
      ('shanghai', 'a', 'Asia/Shanghai'), ('berlin', 'b', 'Europe/Berlin'), ('nowhere', 'c', 'Mars/Olympus')`;
  });
  afterAll(async () => {
    await db.close();
  });

  const queued = async () => {
    const rows = await db.sql<{ company: string; lane: string; key: string; sealed: Uint8Array }[]>`
      select company_id as company, lane, key, body_sealed as sealed from outbox order by seq`;
    return rows.map(({ company, lane, key, sealed }) => ({
      company,
      lane,
      key,
      body: vault.open(sealed, `${company}:outbox`),
    }));
  };
  /** The job in five processes at the same time, three times over. */
  const storm = async (iso: string) => {
    const processes = Array.from({ length: 5 }, () => processAt(db.url, iso));
    const signal = new AbortController().signal;
    await Promise.all(
      processes.flatMap((deps) => [1, 2, 3].map(async () => await digests.run(deps, {}, signal))),
    );
    await Promise.all(processes.map((deps) => deps.db.close()));
  };

  it("queues one per company and slot, in the company's own time zone, however many processes look", async () => {
    await storm("2026-11-24T01:15:00Z");
    expect(await queued()).toEqual([]);
    await storm("2026-11-24T01:30:00Z");
    await storm("2026-11-24T01:45:00Z");
    expect(await queued()).toEqual([
      {
        company: "shanghai",
        lane: "r:digest:matched:",
        key: "matched:2026-11-24T09:30:",
        body: {
          kind: "digest",
          of: "matched",
          audience: "",
          slot: "2026-11-24T09:30",
          at: Date.parse("2026-11-24T09:30:00+08:00"),
        },
      },
    ]);
    await storm("2026-11-24T08:30:00Z");
    await storm("2026-11-24T09:30:00Z");
    expect((await queued()).map(({ company, key }) => `${company} ${key}`)).toEqual([
      "shanghai matched:2026-11-24T09:30:",
      "berlin matched:2026-11-24T09:30:",
      "shanghai matched:2026-11-24T17:30:",
    ]);
    expect(events).toContain("digest_skipped");
  });

  it("stays once when the row was sent meanwhile", async () => {
    await db.sql`update outbox set state = 'sent', body_sealed = null, settled_at = now()`;
    await storm("2026-11-24T09:45:00Z");
    const [count] = await db.sql`select count(*)::int as n from outbox where company_id = 'shanghai'`;
    expect(count?.n).toBe(2);
  });
});

describe("background jobs", () => {
  it("start in five processes at once without keeping anybody waiting, run what is due once, and stop", async () => {
    const db = await createTestDatabase();
    await db.sql`insert into companies (id, name) values ('shop', 'a')`;
    const processes = Array.from({ length: 5 }, () => processAt(db.url, "2026-11-24T01:30:00Z"));
    const before = performance.now();
    const running: Jobs[] = processes.map((deps) => startJobs(deps, { pollSeconds: 0.5 }));
    expect(performance.now() - before).toBeLessThan(500);
    await Promise.all(running.map((jobs) => jobs.ready));
    const schedules = await db.sql`select name, cron, timezone from pgboss.schedule order by name`;
    expect(schedules).toEqual([
      { name: "alerts", cron: "*/15 * * * *", timezone: "UTC" },
      { name: "channel-health", cron: "* * * * *", timezone: "UTC" },
      { name: "digest_edits", cron: "* * * * *", timezone: "UTC" },
      { name: "digests", cron: "*/5 * * * *", timezone: "UTC" },
      { name: "imports", cron: "* * * * *", timezone: "UTC" },
      { name: "judgements", cron: "* * * * *", timezone: "UTC" },
      { name: "profiles", cron: "* * * * *", timezone: "UTC" },
      { name: "retention", cron: "20 3 * * *", timezone: "Asia/Shanghai" },
      { name: "review-reminders", cron: "*/10 * * * *", timezone: "UTC" },
      { name: "tallies", cron: "*/10 * * * *", timezone: "UTC" },
    ]);
    const sender = new PgBoss({
      connectionString: db.url,
      schema: "pgboss",
      max: 1,
      supervise: false,
      schedule: false,
    });
    await sender.start();
    for (let i = 0; i < 5; i += 1) await sender.send("digests", {});
    await expect
      .poll(
        async () =>
          (await db.sql`select 1 from pgboss.job where name = 'digests' and state = 'completed'`).length,
        {
          timeout: 10_000,
        },
      )
      // The real clock may add one when the test runs at a full five minutes.
      .toBeGreaterThanOrEqual(5);
    expect((await db.sql`select key from outbox`).map(({ key }) => key)).toEqual([
      "matched:2026-11-24T09:30:",
    ]);
    await sender.stop({ graceful: false });
    await Promise.all(running.map((jobs) => jobs.stop()));
    await Promise.all(processes.map((deps) => deps.db.close()));
    await db.close();
  });

  it("wait patiently for a database that is not there, and still stop at once", async () => {
    events.length = 0;
    const jobs = startJobs(processAt("postgres://nobody@127.0.0.1:9/none", "2026-11-24T01:30:00Z"));
    await expect.poll(() => events, { timeout: 10_000 }).toContain("jobs_not_started");
    const before = performance.now();
    await jobs.stop();
    expect(performance.now() - before).toBeLessThan(2000);
    await expect(jobs.ready).rejects.toThrow("stopped");
  });
});
