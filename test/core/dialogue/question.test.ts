import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { FaqFile } from "../../../src/core/content/faq.ts";
import { questionIn } from "../../../src/core/dialogue/question-in.ts";
import { answerOf, defaultDesk, meantBy, ownDesk } from "../../../src/core/faq/desk.ts";
import type { JobKnown } from "../../../src/core/faq/reply.ts";
import { type Chat, chatAt } from "./chat.ts";
import { script } from "./script.ts";

const desk = {
  own: ownDesk([{ id: "own", question: "试岗几天？", answer: "试岗三天，照付工资。" }]),
  any: defaultDesk(FaqFile.parse(parse(readFileSync("prompts/faq/default.yaml", "utf8")))),
};
const job: JobKnown = {
  title: "拼多多售后客服",
  company: "青禾小店",
  shift: "rotating",
  openings: 3,
  advert: {
    city: "杭州",
    payMin: 4500,
    payMax: 6500,
    employment: "full_time",
    chinese: "回复买家咨询\n35岁以下优先\n月休6天，包住四人间\n五险一金",
    english: "Six days off a month, shared dormitory.",
  },
};

/** The candidate writes, and what it asks is looked up as the room does it. */
function ask(chat: Chat, text: string, more: { waits?: boolean; group?: string; job?: JobKnown } = {}): Chat {
  const split = questionIn(script, chat.state, text, chat.now);
  const locale = "locale" in chat.state ? chat.state.locale : "zh-CN";
  const found = split && answerOf(desk, meantBy(desk, split.question), more.job ?? job, locale);
  const ids = { id: "q1", group: more.group ?? "q1", waits: more.waits ?? false };
  return chat.say(text, split && found ? { asked: { ...split, ...found, ...ids } } : {});
}
const step = (chat: Chat) => {
  const { common: _, ...place } = chat.state as { common: unknown };
  return place;
};
const forwarded = (chat: Chat) => chat.of("forward").length;

describe("a question at any step", () => {
  it.each([
    ["consent", [], "工资多少？", "4500-6500元/月", "回复 1 同意"],
    ["age", ["1"], "要交钱吗", "不收任何费用", "是否已满16周岁"],
    ["a fact", ["1", "是"], "bao zhu ma", "包住四人间", "最早什么时候"],
    ["another fact", ["1", "是", "下周一"], "单休？", "月休6天", "班次您可以怎么上"],
    ["pay", ["1", "是", "下周一", "都可以"], "有五险一金么", "社保", "期望的月薪"],
  ])(
    "%s is answered with the job's facts and leads back to the step",
    (_, before, question, answer, back) => {
      const chat = chatAt("consent");
      for (const text of before) chat.say(text);
      const at = step(chat);
      ask(chat, question);
      expect(chat.answer[0]?.text).toContain(answer);
      expect(chat.answer.at(-1)?.text).toContain(back);
      expect(chat.answer.at(-1)?.choices?.length).toBeGreaterThan(0);
      expect(step(chat)).toEqual(at);
      expect(forwarded(chat)).toBe(0);
    },
  );

  it.each(["warmup", "brief", "gate", "gate2", "done"] as const)("at %s", (stop) => {
    const chat = chatAt(stop);
    const { status } = chat;
    ask(chat, "公司在哪个城市？");
    expect(chat.answer[0]?.text).toContain("杭州");
    expect(chat.status).toBe(status);
  });

  it("is answered in a pause, which goes on", () => {
    const chat = chatAt("brief").say("暂停");
    ask(chat, "几点上班");
    expect(chat.heard).toMatch(/轮班[\s\S]*暂停状态/);
    expect(chat.status).toBe("paused");
  });

  it("is equal in English", () => {
    const chat = chatAt("facts", { locale: "en" });
    ask(chat, "Is there a dorm?");
    expect(chat.heard).toContain("shared dormitory");
    ask(chat, "how much do you pay");
    expect(chat.heard).toContain("¥4,500–6,500 a month");
    expect(chat.answer.at(-1)?.text).toContain("when could you start");
  });

  it.each([
    ["你好，我叫王小芳，请问包住吗", "包住四人间"],
    ["我是在抖音上看到你们的。有五险一金吗？", "社保"],
    ["13812345678 包住吗", "包住四人间"],
    ["Hi, I'm Anna from Douyin. Is there a dorm?", "包住四人间"],
  ])("is found behind who asks it: %s", (text, said) => {
    const chat = chatAt("facts");
    ask(chat, text);
    expect(chat.answer[0]?.text).toContain(said);
    expect(forwarded(chat)).toBe(0);
  });

  it.each([
    ["住宿，要交钱吗？", "包住四人间"],
    ["试用期，工资多少？", "试用期"],
    ["想了解一下住宿，要交钱吗？", "包住四人间"],
    ["我叫王芳住宿舍，要交钱吗？", "包住四人间"],
    ["你好我怀孕了，可以应聘吗？", "婚育情况我们不问"],
    ["i'm pregnant, can i still apply", "婚育情况我们不问"],
  ])("is about what stands before it: %s", (text, said) => {
    const chat = chatAt("facts");
    ask(chat, text);
    expect(chat.answer[0]?.text).toContain(said);
  });

  it("is one however it is put: 收不收徒弟", () => {
    const chat = chatAt("facts");
    ask(chat, "你们收不收徒弟呀");
    expect(forwarded(chat)).toBe(1);
    ask(chat, "随时，我时不时有空");
    expect(forwarded(chat)).toBe(1);
  });

  it("comes with the shop's own answer before the one for any shop, and several get one each", () => {
    const chat = chatAt("facts");
    ask(chat, "试岗几天啊");
    expect(chat.heard).toContain("试岗三天");
    ask(chat, "工资多少？包住吗？");
    expect(chat.heard).toMatch(/4500-6500[\s\S]*包住四人间/);
  });
});

describe("an answer", () => {
  const at: Record<string, string[]> = {
    start: [],
    shifts: ["随时"],
    pay: ["随时", "1"],
    platforms: ["随时", "1", "6k"],
  };
  it.each([
    ["start", "下周一可以吗？"],
    ["start", "明天就能上班，行吗"],
    ["start", "什么时候都行，随时"],
    ["shifts", "晚班可以吗"],
    ["shifts", "只能上白班行不行？"],
    ["shifts", "晚班？"],
    ["pay", "6000可以吗？"],
    ["pay", "面议可以不"],
    ["platforms", "拼多多可以吗"],
    ["platforms", "没用过可以吗？"],
  ])("to %s is never taken as a question: %s", (fact, text) => {
    const chat = chatAt("facts");
    for (const answer of at[fact] ?? []) chat.say(answer);
    expect(questionIn(script, chat.state, text, chat.now)).toBeNull();
  });

  it("and a question in one message give both", () => {
    const chat = chatAt("facts").say("随时");
    ask(chat, "能上晚班，包住不？");
    expect(chat.heard).toMatch(/包住四人间[\s\S]*记下了：可以上晚班[\s\S]*期望的月薪/);
    ask(chat, "5000-6000吧 交社保吗");
    expect(chat.heard).toMatch(/社保[\s\S]*5000–6000/);
  });

  it.each([
    ["下周一，单休？", /月休6天[\s\S]*班次方面您可以怎么上/],
    ["下周一 双休？", /月休6天[\s\S]*班次方面您可以怎么上/],
    ["随时。五险一金？", /社保[\s\S]*班次方面您可以怎么上/],
    ["Next Monday. Weekends off?", /月休6天[\s\S]*班次方面您可以怎么上/],
  ])("however short the question is: %s", (text, said) => {
    const chat = chatAt("facts");
    ask(chat, text);
    expect(chat.heard).toMatch(said);
    expect(chat.state).toMatchObject({ status: "facts", fact: "shifts" });
  });

  it.each(["is there any deposit", "do you pay any deposit", "are there any fees"])(
    "nor one that holds a word of an answer: %s",
    (text) => {
      const chat = chatAt("facts").say("随时");
      ask(chat, text);
      expect(chat.heard).toContain("不收任何费用");
      expect(chat.state).toMatchObject({ status: "facts", fact: "shifts" });
    },
  );

  it("and words that only soften an answer ask nothing", () => {
    const chat = chatAt("facts");
    for (const text of ["下周一，可以吗？", "下周一，行不？", "随时，OK？"])
      expect(questionIn(script, chat.state, text, chat.now)).toBeNull();
    ask(chat, "下周一，可以吗？");
    expect(chat.state).toMatchObject({ status: "facts", fact: "shifts" });
    expect(forwarded(chat)).toBe(0);
  });

  it("is not made of a question about the job that names a shift", () => {
    const chat = chatAt("facts").say("随时");
    ask(chat, "要上夜班吗？");
    expect(chat.state).toMatchObject({ status: "facts", fact: "shifts" });
    expect(chat.heard).toContain("轮班");
  });
});

describe("in the role-play", () => {
  it("the customer stays in character and the question is answered right after", () => {
    const chat = chatAt("brief").say("开始");
    ask(chat, "这个岗位包住吗？");
    expect(chat.heard).not.toContain("四人间");
    expect(chat.status).toBe("roleplay");
    chat.wait(400);
    expect(chat.status).toBe("ready");
    expect(
      chat
        .of("say")
        .map(({ text }) => text)
        .join("\n"),
    ).toMatch(/(?:模拟结束|时间到了)[\s\S]*四人间[\s\S]*3\/4/);
    expect(forwarded(chat)).toBe(0);
  });

  it("and in the timed parts after it only an obvious question counts", () => {
    const chat = chatAt("gate").say("继续");
    ask(chat, "工资多少？");
    expect(chat.heard).toMatch(/4500-6500[\s\S]*计时还在继续/);
    expect(chat.state).toMatchObject({ status: "rule", answers: [] });
    const items = chatAt("gate2").say("继续");
    ask(items, "单休还是双休？");
    expect(items.heard).toMatch(/月休6天[\s\S]*“对”“错”/);
    expect(items.state).toMatchObject({ status: "short", index: 0, bubbles: [] });
  });
});

describe("what no entry answers", () => {
  it("goes to people once and is said so", () => {
    const chat = chatAt("facts");
    ask(chat, "办公室有猫吗？");
    expect(chat.heard).toMatch(/我去问一下招聘同事[\s\S]*最早什么时候/);
    expect(chat.of("forward")).toEqual([
      { type: "forward", id: "q1", group: "q1", question: "办公室有猫吗？", entry: null },
    ]);
    expect(chat.of("notify").at(-1)?.notice).toEqual({ kind: "question", id: "q1", text: "办公室有猫吗？" });
    const notices = chat.of("notify").length;
    ask(chat, "办公室有猫吗", { waits: true });
    expect(chat.heard).toContain("已经在问招聘同事");
    expect([forwarded(chat), chat.of("notify").length]).toEqual([1, notices]);
    const other = chatAt("facts");
    ask(other, "办公室有猫吗？", { group: "q0" });
    expect([
      forwarded(other),
      other.of("notify").filter(({ notice }) => notice.kind === "question").length,
    ]).toEqual([1, 0]);
  });

  it("is asked beside the general answer where only this job's facts are missing", () => {
    const chat = chatAt("facts");
    ask(chat, "包住不", { job: { ...job, advert: null } });
    expect(chat.heard).toMatch(/介绍里写明[\s\S]*这个岗位具体怎么定/);
    expect(chat.of("forward")).toMatchObject([{ entry: "housing" }]);
  });

  it("is not mistaken for a step that was not understood, nor a greeting for a question", () => {
    for (const text of ["什么意思？", "在吗", "还在吗？", "怎么填？", "？？？"])
      expect(questionIn(script, chatAt("facts").state, text, 0)).toBeNull();
  });
});

describe("the law and kindness", () => {
  it.each([
    ["我38了还要吗？", "没有年龄上限"],
    ["男的可以做吗？", "不限性别"],
    ["刚结婚没孩子，会影响吗？", "不影响"],
    ["我有乙肝可以应聘吗？", "不问健康"],
    ["要不要交培训费？", "不收任何费用"],
    ["你们不会是骗子吧？", "不收钱"],
    ["我的信息会不会被卖掉？", "不会卖给别人"],
    ["分数是AI打的吗，公平吗？", "真人"],
  ])("%s", (question, answer) => {
    const chat = chatAt("facts");
    ask(chat, question);
    expect(chat.heard).toContain(answer);
    expect(chat.heard).not.toContain("35岁");
    expect(chat.state).toMatchObject({ status: "facts", fact: "start" });
  });

  it("bring a person where an entry is not enough", () => {
    const upset = chatAt("facts");
    ask(upset, "我不想活了");
    expect(upset.heard).toContain("12356");
    expect(upset.status).toBe("human");
    const angry = chatAt("facts");
    ask(angry, "我要投诉你们的面试官");
    expect(angry.status).toBe("human");
  });
});
