import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/db/client.ts";
import { ensureCompany } from "../../src/db/companies.ts";
import { eraseIntake } from "../../src/db/intake-erasure.ts";
import { mergeCandidates, splitCandidates } from "../../src/db/merges.ts";
import { createVault } from "../../src/db/vault.ts";
import { acceptApplicant } from "../../src/intake/accept.ts";
import { applicant } from "../intake/applicant.ts";
import { createTestDatabase } from "../setup/database.ts";

const vault = createVault(randomBytes(32));
const company = "a";
const now = new Date("2026-11-26T02:00:00Z");
const by = { actor: "console:lin", now };
let db: Database;

beforeAll(async () => {
  db = await createTestDatabase(12);
  await ensureCompany(db.orm, { id: company, name: "A shop" });
  for (const id of ["job-1", "job-2"])
    await db.sql`insert into jobs (company_id, id, title, scenario_id, rule_id) values (${company}, ${id}, ${id}, 'S01', 'R01')`;
});
afterAll(() => db.close());

const tables = [
  "candidates",
  "applications",
  "application_events",
  "touches",
  "milestones",
  "scores",
  "employees",
  "candidate_contacts",
  "resumes",
  "intakes",
  "tag_notes",
  "pool_invitations",
  "pool_optouts",
] as const;

beforeEach(async () => {
  for (const table of [...tables, "candidate_merges"]) await db.sql`delete from ${db.sql(table)}`;
});

const everything = async () =>
  Object.fromEntries(
    await Promise.all(
      tables.map(async (table) => {
        const rows = await db.sql<{ t: string }[]>`select t::text from ${db.sql(table)} t order by 1`;
        return [table, rows.map(({ t }) => t)] as const;
      }),
    ),
  );

const accept = async (one: ReturnType<typeof applicant>) => {
  const { candidateId, applicationId } = await acceptApplicant(
    { transact: db.transact, vault, clock: () => now },
    company,
    one,
  );
  return { person: candidateId ?? "", application: applicationId };
};

/** Two entries with the same job, one of them with a second job, a score and a hire. */
async function two() {
  const kept = await accept(
    applicant("m1", { name: null, contacts: { phone: null, email: "a@b.cn", openid: null } }),
  );
  const contacts = { phone: "13812345678", email: null, openid: null };
  const at = new Date("2026-11-10T02:00:00Z");
  const gone = await accept(applicant("m2", { contacts, receivedAt: at, channel: "douyin" }));
  await accept(applicant("m3", { contacts, jobId: "job-2" }));
  await db.sql`insert into scores (company_id, candidate_id, job_id, at, score) values (${company}, ${gone.person}, 'job-1', ${at}, 81)`;
  await db.sql`insert into employees (company_id, key, job_id, candidate_id, hired_on) values (${company}, ${gone.person}, 'job-2', ${gone.person}, '2026-11-25')`;
  for (const [person, tag] of [
    [kept.person, "night_ok"],
    [gone.person, "night_ok"],
    [gone.person, "rules_pdd"],
  ] as const)
    await db.sql`insert into tag_notes (company_id, candidate_id, tag, holds, noted_by, noted_at) values (${company}, ${person}, ${tag}, true, 'lin', ${now})`;
  await db.sql`insert into pool_invitations (company_id, job_id, candidate_id, application_id, invited_by, invited_at, due_at)
    values (${company}, 'job-2', ${gone.person}, ${gone.application}, 'lin', ${now}, ${now})`;
  await db.sql`insert into pool_optouts (company_id, candidate_id, since) values (${company}, ${gone.person}, ${now})`;
  return { kept: kept.person, gone: gone.person };
}

/** Whose tags are to be derived anew; afterwards nobody's. */
async function marked(): Promise<string[]> {
  const rows = await db.sql<{ id: string }[]>`delete from profile_marks returning candidate_id as id`;
  return rows.map(({ id }) => id).sort();
}

describe("two entries of one person", () => {
  it("become one who is found by either contact, and two again without a byte of difference", async () => {
    const { kept, gone } = await two();
    const before = await everything();
    await marked();
    await db.transact((tx) => mergeCandidates(tx, vault, company, { kept, gone }, by));
    expect(await marked()).toEqual([kept, gone].sort());
    const followed = await db.sql`select count(*)::int as n from tag_notes where candidate_id = ${kept}
      union all select count(*)::int from pool_invitations where candidate_id = ${kept}
      union all select count(*)::int from pool_optouts where candidate_id = ${kept}`;
    expect(followed.map(({ n }) => n)).toEqual([2, 1, 1]);
    const owners = await db.sql`select distinct candidate_id as id from applications
      union select candidate_id from touches union select candidate_id from employees union select candidate_id from candidate_contacts`;
    expect(owners.map(({ id }) => id)).toEqual([kept]);
    const [applied] = await db.sql`select at from milestones where job_id = 'job-1' and stage = 'applied'`;
    expect(applied?.at.toISOString()).toBe("2026-11-10T02:00:00.000Z");
    const [named] = await db.sql`select count(*)::int as n from candidates where name_index is not null`;
    expect(named?.n).toBe(1);
    expect(await db.transact((tx) => splitCandidates(tx, vault, company, kept, by))).toEqual({ gone });
    expect(await everything()).toEqual(before);
    expect(await marked()).toEqual([kept, gone].sort());
    expect(await db.transact((tx) => splitCandidates(tx, vault, company, kept, by))).toBeNull();
    const audit = await db.sql`select action, actor from audit order by id`;
    expect(audit.map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      "candidates_merged console:lin",
      "candidates_split console:lin",
    ]);
  });

  it("take along what has happened since with the applications that were theirs", async () => {
    const { kept, gone } = await two();
    await db.transact((tx) => mergeCandidates(tx, vault, company, { kept, gone }, by));
    await db.sql`insert into milestones (company_id, candidate_id, job_id, stage, at) values (${company}, ${kept}, 'job-2', 'offer', ${now})`;
    await db.sql`insert into milestones (company_id, candidate_id, job_id, stage, at) values (${company}, ${kept}, 'job-1', 'interviewed', ${now})`;
    const joined = await accept(
      applicant("m9", { jobId: "job-2", contacts: { phone: null, email: "a@b.cn", openid: null } }),
    );
    expect(joined.person).toBe(kept);
    await db.transact((tx) => splitCandidates(tx, vault, company, kept, by));
    const rows =
      await db.sql`select candidate_id as id, stage from milestones where stage in ('offer', 'interviewed')`;
    expect(new Map(rows.map(({ stage, id }) => [stage, id]))).toEqual(
      new Map([
        ["offer", gone],
        ["interviewed", kept],
      ]),
    );
  });

  it("stay two when both were hired for one job, and are never told apart once the person is erased", async () => {
    const { kept, gone } = await two();
    await db.sql`insert into employees (company_id, key, job_id, candidate_id, hired_on) values (${company}, ${kept}, 'job-2', ${kept}, '2026-11-25')`;
    const merge = () => db.transact((tx) => mergeCandidates(tx, vault, company, { kept, gone }, by));
    expect(await merge()).toBe("both_hired");
    await db.sql`delete from employees where candidate_id = ${kept}`;
    expect(await merge()).toHaveProperty("id");
    await db.transact((tx) => eraseIntake(tx, company, { candidateId: kept }, now));
    expect(await db.transact((tx) => splitCandidates(tx, vault, company, kept, by))).toBeNull();
    const [left] =
      await db.sql`select count(*)::int as n from candidate_merges where record_sealed is not null`;
    expect(left?.n).toBe(0);
    const [also] = await db.sql`select erased_at from candidates where id = ${gone}`;
    expect(also?.erased_at).not.toBeNull();
  });
});
