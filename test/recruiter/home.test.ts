import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { homeView } from "../../src/recruiter/home.ts";
import type { Recruiter } from "../../src/recruiter/types.ts";
import { addApplicant, company, createWorld, type World } from "./world.ts";

const now = new Date("2026-11-24T02:00:00Z"); // 10:00 in Shanghai
const hours = (n: number) => new Date(now.getTime() - n * 3_600_000);
const lead: Recruiter = { company, id: "slack:T1:LEAD", name: "主管", role: "lead" };
const own: Recruiter = { company, id: "slack:T1:OWN", name: "专员", role: "recruiter" };
const auditor: Recruiter = { company, id: "slack:T1:AUD", name: "审计", role: "auditor" };

let world: World;
const deps = (locale: "zh-CN" | "en" = "zh-CN") => ({ ...world.deps, clock: () => now, locale });
const home = async (who: Recruiter, locale: "zh-CN" | "en" = "zh-CN") => {
  const view = await homeView(deps(locale), who);
  return { text: JSON.stringify(view.blocks), view };
};

beforeAll(async () => {
  world = await createWorld();
  const { sql } = world.db;
  for (const who of [lead, own, auditor])
    await sql`insert into recruiters (company_id, id, name, role) values (${company}, ${who.id}, ${who.name}, ${who.role})`;
});
afterAll(() => world.close());

it("tells a new shop how to begin", async () => {
  await world.db.sql`delete from tracking_links`;
  await world.db.sql`delete from jobs where company_id = ${company}`;
  const { text } = await home(lead);
  expect(text).toContain("还没有岗位");
  expect(text).toContain('"action_id":"job_new"');
  await world.db
    .sql`insert into jobs (company_id, id, title, scenario_id, rule_id) values (${company}, 'job_1', '淘宝售后客服', 'S01', 'R01')`;
  expect((await home(lead)).text).toContain("第一步：发布岗位，或在“岗位和链接”里取链接");
});

it("shows what waits, the longest wait first, and only holds whose day has come", async () => {
  const { sql } = world.db;
  const at = async (name: string, stage: "assessed" | "held", ago: number, jobTitle?: string) => {
    const one = await addApplicant(world, { name, stage, ...(jobTitle ? { jobTitle } : {}) });
    await sql`update applications set stage_at = ${hours(ago)} where id = ${one.id}`;
    return one;
  };
  await at("刚完成", "assessed", 0.5);
  await at("等了两天", "assessed", 50);
  const due = await at("到期的", "held", 100);
  const later = await at("还没到期", "held", 100);
  await at("没写日期", "held", 100);
  for (const [one, until] of [
    [due, "2026-11-24"],
    [later, "2026-11-25"],
  ] as const)
    await sql`insert into application_events (company_id, application_id, key, name, actor, data, at)
      values (${company}, ${one.id}, 'decision:0', 'held', ${lead.id}, ${sql.json({ until })}, ${hours(100)})`;
  const asking = await addApplicant(world, { name: "钱在等", stage: "invited" });
  await sql`insert into application_events (company_id, application_id, key, name, actor, at)
    values (${company}, ${asking.id}, 'h1', 'human_requested', 'candidate', ${hours(3)})`;
  const { text } = await home(lead);
  expect(text).toContain("*2* 份待复核，最久等了 2 天");
  expect(text).toContain("*1* 位候选人在等回复");
  expect(text).toContain("*1* 位暂缓到期");
  const order = ["到期的", "等了两天", "钱在等", "刚完成"].map((name) => text.indexOf(name));
  expect(order.every((place) => place > 0)).toBe(true);
  expect([...order].sort((a, b) => a - b)).toEqual(order);
  expect(text).not.toContain("还没到期");
  expect(text).not.toContain("没写日期");
  expect((await home(lead, "en")).text).toMatch(/\*2\* to review, the longest for 2 days/);
});

it("counts the people who applied in the last 30 days by the step they reached", async () => {
  const { sql } = world.db;
  const come = async (days: number, ...stages: string[]) => {
    const candidate = randomUUID();
    for (const stage of ["applied", ...stages])
      await sql`insert into milestones (company_id, candidate_id, job_id, stage, at)
        values (${company}, ${candidate}, 'job_1', ${stage}, ${hours(days * 24)})`;
  };
  await come(1);
  await come(2, "assessment_started");
  await come(20, "assessment_started", "assessment_completed", "assessment_passed", "interviewed", "hired");
  await come(29, "assessment_started", "assessment_completed");
  await come(31, "assessment_started", "assessment_completed");
  const { text } = await home(lead);
  for (const line of [
    "投递 *4*",
    "开始测评 *3* (75%)",
    "完成测评 *2* (50%)",
    "通过并邀请 *1* (25%)",
    "入职 *1* (25%)",
  ])
    expect(text).toContain(line);
});

it("is cut down to a recruiter's own jobs, queue and funnel alike, and offers nobody what they may not do", async () => {
  const { sql } = world.db;
  await sql`insert into job_recruiters (company_id, job_id, recruiter_id) values (${company}, 'job_1', ${lead.id})`;
  const mine = await home(own);
  expect(mine.text).not.toContain("等了两天");
  expect(mine.text).toContain("*0* 份待复核");
  expect(mine.text).toContain("还没有人投递");
  expect((await home(lead)).text).toContain("等了两天");
  await sql`insert into job_recruiters (company_id, job_id, recruiter_id) values (${company}, 'job_1', ${own.id})`;
  expect((await home(own)).text).toContain("等了两天");
  const reading = (await home(auditor)).text;
  expect(reading).toContain("等了两天");
  expect(reading).not.toContain('"action_id":"job_new"');
});
