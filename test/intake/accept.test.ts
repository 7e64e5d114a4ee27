import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readingOf } from "../../src/core/intake/reading.ts";
import type { Database } from "../../src/db/client.ts";
import { ensureCompany } from "../../src/db/companies.ts";
import { contactOf } from "../../src/db/contacts.ts";
import { erasePerson } from "../../src/db/erasure.ts";
import { eraseIntake } from "../../src/db/intake-erasure.ts";
import { forgetScores, forgetTranscripts } from "../../src/db/retention.ts";
import { createVault } from "../../src/db/vault.ts";
import { acceptApplicant, acceptApplicants } from "../../src/intake/accept.ts";
import { createTestDatabase } from "../setup/database.ts";
import { applicant } from "./applicant.ts";

const vault = createVault(randomBytes(32));
const company = "a";
let db: Database;
let now = new Date("2026-11-26T02:00:00Z");
const accept = (one: ReturnType<typeof applicant>) =>
  acceptApplicant({ transact: db.transact, vault, clock: () => now }, company, one);

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
  "candidate_contacts",
  "resumes",
  "intakes",
] as const;

beforeEach(async () => {
  now = new Date("2026-11-26T02:00:00Z");
  for (const table of tables) await db.sql`delete from ${db.sql(table)}`;
});

const counts = async () =>
  Object.fromEntries(
    await Promise.all(
      tables.map(async (table) => {
        const [row] = await db.sql<{ n: number }[]>`select count(*)::int as n from ${db.sql(table)}`;
        return [table, row?.n ?? -1] as const;
      }),
    ),
  );

const phone = "13812345678";

describe("the common door of intake", () => {
  it("lets a person in with application, facts and résumé, and nothing of who they are in plain words", async () => {
    const text = "姓名：王小雨\n性别：女\n婚姻状况：已婚已育\n电话：13812345678\n三年拼多多客服，可以上晚班";
    const done = await accept(
      applicant("m1", {
        contacts: { phone: "+86 138-1234-5678", email: "Xiao@Example.com", openid: null },
        resume: readingOf(text, "2026-11-26"),
      }),
    );
    expect(done.outcome).toBe("created");
    expect(await counts()).toEqual({
      candidates: 1,
      applications: 1,
      application_events: 1,
      touches: 1,
      milestones: 1,
      candidate_contacts: 2,
      resumes: 1,
      intakes: 1,
    });
    const dump = JSON.stringify(
      await Promise.all(tables.map((table) => db.sql`select t::text from ${db.sql(table)} t`)),
    );
    for (const word of ["王小雨", phone, "example", "晚班", "已婚"]) expect(dump).not.toContain(word);
    expect(dump).toContain("night_ok");
    const [kept] = await db.sql`select body_sealed as sealed from resumes`;
    const body = JSON.stringify(vault.open(kept?.sealed, `${company}:resumes`));
    expect(body).toContain("三年拼多多客服");
    expect(body).not.toMatch(/女|已婚|已育|性别/);
    expect(await contactOf(db.sql, vault, company, done.applicationId ?? "")).toEqual({
      phone,
      said: [{ kind: "email", text: "xiao@example.com" }],
    });
  });

  it("has one effect however often and however simultaneously the same delivery comes", async () => {
    const one = applicant("m1", { contacts: { phone, email: null, openid: null } });
    const all = await Promise.all(Array.from({ length: 10 }, () => accept(one)));
    const outcomes = all.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(["created", ...Array(9).fill("repeated")]);
    expect(new Set(all.map(({ applicationId }) => applicationId)).size).toBe(1);
    expect(await counts()).toMatchObject({ candidates: 1, applications: 1, touches: 1, intakes: 1 });
    const twice = await acceptApplicants({ transact: db.transact, vault, clock: () => now }, company, [
      applicant("m2"),
      applicant("m2"),
    ]);
    expect(twice.map(({ outcome }) => outcome)).toEqual(["created", "repeated"]);
  });

  it("knows a person by phone, e-mail or openid in any spelling, and never by the name", async () => {
    const first = await accept(
      applicant("m1", { contacts: { phone, email: "a@b.cn", openid: "wechat:app:oX" } }),
    );
    const same = [
      await accept(applicant("m2", { contacts: { phone: "0086 138 1234 5678", email: null, openid: null } })),
      await accept(applicant("m3", { contacts: { phone: null, email: "A@B.CN ", openid: null } })),
      await accept(applicant("m4", { contacts: { phone: null, email: null, openid: "wechat:app:oX" } })),
    ];
    for (const one of same) expect(one).toEqual({ ...first, outcome: "joined" });
    const other = [
      await accept(applicant("m5")),
      await accept(applicant("m6", { contacts: { phone: null, email: null, openid: "wechat:app:ox" } })),
      await accept(applicant("m7", { contacts: { phone: "13888888888", email: "x", openid: null } })),
    ];
    for (const one of other) expect(one.outcome).toBe("created");
  });

  it("gives a known person a second application for another job, and none for no job", async () => {
    const contacts = { phone, email: null, openid: null };
    const first = await accept(applicant("m1", { contacts }));
    const second = await accept(applicant("m2", { contacts, jobId: "job-2", channel: "zhilian" }));
    const pool = await accept(applicant("m3", { contacts, jobId: null }));
    expect(second).toMatchObject({ outcome: "joined", candidateId: first.candidateId });
    expect(second.applicationId).not.toBe(first.applicationId);
    expect(pool).toEqual({ outcome: "joined", candidateId: first.candidateId, applicationId: null });
    expect((await accept(applicant("m4", { jobId: "job-9" }))).outcome).toBe("unknown_job");
    expect(await counts()).toMatchObject({ candidates: 1, applications: 2, milestones: 2, intakes: 3 });
  });

  it("keeps both persons when a phone is one's and an address the other's, and says so", async () => {
    const a = await accept(applicant("m1", { contacts: { phone, email: null, openid: null } }));
    const b = await accept(applicant("m2", { contacts: { phone: null, email: "b@b.cn", openid: null } }));
    const both = await accept(applicant("m3", { contacts: { phone, email: "b@b.cn", openid: null } }));
    expect(both.candidateId).toBe(a.candidateId);
    const rows =
      await db.sql`select also_candidate_id as also from intakes where also_candidate_id is not null`;
    expect(rows.map(({ also }) => also)).toEqual([b.candidateId]);
  });

  it("creates nothing of what comes late about somebody who was erased", async () => {
    const contacts = { phone, email: "a@b.cn", openid: null };
    const done = await accept(applicant("m1", { contacts, resume: readingOf("两年淘宝客服", "2026-11-26") }));
    await db.transact(async (tx) => {
      await eraseIntake(tx, company, { candidateId: done.candidateId ?? "" }, now);
      await tx`update candidates set name_sealed = null, name_index = null, phone_sealed = null, phone_index = null,
        erased_at = ${now} where company_id = ${company}`;
    });
    const before = await counts();
    expect(before).toMatchObject({ resumes: 0, candidate_contacts: 2 });
    for (const late of [
      applicant("m1", { contacts }),
      applicant("m2", { contacts: { phone, email: null, openid: null } }),
      applicant("m3", { contacts: { phone: "13912345678", email: "a@b.cn", openid: null } }),
    ])
      expect(await accept(late)).toEqual({ outcome: "erased", candidateId: null, applicationId: null });
    expect(await counts()).toEqual(before);
  });

  it("lets whoever had everything erased begin anew by what they sent since, and still nothing of before", async () => {
    const contacts = { phone, email: "a@b.cn", openid: null };
    const done = await accept(applicant("m1", { contacts }));
    await db.transact((tx) => erasePerson(tx, company, done.candidateId ?? "", now.getTime()));
    const erasedAt = now;
    now = new Date("2026-11-28T02:00:00Z");
    const since = { contacts, receivedAt: new Date("2026-11-27T02:00:00Z") };
    // Somebody else's table, and what they had sent before, bring nobody back.
    for (const late of [
      applicant("t1", since),
      applicant("m2", { contacts, own: true, receivedAt: erasedAt }),
    ])
      expect((await accept(late)).outcome).toBe("erased");
    const again = await accept(applicant("m3", { ...since, own: true }));
    expect(again.outcome).toBe("created");
    expect(again.candidateId).not.toBe(done.candidateId);
    const before = await counts();
    expect((await accept(applicant("m4", { contacts, own: true, receivedAt: erasedAt }))).outcome).toBe(
      "erased",
    );
    expect((await accept(applicant("m1", { ...since, own: true }))).outcome).toBe("erased");
    expect(await counts()).toEqual(before);
    expect(await accept(applicant("t2", since))).toMatchObject({
      ...{ outcome: "joined", candidateId: again.candidateId },
    });
    await db.transact((tx) => erasePerson(tx, company, again.candidateId ?? "", now.getTime()));
    expect((await accept(applicant("m5", { ...since, own: true }))).outcome).toBe("erased");
  });

  it("forgets a résumé's words after 180 days and the person after 12 months, who may then come again", async () => {
    const contacts = { phone, email: "a@b.cn", openid: null };
    await accept(applicant("m1", { contacts, resume: readingOf("两年淘宝客服", "2026-11-26") }));
    now = new Date("2027-06-01T02:00:00Z");
    await forgetTranscripts(db.transact, vault, 100, now);
    const [kept] = await db.sql`select body_sealed as sealed, fields from resumes`;
    expect(kept?.sealed).toBeNull();
    expect(JSON.stringify(kept?.fields)).toContain("taobao");
    now = new Date("2027-12-20T02:00:00Z");
    await forgetScores(db.transact, now);
    expect(await counts()).toMatchObject({ resumes: 0, candidate_contacts: 0 });
    expect((await accept(applicant("m2", { contacts }))).outcome).toBe("created");
  });
});
