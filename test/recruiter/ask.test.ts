import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forgetRows } from "../../src/db/retention.ts";
import { importHistory } from "../../src/intake/history/import-history.ts";
import type { OpenQuestion, QuestionReader } from "../../src/llm/ask.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { answerQuestion } from "../../src/recruiter/ask.ts";
import { inWords } from "../../src/recruiter/pictures.ts";
import { violationsOfCall } from "../fakes/slack/rules.ts";
import { addApplicant, company, createWorld, li, type World, zhao } from "./world.ts";

const folder = fileURLToPath(new URL("../fixtures/history", import.meta.url));
const at = (time: string) => new Date(`2026-11-18T${time}+08:00`);
let world: World;
let now = at("17:00:00");

beforeAll(async () => {
  world = await createWorld();
  const { db, deps } = world;
  await importHistory({ sql: db.sql, vault: deps.vault, company, progress: () => {} }, folder);
  deps.clock = () => now;
});
afterAll(() => world.close());

const say = async (words: string, place = "here", who = li, deps = world.deps) => {
  const answer = await answerQuestion(deps, who, place, words);
  const { text, blocks } = inWords(answer.view);
  const call = { channel: "C", text, blocks, unfurl_links: false, unfurl_media: false };
  expect(violationsOfCall("chat.postMessage", call), words).toEqual([]);
  return answer;
};

describe("an answer to a question in words", () => {
  it("has number, interval, n, definition, filters, period and the command that gives it again", async () => {
    const { plain, query, kind } = await say("10月BOSS的转化率", "a");
    expect(kind).toBe("answer");
    expect(query).toMatchObject({ metric: "resume_to_interview_rate", from: "2026-10-01", to: "2026-10-31" });
    expect(plain).toMatch(/^简历→面试转化率\n\d+%（\d+\/\d+，95% 区间 \d+%–\d+%）/);
    expect(plain).toContain("渠道：BOSS直聘；期间：2026-10-01 至 2026-10-31");
    expect(plain).toContain("口径：期间内的简历");
    expect(plain).toMatch(
      /npm run --silent cli -- metric resume_to_interview_rate --channel boss --from 2026-10-01/,
    );
  });

  it("is in the language of the question", async () => {
    const { plain } = await say("hires by channel in october vs september", "b");
    expect(plain).toMatch(/^Hires\n/);
    expect(plain).toContain("compared with 2026-09-01 to 2026-09-30");
    expect(plain).not.toMatch(/期间|口径/);
  });

  it("says what a turnover rate is when that was asked", async () => {
    expect((await say("离职率多少", "c")).plain).toMatch(/离职率 \d+%.*离职率 = 1 − 留存率/s);
  });

  it("brings a picture where there is something to compare", async () => {
    expect((await say("各渠道转化率", "d")).chart).toMatchObject({ kind: "channels" });
    expect((await say("今年每周简历", "d")).chart).toMatchObject({ kind: "series", form: "line" });
    expect((await say("招聘漏斗", "d")).chart).toMatchObject({ kind: "funnel" });
    expect((await say("什么时候发帖", "d")).chart).toMatchObject({ kind: "arrivals" });
    expect((await say("上周简历多少", "d")).chart).toBeNull();
  });

  it("says so where a number cannot be told that way, or not yet", async () => {
    expect(await say("各岗位花费", "e")).toMatchObject({
      kind: "clarify",
      plain: expect.stringContaining("不能这样分"),
    });
    expect(await say("下个月要招多少人", "e")).toMatchObject({
      kind: "clarify",
      plain: expect.stringContaining("用人预测"),
    });
  });
});

describe("a conversation about numbers", () => {
  it("goes on from what the same person asked in the same place within half an hour", async () => {
    await say("上周BOSS来了多少简历", "f");
    expect((await say("那抖音呢", "f")).query).toMatchObject({
      metric: "resumes",
      from: "2026-11-09",
      filters: { channel: ["douyin"] },
    });
    expect(await say("那智联呢", "f", zhao)).toMatchObject({ kind: "clarify" });
    expect(await say("那智联呢", "elsewhere")).toMatchObject({ kind: "clarify" });
    now = at("17:31:00");
    expect(await say("那智联呢", "f")).toMatchObject({ kind: "clarify" });
    now = at("17:00:00");
  });

  it("offers choices as buttons that go on with the question", async () => {
    const { view, choices } = await say("10月通过率是多少", "g");
    expect(choices).toEqual(["测评通过率", "面试通过率"]);
    const block = view.blocks.find((one) => one.type === "actions");
    const second = block?.type === "actions" ? block.elements[1] : undefined;
    if (second?.type !== "button") throw new Error("no button");
    const action = actions.find(({ id }) => id === second.action_id);
    const result = await action?.run(world.deps, li, { value: second.value ?? "", deliveryId: "x" });
    expect(JSON.stringify(result)).toMatch(/面试通过率.*2026-10-01 至 2026-10-31/);
    for (const value of ["", "{}", '{"q":""}'])
      expect(await action?.run(world.deps, li, { value, deliveryId: "x" })).toMatchObject({
        kind: "refused",
      });
  });

  it("refuses what is never answered, and what leans on it, and keeps nothing of its words", async () => {
    expect(await say("女生有几个", "h")).toMatchObject({ kind: "refuse", query: null });
    expect(await say("那BOSS的呢", "h")).toMatchObject({ kind: "refuse" });
    expect((await say("上周简历", "h")).kind).toBe("answer");
  });

  it("keeps questions masked and sealed, for a day", async () => {
    await say("13812345678 上周简历多少", "i");
    const rows = await world.db.sql`select * from asked_questions where place = 'i'`;
    expect(JSON.stringify(rows)).not.toContain("13812345678");
    const opened = world.deps.vault.open(rows[0]?.question_sealed, `${company}:asked_questions`);
    expect(opened).toBe("[手机号已隐藏] 上周简历多少");
    await forgetRows(world.db.sql, at("17:30:00"));
    expect(await world.db.sql`select 1 from asked_questions where place = 'i'`).toHaveLength(1);
    await forgetRows(world.db.sql, new Date("2026-11-19T18:00:00+08:00"));
    expect(await world.db.sql`select 1 from asked_questions`).toHaveLength(0);
  });

  it("shows text from outside letter by letter", async () => {
    const { view } = await say("来自 <!channel> *平台* 的简历 from <!here|x>", "j");
    expect(JSON.stringify(view)).not.toContain("<!");
  });
});

describe("a model as second reader", () => {
  const reading = (query: Awaited<ReturnType<QuestionReader["read"]>>) => {
    const asked: OpenQuestion[] = [];
    const reader: QuestionReader = {
      read: async (question) => {
        asked.push(question);
        return query;
      },
    };
    return { asked, deps: { ...world.deps, questionReader: reader } };
  };
  const hires = {
    metric: "hires",
    group_by: [],
    filters: { channel: null, job: null, shift: null },
    from: null,
    to: null,
    compare: null,
    limit: null,
    order: null,
  };

  it("never gets a question that names a candidate, now or a moment ago", async () => {
    const { asked, deps } = reading(hires);
    for (const words of ["程小满战果如何？", "战果 Ada Quill 如何？"]) await say(words, words, li, deps);
    expect(asked).toHaveLength(2);
    await addApplicant(world, { name: "程小满" });
    await addApplicant(world, { name: "Ada Quill" });
    for (const words of ["程小满战果如何？", "战果 Ada Quill 如何？", "战果如何？"])
      await say(words, "named", li, deps);
    expect(asked).toHaveLength(2);
  });

  it("is asked only where the words were not understood, and gets them masked", async () => {
    const { asked, deps } = reading(hires);
    expect((await say("战果如何？微信 zhaomin88", "k", li, deps)).query).toEqual(hires);
    expect(asked[0]?.question).not.toContain("zhaomin88");
    await say("上周简历", "k", li, deps);
    await say("按年龄看", "k", li, deps);
    await say("通过率是多少", "l", li, deps);
    expect(asked).toHaveLength(1);
  });

  it("changes nothing when it has no reading", async () => {
    const { deps } = reading(null);
    expect(await say("战果如何？", "m", li, deps)).toMatchObject({ kind: "clarify" });
  });
});
