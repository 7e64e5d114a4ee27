import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reachOf } from "../../src/core/rights.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { parseListArguments } from "../../src/recruiter/commands/arguments.ts";
import { commands } from "../../src/recruiter/commands/index.ts";
import { currentViews } from "../../src/recruiter/digests/digest.ts";
import { checkingQuestion, declineText, invitationText, withDetails } from "../../src/recruiter/letters.ts";
import { violationsOfCall, violationsOfModal } from "../fakes/slack/rules.ts";
import { addApplicant, company, createWorld, li, sampleAssessment, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function run(line: string, deps = world.deps) {
  const [name, ...rest] = line.slice(1).split(" ");
  const command = commands.find((one) => one.name === name);
  if (!command) throw new Error(`no command ${name}`);
  const reply = await command.run(deps, li, rest.join(" "));
  const errors =
    reply.kind === "view"
      ? violationsOfCall("chat.postMessage", {
          channel: "C",
          ...reply.view,
          unfurl_links: false,
          unfurl_media: false,
        })
      : violationsOfModal(reply.modal);
  expect(errors).toEqual([]);
  return JSON.stringify(reply);
}

describe("/candidates", () => {
  it("understands filters in any order, in words, with full-width marks", () => {
    const query = { stage: "held", band: "review", job: "job-3f7k", page: 2, text: "王 小明" };
    for (const line of [
      "stage:held band:review job:job-3f7k page:2 王 小明",
      "王 STAGE=暂缓 Band：需要复核 page:2 job:job-3f7k 小明",
    ]) {
      expect(parseListArguments(line, "zh-CN")).toEqual({ query });
    }
    expect(parseListArguments("stage:on_hold", "en")).toEqual({ query: { page: 1, stage: "held" } });
    expect(parseListArguments("  ", "en")).toEqual({ query: { page: 1 } });
  });

  it("names the valid words when it does not understand", async () => {
    expect(await run("/candidates stage:flying")).toMatch(/没有看懂 stage:flying.*`assessed`.*`withdrawn`/);
    expect(await run("/candidates band:9")).toMatch(/`advance`.*`decline_proposed`/);
    expect(await run("/candidates colour:red")).toMatch(/`stage:`.*`band:`.*`job:`/);
    expect(await run("/candidates page:0")).toContain("page:0");
    expect(await run("/candidates colour:red", { ...world.deps, locale: "en" })).toContain(
      "There is no filter",
    );
  });

  it("finds by exact name, number and part of a job title, never across companies", async () => {
    const mine = await addApplicant(world, { name: "Zoe Müller" });
    await addApplicant(world, { name: "Zoe Müller", company: "other" });
    await addApplicant(world, { name: "另一个", jobTitle: "京东夜班客服" });
    const byName = await run("/candidates zoe müller");
    expect(byName).toContain(`C${mine.number}`);
    expect(byName).toContain("候选人 1 位");
    expect(await run(`/candidates c${mine.number}`)).toContain("Zoe Müller");
    expect(await run("/candidates 夜班")).toContain("另一个");
    expect(await run("/candidates '; drop table candidates;--")).toContain("没有符合条件");
  });

  it("shows the last page when asked for one behind it, and turns pages by its buttons", async () => {
    for (let i = 0; i < 17; i++) await addApplicant(world, { name: `翻页${i}`, stage: "declined" });
    const last = await run("/candidates stage:declined page:99");
    expect(last).toContain("第 3/3 页");
    const page = actions.find(({ id }) => id === "page");
    const value = JSON.stringify({ stage: "declined", page: 2 });
    expect(await page?.run(world.deps, li, { value, deliveryId: "p" })).toMatchObject({
      kind: "view",
      view: { text: expect.stringContaining("第 2/3 页") },
    });
    for (const bad of ["", "{}x", '{"stage":"nope"}', '{"page":-1}']) {
      expect(await page?.run(world.deps, li, { value: bad, deliveryId: "p" }), bad).toMatchObject({
        kind: "refused",
      });
    }
  });
});

describe("/candidates by job, channel and period", () => {
  it("takes names as people write them, and asks back with the likeliest", async () => {
    const one = await addApplicant(world, { name: "渠道甲", jobTitle: "快手主播助理" });
    await world.db.sql`insert into touches (company_id, candidate_id, at, job_id, channel)
      select company_id, candidate_id, now(), job_id, 'kuaishou' from applications where id = ${one.id}`;
    await world.db.sql`update applications set created_at = '2026-01-15T03:00:00Z' where id = ${one.id}`;
    for (const line of [
      "job:快手主播",
      "source:快手",
      "source:kuaishou job:快手主播助理 2026-01",
      "2026-01-15",
    ]) {
      const list = await run(`/candidates ${line}`);
      expect(list, line).toContain(`C${one.number}`);
      expect(list, line).toContain("候选人 1 位");
    }
    expect(await run("/candidates source:快手 2026-02")).toContain("没有符合条件");
    expect(await run("/candidates source:kuaisou")).toContain("是不是 `kuaishou`");
    expect(await run("/candidates job:快手主播组长")).toContain("是不是 “快手主播助理”");
  });

  it("takes a name for a name, also when it is a month's", async () => {
    const may = await addApplicant(world, { name: "May" });
    expect(await run("/candidates May")).toContain(`C${may.number}`);
  });
});

describe("/candidate", () => {
  it("opens the card by number, name or id, lists namesakes, and explains a miss", async () => {
    const one = await addApplicant(world, { name: "独一无二" });
    for (const asked of [`C${one.number}`, `${one.number}`, "独一无二", one.id]) {
      expect(await run(`/candidate ${asked}`), asked).toContain('"action_id":"invite"');
    }
    await addApplicant(world, { name: "重名" });
    await addApplicant(world, { name: "重名" });
    expect(await run("/candidate 重名")).toContain("候选人 2 位");
    expect(await run("/candidate 没有这个人")).toContain("完全一致");
    expect(await run("/candidate")).toContain("C1042");
  });
});

describe("/jobs and /qinpin", () => {
  it("list jobs with their numbers, open the form, and name valid words", async () => {
    expect(await run("/jobs")).toMatch(/淘宝售后客服.*人应聘/);
    expect(await run("/jobs new")).toContain('"callback_id":"job_new"');
    expect(await run("/jobs newest")).toContain("/jobs new");
    expect(await run("/jobs closed")).toContain("岗位 0 个");
    expect(await run("/jobs open 淘宝")).toContain("淘宝售后客服");
    expect(await run("/jobs 淘宝售后顾问")).toContain("是不是 “淘宝售后客服”");
  });

  it("turn the pages of a long list of jobs", async () => {
    await world.db.sql`insert into jobs (company_id, id, title, scenario_id, rule_id)
      select ${company}, 'many_' || n, '批量岗位' || n, 'S01', 'R01' from generate_series(1, 16) n`;
    const first = await run("/jobs 批量");
    expect(first).toContain("第 1/2 页");
    expect(first.match(/`many/g)).toHaveLength(15);
    const next = actions.find(({ id }) => id === "jobs_page");
    const value = JSON.stringify({ text: "批量", page: 2 });
    const second = JSON.stringify(await next?.run(world.deps, li, { value, deliveryId: "j" }));
    expect(second.match(/`many/g)).toHaveLength(1);
    expect(second).toContain("jobs_back");
    expect(await next?.run(world.deps, li, { value: "{}x", deliveryId: "j" })).toMatchObject({
      kind: "refused",
    });
    await world.db.sql`delete from jobs where id like 'many%'`;
  });

  it("say which rules wait for somebody to confirm them", async () => {
    const upkeep = () => ({ due: ["PDD-02", "TM-03"], questions: 4, wanted: 6 });
    const deps = { ...world.deps, library: { ...world.deps.library, upkeep } };
    expect(await run("/jobs", deps)).toMatch(/规则待复核 2 条.*PDD-02、TM-03.*只够出 4 道/);
    expect(await run("/jobs")).not.toContain("待复核");
    const english = { ...deps, locale: "en" as const };
    const digest = JSON.stringify(await currentViews(english, company, "matched", "all"));
    expect(digest).toMatch(/2 rules need another look.*PDD-02, TM-03.*Only 4 of 6/);
  });

  it("open a job from a template, and refuse one that is not there", async () => {
    const open = (template: string, deliveryId: string) =>
      actions
        .find(({ id }) => id === "job_new")
        ?.run(world.deps, li, {
          value: "{}",
          form: { title: "拼多多食品客服", channels: "boss,douyin", template },
          deliveryId,
        });
    expect(await open("pdd-cars", "t1")).toMatchObject({
      kind: "invalid",
      errors: { template: expect.stringContaining("重新选") },
    });
    expect(await open("pdd-food", "t2")).toMatchObject({ kind: "view" });
    const jobs = await world.db.sql`
      select scenario_id, rule_id, scenario_ids, rule_ids from jobs where title = '拼多多食品客服'`;
    expect([...jobs]).toEqual([
      { scenario_id: "S05", rule_id: "R01", scenario_ids: ["S05", "S08"], rule_ids: ["R01"] },
    ]);
    expect(await run("/jobs new")).toContain("拼多多 · 食品");
  });

  it("help names every command the person may type", async () => {
    for (const locale of ["zh-CN", "en"] as const) {
      const help = await run("/qinpin help", { ...world.deps, locale });
      for (const { name } of commands)
        expect(help.includes(`/${name}`), name).toBe(reachOf("recruiter", `command ${name}`) !== "no");
    }
  });

  it("give the same link again for the same channel", async () => {
    const link = actions.find(({ id }) => id === "job_link");
    const input = { value: '{"job":"job_1"}', form: { source: "douyin" } };
    const first = await link?.run(world.deps, li, { ...input, deliveryId: "l1" });
    const second = await link?.run(world.deps, li, { ...input, deliveryId: "l2" });
    expect(first).toEqual(second);
    expect(JSON.stringify(first)).toMatch(/https:\/\/hr\.example\.com\/c\/[\w-]{16}/);
    expect(await link?.run(world.deps, li, { value: '{"job":"job_9"}', deliveryId: "l3" })).toMatchObject({
      kind: "refused",
    });
  });
});

describe("letters", () => {
  it("thank, name one concrete improvement, say when to come back and how to reach a person", () => {
    const to = { name: "王小明", jobTitle: "淘宝售后客服", locale: "zh-CN" as const };
    const text = declineText(to, sampleAssessment(), 1);
    for (const part of ["谢谢", "约定跟进", "30 天", "人工", "15 天"]) expect(text).toContain(part);
    expect(text).not.toMatch(/分数|性格|人格|年龄|不合格|失败/);
    const english = declineText({ ...to, locale: "en" }, sampleAssessment(), 1);
    for (const part of ["thank you", "Follow-up", "30 days", "human"]) expect(english).toContain(part);
    expect(declineText(to, null, 1)).not.toContain("「」");
  });

  it("ask about what was said where words may have come from elsewhere, and accuse nobody", () => {
    const assessment = sampleAssessment();
    expect(checkingQuestion("zh-CN", null)).toBeNull();
    expect(checkingQuestion("zh-CN", assessment)).toBeNull();
    const text = "核实以后可以退货退款，我的电话是13812345678";
    const quote = { messageId: "m", text, start: 0, end: text.length };
    const signs = [{ id: "fast" as const, reason: { zh: "快", en: "fast" }, quote }];
    const question = checkingQuestion("zh-CN", { ...assessment, signs });
    expect(question).toContain("核实以后可以退货退款");
    expect(question).not.toContain("13812345678");
    expect(question).not.toMatch(/粘贴|作弊|抄|外部/);
    expect(checkingQuestion("en", { ...assessment, signs })).toContain("In the screening you wrote");
  });

  it("give the third attempt 90 days", () => {
    const to = { name: null, jobTitle: "客服", locale: "zh-CN" as const };
    expect(declineText(to, sampleAssessment(), 2)).toContain("90 天");
  });

  it("carry time and contact only when given", () => {
    const text = invitationText({ name: null, jobTitle: "客服", locale: "en" });
    expect(text).toContain("Hello!");
    expect(withDetails(text, { when: " ", contact: "" }, "en")).toBe(text);
    expect(withDetails("来吧", { when: "周四", contact: "李" }, "zh-CN")).toBe(
      "来吧\n面试时间：周四\n联系人：李",
    );
  });
});
