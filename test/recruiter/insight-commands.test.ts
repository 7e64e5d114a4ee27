import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importHistory } from "../../src/intake/history/import-history.ts";
import { budgetFacts } from "../../src/metrics/budget-facts.ts";
import { budgetWords } from "../../src/recruiter/budget-words.ts";
import { readChange } from "../../src/recruiter/commands/budget.ts";
import { commands } from "../../src/recruiter/commands/index.ts";
import type { RecruiterDeps } from "../../src/recruiter/types.ts";
import { violationsOfCall } from "../fakes/slack/rules.ts";
import { createWorld, li, type World } from "./world.ts";

const folder = fileURLToPath(new URL("../fixtures/history", import.meta.url));
const now = new Date("2026-11-18T18:00:00+08:00");
const quiet = { unfurl_links: false, unfurl_media: false };
let world: World;
let empty: World;
beforeAll(async () => {
  world = await createWorld();
  empty = await createWorld();
  const { db, deps } = world;
  await importHistory({ sql: db.sql, vault: deps.vault, company: "shop", progress: () => {} }, folder);
});
afterAll(() => Promise.all([world.close(), empty.close()]));

async function run(line: string, locale: RecruiterDeps["locale"] = "zh-CN", where = world): Promise<string> {
  const [name, ...rest] = line.slice(1).split(" ");
  const command = commands.find((one) => one.name === name);
  const reply = await command?.run({ ...where.deps, clock: () => now, locale }, li, rest.join(" "));
  if (reply?.kind !== "view") throw new Error("no view");
  expect(violationsOfCall("chat.postMessage", { channel: "C", ...reply.view, ...quiet })).toEqual([]);
  return JSON.stringify(reply.view);
}

describe("/budget", () => {
  it("shows every paid channel with its counts, interval and chance, and what makes the numbers incomparable", async () => {
    const zh = await run("/budget");
    expect(zh).toMatch(/BOSS直聘：花费 ¥\d+（\d+%），入职\/约面\/简历 \d+\/\d+\/\d+；每千元入职 [\d.]+ \[/);
    expect(zh).toContain("预算变更后30天内转化数据不可比");
    expect(zh).toMatch(/没有花费记录，不参与比较/);
    expect(zh).toMatch(/建议下月|建议先不调整/);
    expect(await run("/budget", "en")).toMatch(/90 % intervals.*30 days after a change of budget/);
  });

  it("does not rank where no channel is best with a chance of .8", async () => {
    const { sql } = world.db;
    const facts = await budgetFacts({ sql, company: "shop", timeZone: "Asia/Shanghai", now });
    const alike = facts.channels.map((one) => ({
      ...one,
      spend: 1000,
      resumes: 30,
      interviews: 9,
      hires: 3,
    }));
    const told = budgetWords({ ...facts, channels: alike }, "zh-CN");
    expect(told.head).toContain("数据不足");
    expect(told.lines.join()).toContain("建议先不调整");
  });

  it("simulates more money on one channel, by id or name, and reads amounts as people write them", async () => {
    for (const line of ["/budget +500 douyin", "/budget +500元 抖音"]) {
      const zh = await run(line);
      expect(zh).toContain("抖音每月+¥500");
      expect(zh).toMatch(/简历 [\d.]+ \[[\d.]+, [\d.]+\].*约面 [\d.]+ \[.*入职 [\d.]+ \[/);
    }
    expect(readChange("-300 BOSS直聘")).toEqual({ channel: "boss", extra: -300 });
    expect(readChange("抖音 ＋500")).toEqual({ channel: "douyin", extra: 500 });
    expect(readChange("+500")).toBeNull();
    expect(await run("/budget lots")).toContain("/budget +500 douyin");
    expect(await run("/budget +500 lagou")).toContain("数据不足");
  });

  it("says that the data do not suffice where nothing was recorded", async () => {
    expect(await run("/budget", "zh-CN", empty)).toContain("数据不足");
  });
});

describe("/posting-time", () => {
  it("says when to post, how sure that is, how long a proof takes and how to test", async () => {
    const zh = await run("/posting-time");
    expect(zh).toMatch(/周一至周五 \d+:00–\d+:00 到得最多（真是最多的概率 .*日均 [\d.]+ 份/);
    expect(zh).toMatch(/1.5 倍简历：按现在的量，新旧各需约 \d+ 天/);
    expect(zh).toContain("双周按");
    expect(zh).toContain("npm run --silent cli -- metric posting_time");
    expect(await run("/posting-time 抖音", "en")).toMatch(
      /Douyin: when to post.*really the most with chance/,
    );
  });

  it("names what can be asked for a channel nobody knows, and says so where nobody came", async () => {
    expect(await run("/posting-time boos")).toContain("没有“boos”这个渠道");
    expect(await run("/posting-time", "zh-CN", empty)).toContain("还没有简历");
  });
});
