import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JobFit } from "../../src/core/dialogue/effect.ts";
import { readingOf } from "../../src/core/intake/reading.ts";
import type { Criterion } from "../../src/core/profile/criteria.ts";
import type { Place } from "../../src/core/profile/rank.ts";
import { erasePerson } from "../../src/db/erasure.ts";
import { jobProfile, setJobProfile } from "../../src/db/job-profiles.ts";
import { foldProfiles } from "../../src/db/profile-fold.ts";
import { markDue, markEverybody } from "../../src/db/profile-marks.ts";
import { acceptApplicant } from "../../src/intake/accept.ts";
import { tags } from "../../src/recruiter/actions/tags.ts";
import { matchPage } from "../../src/recruiter/match.ts";
import { applicant } from "../intake/applicant.ts";
import { addApplicant, company, createWorld, li, sampleAssessment, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const night: Criterion = { tag: "night", need: "required", weight: 3 };
const pdd: Criterion = { tag: "platform_pdd", need: "wanted", weight: 3 };
const tmall: Criterion = { tag: "platform_tmall", need: "wanted", weight: 5 };

/** Somebody who applied for `jobTitle`; in the talent pool unless said otherwise. */
async function person(
  name: string,
  jobFit: JobFit,
  more: { pool?: boolean; jobTitle?: string; of?: string } = {},
) {
  const { sql } = world.db;
  const added = await addApplicant(world, {
    name,
    jobFit,
    assessment: null,
    ...(more.of ? { company: more.of } : {}),
    ...(more.jobTitle === undefined ? {} : { jobTitle: more.jobTitle }),
  });
  const of = more.of ?? company;
  const [row] = await sql<{ id: string }[]>`
    update candidates c set consent_screening = true, consent_pool = ${more.pool ?? true} from applications a
    where a.company_id = ${of} and a.id = ${added.id} and c.company_id = a.company_id and c.id = a.candidate_id
    returning c.id`;
  await markEverybody(sql, of);
  return { ...added, candidateId: row?.id ?? "" };
}

const names = async (criteria: Criterion[], count = 9, after: Place | null = null, job = "job_1") =>
  (await matchPage(world.deps, { company, job, profile: { criteria } }, after, count)).matches.map(
    ({ person: { name }, why }) => `${name} ${why.score}${why.sure ? "" : "?"}`,
  );

async function index() {
  const { sql } = world.db;
  const profiles = await sql<{ id: string; ordinal: number; tags: unknown; terms: string[] }[]>`
    select candidate_id as id, ordinal, tags, terms from candidate_profiles where company_id = ${company} order by 1`;
  const bits = await sql<{ term: string; piece: number; bits: Uint8Array }[]>`
    select term, piece, bits from tag_bitmaps where company_id = ${company}`;
  const has = (term: string, ordinal: number) =>
    bits.some(
      (one) =>
        one.term === term &&
        one.piece === Math.floor(ordinal / 8192) &&
        ((one.bits[(ordinal % 8192) >> 3] ?? 0) >> (ordinal & 7)) & 1,
    );
  const terms = [...new Set(bits.map(({ term }) => term))].sort();
  const people = profiles.map(({ id, ordinal, tags, terms: own }) => ({
    id,
    tags,
    own,
    read: terms.filter((term) => has(term, ordinal)),
  }));
  const size = bits.reduce(
    (sum, one) => sum + one.bits.reduce((n, byte) => n + byte.toString(2).replaceAll("0", "").length, 0),
    0,
  );
  return { people, size };
}

const foldAll = async () => {
  while ((await foldProfiles(world.db.transact, world.deps.vault, company, 3, null)) > 0);
};

describe("matching people to a job", () => {
  it("ranks by what is required and wanted, shows what is known, and never anybody without consent or of another company", async () => {
    await person("甲", { shifts: "evening", platforms: ["pdd"] });
    await person("乙", { shifts: "any", platforms: ["tmall", "pdd"] }, { jobTitle: "京东客服" });
    await person("丙", { shifts: "day", platforms: ["pdd", "tmall"] });
    await person("丁", { platforms: ["pdd", "tmall"] });
    await person("没同意", { shifts: "any", platforms: ["pdd"] }, { pool: false, jobTitle: "抖音客服" });
    await person("没同意但应聘了这个岗位", { shifts: "any" }, { pool: false });
    await person("别家", { shifts: "any", platforms: ["pdd"] }, { of: "other" });
    expect(await names([night, pdd])).toEqual(["乙 80", "甲 80", "没同意但应聘了这个岗位 50", "丁 30?"]);
    expect(await names([night, pdd, tmall])).toEqual([
      "乙 70.9",
      "甲 43.7",
      "没同意但应聘了这个岗位 27.3",
      "丁 43.6?",
    ]);
  });

  it("turns pages without a gap or a repetition", async () => {
    const query = { company, job: "job_1", profile: { criteria: [night, pdd] } };
    const first = await matchPage(world.deps, query, null, 2);
    const second = await matchPage(world.deps, query, first.next, 2);
    const both = [...first.matches, ...second.matches].map(({ person: one }) => one.name);
    expect(both).toEqual(["乙", "甲", "没同意但应聘了这个岗位", "丁"]);
    expect(second.next).toBeNull();
  });

  it("ranks anew as soon as a profile is changed, and keeps who changed it", async () => {
    const { sql, transact } = world.db;
    const before = await jobProfile(sql, company, "job_1");
    expect(before).toMatchObject({ own: false });
    await transact((tx) =>
      setJobProfile(tx, company, "job_1", { criteria: [tmall] }, "slack:T1:ZHAO", new Date()),
    );
    const after = await jobProfile(sql, company, "job_1");
    expect(await names(after?.profile.criteria ?? [], 2)).toEqual(["丁 60", "丙 60"]);
    const [line] = await sql`select actor, before from audit where action = 'job_profile'`;
    expect(line).toMatchObject({ actor: "slack:T1:ZHAO", before: before?.profile });
  });

  it("keeps an index that is what a rebuild from the facts gives, bit by bit", async () => {
    const { sql } = world.db;
    const assessed = await addApplicant(world, { name: "戊", assessment: sampleAssessment() });
    await markEverybody(sql, company);
    await foldAll();
    await sql`update applications set job_fit = '{"shifts":"day","payMin":5200}' where id = ${assessed.id}`;
    const [who] = await sql<
      { id: string }[]
    >`select candidate_id as id from applications where id = ${assessed.id}`;
    const noted = { tag: "single_rest", holds: "holds" };
    await tags.run(world.deps, li, { value: assessed.target, form: noted, deliveryId: "note-1" });
    await foldAll();
    const kept = await index();
    expect(kept.people.find(({ id }) => id === who?.id)?.own).toEqual(
      expect.arrayContaining(["night-", "passed+", "pay<=5500", "polite+", "single_rest"]),
    );
    for (const { own, read } of kept.people) expect(read).toEqual([...own].sort());
    await sql`delete from candidate_profiles where company_id = ${company}`;
    await sql`delete from tag_bitmaps where company_id = ${company}`;
    await markEverybody(sql, company);
    await foldAll();
    expect(await index()).toEqual(kept);
  });

  it("lets a recruiter note tags by a click, each with its source, and take them back", async () => {
    const { target, number, candidateId } = await person("庚", { shifts: "day", platforms: ["pdd"] });
    let clicks = 0;
    const press = (form?: Record<string, string>) =>
      tags.run(world.deps, li, { value: target, deliveryId: `tags-${++clicks}`, ...(form ? { form } : {}) });
    const shown = async () => JSON.stringify(await press());
    expect(await shown()).toMatch(/✗ \*能上晚班（20-24点）\*：不符合 · 本人说（班次 day） · 可信度 60% · 20/);
    expect(await press({ tag: "night", holds: "holds" })).toMatchObject({ kind: "done" });
    expect(await press({ own: "会做表格", holds: "holds" })).toMatchObject({ kind: "done" });
    expect(await press({ own: "35岁以下", holds: "holds" })).toMatchObject({
      kind: "invalid",
      errors: { own: expect.stringContaining("不能涉及年龄") },
    });
    expect(await press({ tag: "passed", holds: "holds" })).toMatchObject({ kind: "invalid" });
    expect(await shown()).toMatch(
      /○ \*能上晚班（20-24点）\* · 同事记录（李经理） · 可信度 80%.*○ \*会做表格\*/,
    );
    const [own] = await world.db.sql<{ id: string }[]>`select id from own_tags where name = '会做表格'`;
    const sheets: Criterion = { tag: own?.id ?? "", need: "required", weight: 3 };
    expect(await names([night, sheets])).toContain("庚 100");
    await press({ tag: "night", holds: "none" });
    expect((await names([night, sheets])).filter((one) => one.startsWith("庚"))).toEqual([]);
    const lines = await world.db.sql`
      select actor, after from audit where action = 'tag_noted' and subject = ${`C${number}`} order by id`;
    expect(lines).toEqual([
      { actor: li.id, after: { tag: "night", holds: true } },
      { actor: li.id, after: { tag: own?.id, holds: true } },
      { actor: li.id, after: { tag: "night", holds: null } },
    ]);
    await world.db.transact((tx) => erasePerson(tx, company, candidateId, Date.now()));
    expect(await press({ tag: "night", holds: "holds" })).toMatchObject({ kind: "refused" });
    expect(await world.db.sql`select 1 from tag_notes where candidate_id = ${candidateId}`).toEqual([]);
  });

  it("shows nobody who was erased, at once, and has no bit of them left afterwards", async () => {
    const gone = await person("己", { shifts: "any", platforms: ["pdd"] });
    expect(await names([night, pdd], 1)).toEqual(["己 80"]);
    const { size } = await index();
    const [own] = await world.db.sql<{ terms: string[] }[]>`
      select terms from candidate_profiles where candidate_id = ${gone.candidateId}`;
    await world.db.transact((tx) => erasePerson(tx, company, gone.candidateId, Date.now()));
    expect((await names([night, pdd])).filter((one) => one.startsWith("己"))).toEqual([]);
    expect((await index()).size).toBe(size - (own?.terms.length ?? 0));
    expect(
      await world.db.sql`select 1 from candidate_profiles where candidate_id = ${gone.candidateId}`,
    ).toHaveLength(0);
  });

  it("lets time pass: consent to the talent pool runs out after a year", async () => {
    const { sql, transact } = world.db;
    const later = new Date(Date.now() + 366 * 86_400_000);
    expect(await markDue(sql, new Date())).toBe(0);
    expect(await markDue(sql, later)).toBeGreaterThan(0);
    while ((await foldProfiles(transact, world.deps.vault, company, 100, later)) > 0);
    const pooled =
      await sql`select 1 from candidate_profiles where company_id = ${company} and 'pool' = any(terms)`;
    expect(pooled).toHaveLength(0);
    await markEverybody(sql, company);
    await foldAll();
  });

  it("matches whoever was added from elsewhere only with a basis for it, by what their résumé says", async () => {
    const { db, vault, clock } = world.deps;
    const deps = { transact: db.transact, vault, clock };
    const text = "应聘客服，做过3年拼多多客服，能上晚班，接受单休，期望薪资6000元";
    const found = (id: string, name: string, own: Parameters<typeof applicant>[1]) =>
      acceptApplicant(
        deps,
        company,
        applicant(id, {
          name,
          jobId: null,
          resume: readingOf(text, "2026-11-26"),
          receivedAt: new Date(),
          ...own,
        }),
      );
    await found("m1", "公开简历", {
      lawfulBasis: "public",
      contacts: { phone: "13900000001", email: null, openid: null },
    });
    await found("m2", "只是应聘", {
      lawfulBasis: "applied",
      contacts: { phone: "13900000002", email: null, openid: null },
    });
    await found("m3", "说过不要", {
      lawfulBasis: "public",
      consentPool: false,
      contacts: { phone: "13900000003", email: null, openid: null },
    });
    const years: Criterion = { tag: "experience", need: "required", weight: 5, limit: 3 };
    const rest: Criterion = { tag: "single_rest", need: "required", weight: 1 };
    expect((await names([years, rest, night])).filter((one) => !one.endsWith("?"))).toEqual(["公开简历 100"]);
  });
});
