import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noteMailSource } from "../../src/db/sources.ts";
import { answerMetric } from "../../src/metrics/answer.ts";
import { MetricQuery } from "../../src/metrics/query.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { cardView } from "../../src/recruiter/card-view.ts";
import { commands } from "../../src/recruiter/commands/index.ts";
import type { ActionResult } from "../../src/recruiter/types.ts";
import { violationsOfCall, violationsOfModal } from "../fakes/slack/rules.ts";
import { addApplicant, company, createWorld, eraseApplicant, li, outboxOf, type World } from "./world.ts";

const now = new Date("2026-11-26T10:00:00+08:00");
let world: World;

beforeAll(async () => {
  world = await createWorld();
  world.deps.clock = () => now;
});
afterAll(() => world.close());

/** What somebody reads after typing `line`; the view must be one Slack takes. */
async function type(line: string, locale: "zh-CN" | "en" = "zh-CN"): Promise<string> {
  const [name, ...rest] = line.slice(1).split(" ");
  const command = commands.find((one) => one.name === name);
  if (!command) throw new Error(`no command ${name}`);
  const reply = await command.run({ ...world.deps, locale }, li, rest.join(" "));
  if (reply.kind !== "view") throw new Error(`${line} gave a ${reply.kind}`);
  const call = { channel: "C1", ...reply.view, unfurl_links: false, unfurl_media: false };
  expect(violationsOfCall("chat.postMessage", call), line).toEqual([]);
  return JSON.stringify(reply.view.blocks);
}

async function press(id: string, value: string, form?: Record<string, string>): Promise<ActionResult> {
  const action = actions.find((one) => one.id === id);
  if (!action) throw new Error(`no action ${id}`);
  const deliveryId = `${id}:${value}:${JSON.stringify(form)}`;
  return await action.run(world.deps, li, { value, deliveryId, ...(form ? { form } : {}) });
}

const value = async (metric: string, rest: object = {}) => {
  const asking = { sql: world.db.sql, company, timeZone: "Asia/Shanghai", now };
  return (await answerMetric(asking, MetricQuery.parse({ metric, ...rest }))).rows;
};

const undoOf = (blocks: string) =>
  /spend_undo.*?"value":"(\{.*?\})"/.exec(blocks)?.[1]?.replaceAll("\\", "") ?? "";

describe("spend by command", () => {
  it("is spread over the days, shown before and after, moves the metric, and can be corrected and undone", async () => {
    const first = await type("/spend boss 3000 2026-11");
    expect(first).toContain("没有记录 → *¥3,000*");
    expect(await value("cost")).toMatchObject([{ value: 2600 }]); // 26 of 30 days have come
    expect(await type("/spend BOSS直聘 3,000元 2026年11月")).toContain("没有变化");
    const second = await type("/spend boss 6000 2026-11");
    expect(second).toContain("¥3,000 → *¥6,000*");
    expect(await value("cost", { filters: { channel: ["boss"] } })).toMatchObject([{ value: 5200 }]);
    expect(await press("spend_undo", undoOf(first))).toMatchObject({ kind: "refused" });
    expect(await press("spend_undo", undoOf(second))).toMatchObject({ kind: "done" });
    expect(await press("spend_undo", undoOf(second))).toMatchObject({ kind: "refused" });
    expect(await value("cost")).toMatchObject([{ value: 2600 }]);
    const kept = await world.db.sql`select actor, undone_by as undone from spend_entries order by amount_cny`;
    expect(kept).toMatchObject([
      { actor: li.id, undone: null },
      { actor: li.id, undone: li.id },
    ]);
  });

  it("lists a period by channel with the last entries, in both languages", async () => {
    await type("/spend 抖音 200 2026-11-18");
    const zh = await type("/spend");
    for (const part of ["BOSS直聘 *¥2,600*", "抖音 *¥200*", "合计 *¥2,800*", "李经理", "已撤销"])
      expect(zh).toContain(part);
    expect(await type("/spend last month", "en")).toContain("No spend recorded");
  });

  it.each([
    ["/spend bos 300 2026-11", "是不是 `boss`"],
    ["/spend boss 2026-11", "缺金额"],
    ["/spend boss 300", "缺期间"],
    ["/spend boss 300 明年", "缺期间"],
    ["/spend 微波炉 300 2026-11", "可以写"],
    ["/spend boss 300 2024-01-01..2026-01-01", "一次最多录入 366 天"],
  ])("says what to type after %s", async (line, said) => {
    expect(await type(line)).toContain(said);
  });
});

describe("an outcome", () => {
  it("by button moves the metrics, is kept as a fact with its actor, and the card shows it", async () => {
    const { id, target } = await addApplicant(world, { stage: "invited" });
    const opened = await press("progress", target);
    if (opened.kind !== "form") throw new Error("no form");
    expect(violationsOfModal(opened.modal)).toEqual([]);
    expect(await press("progress", target, { outcome: "interviewed", on: "2026-11-18" })).toMatchObject({
      kind: "done",
    });
    expect(await press("progress", target, { outcome: "hired", on: "2026-11-20" })).toMatchObject({
      kind: "done",
    });
    expect(await press("progress", target, { outcome: "hired", on: "2026-11-20" })).toMatchObject({
      kind: "refused",
    });
    expect(await value("hires")).toMatchObject([{ value: 1 }]);
    expect(await value("interview_to_hire_rate")).toMatchObject([{ numerator: 1, denominator: 1 }]);
    expect(await press("progress", target, { outcome: "left", on: "2026-11-24" })).toMatchObject({
      kind: "refused",
    });
    const left = await press("progress", target, {
      outcome: "left",
      on: "2026-11-24",
      reason: "night_shift",
    });
    expect(left).toMatchObject({ kind: "done" });
    expect(await value("attrition_reasons")).toMatchObject([{ group: { reason: "不适应晚班" }, value: 1 }]);
    const facts = await world.db.sql`
      select name, actor, data->>'on' as on from application_events where application_id = ${id} and key like 'outcome:%' order by id`;
    expect(facts.map((row) => ({ ...row }))).toEqual([
      { name: "interviewed", actor: li.id, on: "2026-11-18" },
      { name: "hired", actor: li.id, on: "2026-11-20" },
      { name: "left", actor: li.id, on: "2026-11-24" },
    ]);
    const view = await cardView(world.deps, li, id);
    expect(JSON.stringify(view)).toContain(
      "已面试 2026-11-18 → 已录用 2026-11-20 → 已离职 2026-11-24（不适应晚班）",
    );
    expect(
      violationsOfCall("chat.postMessage", {
        channel: "C1",
        ...view,
        unfurl_links: false,
        unfurl_media: false,
      }),
    ).toEqual([]);
    expect((await outboxOf(world, id)).map(({ body }) => body)).toContainEqual({
      kind: "thread",
      text: "李经理 · 已录用 2026-11-20",
    });
  });

  it("by command is written once, corrected with what stood before, and taken back", async () => {
    const { id, number } = await addApplicant(world, { stage: "invited" });
    const before = (await value("hires"))[0]?.value ?? 0;
    expect(await type(`/outcome C${number} hired 2026-11-21`)).toContain("已记录");
    expect(await type(`/outcome c${number} 录用 2026-11-21`)).toContain("没有重复记录");
    expect(await value("hires")).toMatchObject([{ value: before + 1 }]);
    expect(await type(`/outcome ${id} hired 2026-10-30`)).toContain("原来记的是 2026-11-21");
    expect(await value("hires", { from: "2026-11-01" })).toMatchObject([{ value: before }]);
    expect(await value("hires", { to: "2026-10-31" })).toMatchObject([{ value: 1 }]);
    expect(await type(`/outcome C${number} undo hired`, "en")).toContain("took back");
    expect(await value("hires")).toMatchObject([{ value: before }]);
    const kept = await world.db.sql`
      select name, data->>'before' as before from application_events where application_id = ${id} and key like 'outcome:%' order by id`;
    expect(kept.map((row) => ({ ...row }))).toEqual([
      { name: "hired", before: null },
      { name: "hired", before: "2026-11-21" },
      { name: "outcome_removed", before: "2026-10-30" },
    ]);
    expect(
      await world.db
        .sql`select 1 from employees where key = (select candidate_id::text from applications where id = ${id})`,
    ).toEqual([]);
  });

  it("is refused for a practice job and for somebody of another company", async () => {
    const { number } = await addApplicant(world, { stage: "assessed", jobTitle: "练习" });
    await world.db.sql`update jobs set practice = true where title = '练习'`;
    expect(await type(`/outcome C${number} hired`)).toContain("练习岗位");
    const other = await addApplicant(world, { company: "other", stage: "invited" });
    expect(await type(`/outcome ${other.id} hired`)).toContain("没有找到");
  });

  it.each([
    ["/outcome", "写法"],
    ["/outcome C1 hirde", "是不是 hired"],
    ["/outcome C1 离职 2026-11-20 薪", "是不是 薪资"],
    ["/outcome C999999 hired", "没有找到"],
    ["/outcome C1 hired 2026-11", "日期请写到天"],
  ])("says what to type after %s", async (line, said) => {
    expect(await type(line)).toContain(said);
  });
});

describe("erasing somebody", () => {
  it("keeps that they worked here, and forgets why they left, the mail's channel and every later word", async () => {
    const { id, target } = await addApplicant(world, { stage: "invited" });
    await press("progress", target, { outcome: "hired", on: "2026-11-02" });
    await press("progress", target, { outcome: "left", on: "2026-11-09", reason: "family" });
    await noteMailSource(world.db.sql, company, id, "zhilian", now);
    await world.db.transact((tx) => eraseApplicant(tx, id, now.getTime()));
    const [left] = await world.db.sql`
      select e.exit_reason as reason, e.left_on::text as left_on, (select count(*)::int from mail_sources) as mails
      from employees e where key = (select candidate_id::text from applications where id = ${id})`;
    expect({ ...left }).toEqual({ reason: null, left_on: "2026-11-09", mails: 0 });
    const again = await press("progress", target, { outcome: "interviewed", on: "2026-11-01" });
    expect(again).toMatchObject({ kind: "refused", notice: expect.stringContaining("已删除") });
  });
});

describe("sources", () => {
  it("of first touch, last touch and mail stand side by side, each kept apart", async () => {
    const { id } = await addApplicant(world);
    const { sql } = world.db;
    const touch = (channel: string, at: string) => sql`
      insert into touches (company_id, candidate_id, at, job_id, channel)
      select company_id, candidate_id, ${at}::timestamptz, job_id, ${channel} from applications where id = ${id}`;
    await touch("douyin", "2026-11-03T10:00:00+08:00");
    await touch("boss", "2026-11-01T10:00:00+08:00");
    await noteMailSource(sql, company, id, "zhilian", new Date("2026-11-02T10:00:00+08:00"));
    await noteMailSource(sql, company, id, "58", new Date("2026-10-02T10:00:00+08:00"));
    const view = JSON.stringify(await cardView(world.deps, li, id));
    expect(view).toContain("首次来源 BOSS直聘 · 最近来源 抖音 · 邮件来源 智联招聘");
    expect(
      await value("resumes", { group_by: ["channel"], filters: { channel: ["boss", "zhilian"] } }),
    ).toMatchObject([{ value: 1 }, { value: 0 }]);
  });
});

describe("numbers by command", () => {
  it("show each channel with counts, interval and cost, and no ranking on thin data", async () => {
    const shown = await type("/channels");
    for (const part of ["*BOSS直聘* · 简历 *1*", "花费 ¥2,600", "数据不足"]) expect(shown).toContain(part);
    expect(await type("/channels 2019", "en")).toContain("No data in this period");
    expect(await type("/channels 明明")).toContain("没有看懂");
  });

  it("show the funnel of all jobs or one, whose name may be abbreviated", async () => {
    await world.db.sql`insert into milestones (company_id, candidate_id, job_id, stage, at)
      select company_id, candidate_id, job_id, 'applied', ${now} from applications where company_id = ${company} and job_id = 'job_1'`;
    expect(await type("/funnel")).toContain("*投递* ");
    expect(await type("/funnel 淘宝 近30天")).toContain("淘宝售后客服");
    expect(await type("/funnel 淘宝售后专员 近30天")).toContain("是不是 “淘宝售后客服”");
  });

  it("show unit costs with what they are made of, and never a figure without spend", async () => {
    expect(await type("/cost-per 简历 按渠道")).toContain("*BOSS直聘* ¥2,600 = ¥2,600 ÷ 1（仅供参考）");
    expect(await type("/cost-per hire by channel", "en")).toContain("no spend recorded");
    expect(await type("/cost-per")).toContain("写法");
  });

  it("explain themselves in both languages, every command", async () => {
    for (const { name } of commands) {
      if (name === "qinpin") continue;
      expect(await type(`/${name} help`), name).toContain("写法");
      expect(await type(`/${name} 帮助`, "en"), name).toContain("Usage");
    }
  });
});
