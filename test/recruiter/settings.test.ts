import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contactsIn } from "../../src/core/masking.ts";
import { digestTimes, ownSettings } from "../../src/db/company-settings.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { commands } from "../../src/recruiter/commands/index.ts";
import type { ActionResult, Recruiter } from "../../src/recruiter/types.ts";
import { addApplicant, company, createWorld, li, type World, zhao } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld({ connections: 8 });
});
afterAll(() => world.close());

let deliveries = 0;
const press = (
  id: string,
  who: Recruiter,
  form?: Record<string, string>,
  value = "{}",
  deliveryId = `settings:${++deliveries}`,
): Promise<ActionResult> => {
  const action = actions.find((one) => one.id === id);
  if (!action) throw new Error(`no action ${id}`);
  return action.run(world.deps, who, { value, deliveryId, ...(form ? { form } : {}) });
};
const lastAudit = async () => {
  const [row] = await world.db
    .sql`select actor, action, subject, before, after from audit where company_id = ${company} order by id desc limit 1`;
  return row;
};
const personOf = async (id: string) => {
  const [row] = await world.db
    .sql`select name, role, removed_at is not null as removed from recruiters where id = ${id}`;
  return row;
};

describe("people and roles", () => {
  it("are added with a role, in the admin's own workspace, and noted", async () => {
    const added = await press("person_new", zhao, { who: "U0NEW", name: "小钱", role: "lead" });
    expect(added).toMatchObject({ kind: "done", notice: expect.stringContaining("小钱") });
    expect(await personOf("slack:T1:U0NEW")).toEqual({ name: "小钱", role: "lead", removed: false });
    expect(await lastAudit()).toEqual({
      actor: zhao.id,
      action: "person_added",
      subject: "slack:T1:U0NEW",
      before: null,
      after: { role: "lead" },
    });
  });

  it("give a one-time link to somebody of the console", async () => {
    const added = await press("person_new", zhao, { who: "console:mei", name: "小梅", role: "recruiter" });
    expect(JSON.stringify(added)).toMatch(/https:\/\/hr\.example\.com\/console\?token=[\w-]{43}/);
  });

  it("name each mistake at its field and keep what was entered", async () => {
    const form = { who: "小王", name: " ", role: "boss" };
    const result = await press("person_new", zhao, form);
    if (result.kind !== "invalid") throw new Error(result.kind);
    expect(Object.keys(result.errors).sort()).toEqual(["name", "role", "who"]);
    expect(JSON.stringify(result.modal)).toContain("小王");
    const twice = await press("person_new", zhao, { who: "console:mei", name: "小梅", role: "lead" });
    expect(twice).toMatchObject({
      kind: "invalid",
      errors: { who: expect.stringContaining("已经在名单里") },
    });
  });

  it("take a corrected form of the same delivery, and a right one only once", async () => {
    const send = (who: string) =>
      press("person_new", zhao, { who, name: "小冯", role: "lead" }, "{}", "same");
    expect((await send("nobody")).kind).toBe("invalid");
    expect((await send("console:mei")).kind).toBe("invalid");
    const both = await Promise.all([send("U0FENG"), send("U0FENG")]);
    expect(both.map(({ kind }) => kind).sort()).not.toEqual(["done", "done"]);
    const rows = await world.db.sql`select 1 from audit where subject = 'slack:T1:U0FENG'`;
    expect(rows).toHaveLength(1);
  });

  it("are changed and removed at once", async () => {
    const value = JSON.stringify({ person: "slack:T1:U0NEW" });
    expect((await press("person_edit", zhao, { name: "小钱", role: "auditor" }, value)).kind).toBe("done");
    expect(await personOf("slack:T1:U0NEW")).toMatchObject({ role: "auditor" });
    expect(await lastAudit()).toMatchObject({ before: { role: "lead" }, after: { role: "auditor" } });
    expect((await press("person_edit", zhao, { name: "小钱", role: "remove" }, value)).kind).toBe("done");
    expect(await personOf("slack:T1:U0NEW")).toMatchObject({ removed: true });
    expect((await press("person_edit", zhao, { name: "小钱", role: "lead" }, value)).kind).toBe("refused");
  });

  it("always keep one admin, also when two take each other's role at the same moment", async () => {
    const alone = await press(
      "person_edit",
      zhao,
      { name: "赵主管", role: "lead" },
      JSON.stringify({ person: zhao.id }),
    );
    expect(alone).toMatchObject({
      kind: "invalid",
      errors: { role: expect.stringContaining("至少要留一位") },
    });
    const other: Recruiter = { company, id: "slack:T1:U0SUN", name: "孙", role: "admin" };
    await press("person_new", zhao, { who: other.id, name: "孙", role: "admin" });
    const demote = (by: Recruiter, whom: Recruiter) =>
      press("person_edit", by, { name: whom.name, role: "lead" }, JSON.stringify({ person: whom.id }));
    const results = await Promise.all([demote(zhao, other), demote(other, zhao)]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(["done", "refused"]);
    const admins = await world.db
      .sql`select id from recruiters where company_id = ${company} and role = 'admin' and removed_at is null`;
    expect(admins).toHaveLength(1);
    await world.db.sql`update recruiters set role = 'admin' where id = ${zhao.id}`;
  });
});

describe("digest times", () => {
  it("are stored and noted with what stood before", async () => {
    const done = await press("digest_times", zhao, { matched: "9:00、18:30", day: "5", time: "16:00" });
    expect(done).toMatchObject({ kind: "done", notice: expect.stringContaining("周五 16:00") });
    const chosen = { matched: ["09:00", "18:30"], week: { day: 5, time: "16:00" } };
    expect(await digestTimes(world.db.sql, company)).toEqual(chosen);
    const before = { matched: ["09:30", "17:30"], week: { day: 1, time: "09:00" } };
    expect(await lastAudit()).toMatchObject({ action: "digest_times", before, after: chosen });
  });

  it("name the field that is wrong, and can be switched off", async () => {
    expect(await press("digest_times", zhao, { matched: "9:05", day: "1", time: "09:00" })).toMatchObject({
      kind: "invalid",
      errors: { matched: expect.stringContaining("09:30 17:30") },
    });
    expect(await press("digest_times", zhao, { matched: "", day: "1", time: "soon" })).toMatchObject({
      kind: "invalid",
      errors: { time: expect.any(String) },
    });
    expect((await press("digest_times", zhao, { day: "never" })).kind).toBe("done");
    expect(await digestTimes(world.db.sql, company)).toEqual({ matched: [], week: null });
  });
});

it("lets each person choose language and digests for themselves", async () => {
  expect((await press("own_settings", li, { locale: "en", digests: "off" })).kind).toBe("done");
  expect(await ownSettings(world.db.sql, company, li.id)).toEqual({ locale: "en", digests: false });
  expect(await ownSettings(world.db.sql, company, zhao.id)).toEqual({ locale: null, digests: true });
  expect((await press("own_settings", li, { locale: "fr", digests: "on" })).kind).toBe("invalid");
});

describe("answers to common questions", () => {
  it("are written, shown, changed and removed, each with its trace", async () => {
    const form = { scope: "every", question: "工资怎么算？", answer: "底薪加提成。" };
    const added = await press("faq_new", zhao, form);
    expect(JSON.stringify(added)).toContain("底薪加提成");
    const [row] = await world.db.sql<
      { id: string }[]
    >`select id from faq_entries where company_id = ${company}`;
    const value = JSON.stringify({ faq: row?.id });
    const opened = JSON.stringify(await press("faq_edit", zhao, undefined, value));
    expect(opened).toContain("工资怎么算");
    await press("faq_edit", zhao, { ...form, scope: "job_1", answer: "底薪五千，另有提成。" }, value);
    expect(await lastAudit()).toMatchObject({
      action: "faq_changed",
      before: { job: "", answer: "底薪加提成。" },
      after: { job: "job_1", answer: "底薪五千，另有提成。" },
    });
    const shown = await commands.find(({ name }) => name === "faq")?.run(world.deps, li, "");
    expect(JSON.stringify(shown)).toContain("底薪五千");
    await press("faq_remove", zhao, undefined, value);
    expect(await world.db.sql`select 1 from faq_entries where company_id = ${company}`).toHaveLength(0);
    expect(await lastAudit()).toMatchObject({
      action: "faq_removed",
      before: { answer: "底薪五千，另有提成。" },
    });
  });

  it("name each field that is wrong", async () => {
    const result = await press("faq_new", zhao, { scope: "job_of_others", question: "?", answer: "" });
    if (result.kind !== "invalid") throw new Error(result.kind);
    expect(Object.keys(result.errors).sort()).toEqual(["answer", "question", "scope"]);
  });
});

describe("contact details", () => {
  it("are hidden until somebody looks, shown to that person, and every look is noted", async () => {
    const applicant = await addApplicant(world, {
      lines: [
        { author: "candidate", text: "我的手机 13812345678，微信号 kefu_anna，身份证 11010519491231002X" },
        { author: "bot", text: "请加 wx: not_theirs" },
      ],
    });
    const { sql } = world.db;
    const sealed = world.deps.vault.seal("139 0000 1111", `${company}:phone`);
    await sql`update candidates set phone_sealed = ${sealed} where id = (select candidate_id from applications where id = ${applicant.id})`;
    const card = JSON.stringify(await press("open", li, undefined, applicant.target));
    expect(card).toContain('"action_id":"reveal"');
    expect(card).not.toContain("139 0000 1111");
    const shown = await press("reveal", li, undefined, applicant.target);
    expect(shown).toMatchObject({ kind: "view", beside: true });
    const text = JSON.stringify(shown);
    for (const part of ["139 0000 1111", "13812345678", "kefu_anna"]) expect(text).toContain(part);
    expect(text).not.toMatch(/11010519491231002X|not_theirs/);
    expect(await lastAudit()).toMatchObject({
      actor: li.id,
      action: "contact_revealed",
      subject: `C${applicant.number}`,
    });
    const trail = await commands.find(({ name }) => name === "audit")?.run(world.deps, zhao, "");
    expect(JSON.stringify(trail)).toContain(`查看联系方式 · C${applicant.number}`);
    expect(JSON.stringify(await sql`select * from audit`)).not.toMatch(/13812345678|139 0000 1111/);
  });

  it("stay hidden in voice messages too: links to listen go to the one who clicked, for a while, and are noted", async () => {
    const applicant = await addApplicant(world, { lines: [{ author: "candidate", text: "您好" }] });
    const { sql } = world.db;
    const seal = (value: unknown) => world.deps.vault.seal(value, `${company}:voices`);
    const pace = { units: 42, speech: 10, pauses: 2, longest: 0.7 };
    await sql`insert into voices (company_id, conversation_id, application_id, channel, message_id, wish, state, audio_sealed, pace_sealed, at)
      select company_id, id, application_id, 'telegram', 'v1', 'keep', 'resting', ${seal({ base64: "" })}, ${seal(pace)}, now()
      from conversations where application_id = ${applicant.id}`;
    expect(JSON.stringify(await press("open", li, undefined, applicant.target))).toContain("听语音（1）");
    const shown = await press("voices", li, undefined, applicant.target);
    expect(shown).toMatchObject({ kind: "view", beside: true });
    const text = JSON.stringify(shown);
    expect(text).toMatch(/<https?:[^>|]+\/voices\/[\w-]{60,400}\|▶ 收听>/);
    expect(text).toContain("每秒 4.2 字，停顿 2 次，最长 0.7 秒（仅供参考，不计分）");
    expect(await lastAudit()).toMatchObject({ actor: li.id, action: "voice_listened" });
  });

  it("are gone with the candidate", async () => {
    const applicant = await addApplicant(world, { lines: [{ author: "candidate", text: "13812345678" }] });
    await world.db.sql`update candidates set erased_at = now()
      where id = (select candidate_id from applications where id = ${applicant.id})`;
    expect((await press("reveal", li, undefined, applicant.target)).kind).toBe("refused");
  });

  it("are found in what was written, identity numbers never", () => {
    expect(contactsIn("QQ 123456789，邮箱 a.b@example.com，１３８１２３４５６７８")).toEqual([
      { kind: "phone", text: "13812345678" },
      { kind: "email", text: "a.b@example.com" },
      { kind: "account", text: "123456789" },
    ]);
    expect(contactsIn("11010519491231002X")).toEqual([]);
  });
});

describe("a job in one form", () => {
  it("keeps shift, openings and people, and gives a link per channel at once", async () => {
    const form = {
      title: "抖音晚班客服",
      shift: "night",
      template: "pdd-food",
      openings: "3",
      channels: "boss,douyin,boss",
      people: li.id,
    };
    const made = await press("job_new", zhao, form);
    expect(JSON.stringify(made).match(/https:\/\/hr\.example\.com\/c\/[\w-]{16}/g)).toHaveLength(2);
    const { sql } = world.db;
    const [job] = await sql`select id, shift, openings, scenario_ids from jobs where title = '抖音晚班客服'`;
    expect(job).toMatchObject({ shift: "night", openings: 3, scenario_ids: ["S05", "S08"] });
    const people = await sql`select recruiter_id from job_recruiters where job_id = ${job?.id}`;
    expect(people).toEqual([{ recruiter_id: li.id }]);
    expect(await lastAudit()).toMatchObject({ action: "job_opened", subject: job?.id });
  });

  it("belongs to the recruiter who opened it", async () => {
    await press("job_new", li, { title: "自己的岗位", template: "pdd-food", channels: "boss" });
    const [row] = await world.db
      .sql`select r.recruiter_id from job_recruiters r join jobs j on j.id = r.job_id
      where j.title = '自己的岗位'`;
    expect(row).toEqual({ recruiter_id: li.id });
  });

  it("names every mistake at its field and opens nothing", async () => {
    const form = {
      title: "",
      shift: "lunch",
      template: "no",
      openings: "0",
      channels: "",
      people: "slack:T1:NOBODY",
    };
    const result = await press("job_new", zhao, form);
    if (result.kind !== "invalid") throw new Error(result.kind);
    expect(Object.keys(result.errors).sort()).toEqual([
      "channels",
      "openings",
      "people",
      "shift",
      "template",
      "title",
    ]);
    expect(await world.db.sql`select 1 from jobs where title = ''`).toHaveLength(0);
  });
});
