import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/db/client.ts";
import { ensureCompany } from "../../src/db/companies.ts";
import { addJob, closeJob, findJob, listJobs } from "../../src/db/jobs.ts";
import { checkKey } from "../../src/db/key-check.ts";
import { ensureLink, findLink } from "../../src/db/links.ts";
import {
  addRecruiter,
  admitRecruiter,
  findRecruiter,
  listRecruiters,
  removeRecruiter,
} from "../../src/db/recruiters.ts";
import { createVault } from "../../src/db/vault.ts";
import { createTestDatabase } from "../setup/database.ts";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase(40); // enough connections for ten at once
  await ensureCompany(db.orm, { id: "a", name: "A shop" });
  await ensureCompany(db.orm, { id: "b", name: "B shop", timeZone: "America/New_York" });
});
afterAll(() => db.close());

const now = new Date("2026-11-24T02:00:00Z");
const job = (companyId: string, title = "客服") =>
  addJob(db.orm, { companyId, title, scenarioId: "S01", ruleId: "R01", createdBy: "console:lin" });

describe("companies", () => {
  it("are made once; a second time changes nothing", async () => {
    await ensureCompany(db.orm, { id: "a", name: "Another name" });
    const rows = await db.sql`select id, name, time_zone from companies order by id`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { id: "a", name: "A shop", time_zone: "Asia/Shanghai" },
      { id: "b", name: "B shop", time_zone: "America/New_York" },
    ]);
  });
});

describe("jobs", () => {
  it("get a readable id and are found by their own company only", async () => {
    const added = await job("a");
    expect(added.id).toMatch(/^job-[2-9a-hjkmnp-tv-z]{4}$/);
    expect(await findJob(db.orm, "a", added.id)).toEqual(added);
    expect(await findJob(db.orm, "b", added.id)).toBeNull();
  });

  it("are listed newest first, by company and status", async () => {
    const older = await job("b", "白班");
    const newer = await job("b", "晚班");
    await closeJob(db.orm, "b", older.id, now);
    expect((await listJobs(db.orm, "b")).map((j) => j.id)).toEqual([newer.id, older.id]);
    expect((await listJobs(db.orm, "b", { status: "open" })).map((j) => j.id)).toEqual([newer.id]);
    expect((await listJobs(db.orm, "a")).map((j) => j.id)).not.toContain(newer.id);
  });

  it("are closed once, and never by another company", async () => {
    const { id } = await job("a");
    expect(await closeJob(db.orm, "b", id, now)).toBeNull();
    expect((await findJob(db.orm, "a", id))?.status).toBe("open");
    expect(await closeJob(db.orm, "a", id, now)).toMatchObject({ status: "closed", closedAt: now });
    expect(await closeJob(db.orm, "a", id, now)).toBeNull();
  });

  it("need a company that exists", async () => {
    await expect(job("nobody")).rejects.toThrow();
  });
});

describe("tracking links", () => {
  const link = (jobId: string, source: string, campaign: string | null = null, companyId = "a") =>
    ensureLink(db.orm, { companyId, jobId, source, campaign, createdBy: "console:lin" });

  it("are opaque codes that stand for company, job, channel and campaign", async () => {
    const { id } = await job("a");
    const made = await link(id, "boss", "双11");
    expect(made?.code).toMatch(/^[A-Za-z0-9_-]{16}$/);
    expect(await findLink(db.orm, made?.code ?? "")).toMatchObject({
      companyId: "a",
      jobId: id,
      source: "boss",
      campaign: "双11",
    });
    expect(await findLink(db.orm, "unknown-code")).toBeNull();
  });

  it("are the same for the same job, channel and campaign, even when ten people ask at once", async () => {
    const { id } = await job("a");
    // Connections are opened first, so that the ten really are at it together.
    await Promise.all(Array.from({ length: 10 }, () => db.orm.execute("select pg_sleep(0.2)")));
    const made = await Promise.all(Array.from({ length: 10 }, () => link(id, "douyin")));
    expect(new Set(made.map((m) => m?.code)).size).toBe(1);
    expect((await link(id, "douyin", "november"))?.code).not.toBe(made[0]?.code);
    expect((await link(id, "boss"))?.code).not.toBe(made[0]?.code);
  });

  it("are not made for a job of another company or none", async () => {
    const { id } = await job("a");
    expect(await link(id, "boss", null, "b")).toBeNull();
    expect(await link("job-none", "boss")).toBeNull();
  });
});

describe("recruiters", () => {
  const person = (id: string, companyId = "a") => ({
    companyId,
    id,
    name: id,
    role: "recruiter" as const,
    addedBy: "cli",
  });

  it("have rights in their company until they are removed", async () => {
    await addRecruiter(db.orm, person("console:lin"));
    expect((await findRecruiter(db.orm, "a", "console:lin"))?.role).toBe("recruiter");
    expect(await findRecruiter(db.orm, "b", "console:lin")).toBeNull();
    expect(await removeRecruiter(db.orm, "b", "console:lin", now)).toBe(false);
    expect(await removeRecruiter(db.orm, "a", "console:lin", now)).toBe(true);
    expect(await findRecruiter(db.orm, "a", "console:lin")).toBeNull();
    expect(await removeRecruiter(db.orm, "a", "console:lin", now)).toBe(false);
  });

  it("are listed while they have rights, and come back with a new role when added again", async () => {
    await addRecruiter(db.orm, person("console:mei", "b"));
    await addRecruiter(db.orm, person("console:an", "b"));
    await removeRecruiter(db.orm, "b", "console:mei", now);
    expect((await listRecruiters(db.orm, "b")).map((r) => r.id)).toEqual(["console:an"]);
    await addRecruiter(db.orm, { ...person("console:mei", "b"), role: "admin" });
    expect((await listRecruiters(db.orm, "b")).map((r) => [r.id, r.role])).toEqual([
      ["console:an", "recruiter"],
      ["console:mei", "admin"],
    ]);
  });

  it("in Slack may be listed for any workspace; the entry of their own workspace goes first", async () => {
    await addRecruiter(db.orm, person("slack:*:U1"));
    expect((await findRecruiter(db.orm, "a", "slack:T1:U1"))?.id).toBe("slack:*:U1");
    expect(await findRecruiter(db.orm, "a", "slack:T1:U2")).toBeNull();
    await addRecruiter(db.orm, person("slack:T1:U1"));
    await removeRecruiter(db.orm, "a", "slack:T1:U1", now);
    expect(await findRecruiter(db.orm, "a", "slack:T1:U1")).toBeNull();
    expect((await findRecruiter(db.orm, "a", "slack:T2:U1"))?.id).toBe("slack:*:U1");
  });

  it("who were removed do not let themselves in again", async () => {
    const admin = { ...person("slack:T1:U9"), role: "admin" as const };
    expect((await admitRecruiter(db.orm, admin))?.role).toBe("admin");
    await removeRecruiter(db.orm, "a", "slack:T1:U9", now);
    expect(await admitRecruiter(db.orm, admin)).toBeNull();
    await addRecruiter(db.orm, person("slack:*:U8"));
    await removeRecruiter(db.orm, "a", "slack:*:U8", now);
    expect(await admitRecruiter(db.orm, person("slack:T1:U8"))).toBeNull();
  });
});

describe("checkKey", () => {
  it("accepts the key of the first start and refuses any other", async () => {
    const right = createVault(new Uint8Array(32).fill(7));
    await checkKey(db.sql, right);
    await checkKey(db.sql, right);
    await expect(checkKey(db.sql, createVault(new Uint8Array(32).fill(8)))).rejects.toThrow(
      /SECRET_KEY .* original/,
    );
  });
});
