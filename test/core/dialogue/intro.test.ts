import { describe, expect, it } from "vitest";
import { Chat, chatAt } from "./chat.ts";

describe("greeting and consent", () => {
  it("says first that it is an AI and shows three separate choices", () => {
    const chat = new Chat();
    expect(chat.answer[0]?.text).toContain("我是AI，不是真人");
    expect(chat.heard).toMatch(/①.*测评[\s\S]*②.*境外模型[\s\S]*③.*人才库/);
    expect(chat.answer).toHaveLength(3);
    expect(new Chat({ locale: "en" }).heard).toContain("I am an AI, not a person");
  });

  it("agrees to the required part only by 1", () => {
    const chat = new Chat().say("1");
    expect(chat.of("consent")).toEqual([{ type: "consent", screening: true, model: false, pool: false }]);
    expect(chat.status).toBe("age");
  });

  it.each([
    [["是", "否", "是"], { screening: true, model: false, pool: true }],
    [["同意", "可以", "不同意"], { screening: true, model: true, pool: false }],
  ])("asks one by one after 2: %j", (answers, expected) => {
    const chat = new Chat().say("2");
    for (const answer of answers) chat.say(answer);
    expect(chat.of("consent")).toEqual([{ type: "consent", ...expected }]);
    expect(chat.status).toBe("age");
  });

  it("takes the human path when refused, without a nudge, and lets the candidate come back", () => {
    const chat = new Chat().say("3");
    expect(chat.status).toBe("human");
    expect(chat.of("stage").map(({ to }) => to)).toEqual(["manual"]);
    expect(chat.of("notify").map(({ notice }) => notice)).toEqual([
      { kind: "human", reason: "consent_refused" },
    ]);
    expect(chat.facts()).toContain("consent_refused");
    expect([...chat.timers.keys()]).toEqual([]);
    chat.say("好的，我想了解工资");
    expect(chat.of("notify").at(-1)?.notice).toMatchObject({ kind: "message", text: "好的，我想了解工资" });
    chat.say("同意");
    expect(chat.heard).toContain("①");
    chat.say("1");
    expect(chat.status).toBe("age");
    expect(chat.of("consent").at(-1)).toMatchObject({ screening: true });
    expect(chat.of("stage").at(-1)?.to).toBe("started");
  });

  it("refuses the screening alone just as well", () => {
    expect(new Chat().say("2").say("否").status).toBe("human");
  });

  it("names the valid answers when it does not understand", () => {
    expect(new Chat().say("多少钱一个月").heard).toMatch(/1.*2.*3/);
    expect(new Chat().say("2").say("嘛").heard).toContain("“是”或“否”");
  });

  it("ignores a button of an older question", () => {
    const chat = new Chat().say("2");
    const before = chat.state;
    chat.apply({ type: "said", messageId: "x", text: "1", choice: "consent.all:1" });
    expect(chat.state).toBe(before);
  });
});

describe("the declaration of being 16", () => {
  it("asks yes or no, never an age", () => {
    const chat = chatAt("age");
    expect(chat.heard).toContain("是否已满16周岁");
    chat.say("我今年28岁");
    expect(chat.heard).toContain("已忽略");
    expect(JSON.stringify(chat.state)).not.toContain("28");
    expect(chat.status).toBe("age");
  });

  it("stops kindly and erases when the answer is no", () => {
    const chat = chatAt("age").say("否");
    expect(chat.status).toBe("erased");
    expect(chat.of("erase")).toEqual([{ type: "erase", reason: "under16" }]);
    expect(chat.heard).toContain("未满16周岁");
    expect(JSON.stringify(chat.state)).not.toContain("售后客服");
  });

  it("goes on to the facts when the answer is yes", () => {
    const chat = chatAt("age").say("是的");
    expect(chat.status).toBe("facts");
    expect(chat.heard).toContain("1/4");
    expect(chat.of("stage").map(({ to }) => to)).toEqual(["screening"]);
  });
});

describe("the four facts", () => {
  it("are kept normalised and told to recruiters once", () => {
    const chat = chatAt("facts").say("3天后").say("只能白班").say("6k").say("没做过");
    expect(chat.of("jobFit")).toEqual([
      {
        type: "jobFit",
        jobFit: { startDate: "P3D", shifts: "day", payMin: 6000, payMax: 6000, platforms: ["none"] },
      },
    ]);
    expect(chat.status).toBe("warmup");
  });

  it("can be given by buttons", () => {
    const chat = chatAt("facts").press("立即到岗").press("2 可上晚班").press("面议").press("9 都没用过");
    expect(chat.of("jobFit")[0]?.jobFit).toEqual({
      startDate: "immediate",
      shifts: "evening",
      payNegotiable: true,
      platforms: ["none"],
    });
  });

  it("are asked again with examples of valid answers, and left to people after three tries", () => {
    const chat = chatAt("facts").say("看老板");
    expect(chat.heard).toContain("“下周一”");
    chat.say("嗯？").say("不清楚");
    expect(chat.heard).toContain("由同事跟您确认");
    expect(chat.heard).toContain("班次");
  });

  it("ignore what must not be known and keep the rest of the sentence", () => {
    const chat = chatAt("facts").say("下周一可以，我怀孕三个月了");
    expect(chat.heard).toContain("已忽略");
    expect(chat.heard).toContain("2026-11-30");
    expect(chat.answer.length).toBeLessThanOrEqual(3);
    expect(JSON.stringify(chat.state)).not.toContain("怀孕");
  });

  it("repeat the question when somebody says continue, without counting it as a miss", () => {
    const chat = chatAt("facts").say("继续").say("继续").say("继续").say("继续");
    expect(chat.status).toBe("facts");
    expect(chat.heard).toContain("最早什么时候可以到岗");
  });
});

describe("the warm-up", () => {
  const sentence = (chat: Chat) => chat.answer.at(-1)?.text ?? "";

  it("measures Chinese characters a minute from delivery to answer", () => {
    const chat = chatAt("warmup");
    const copied = sentence(chat);
    const characters = [...copied.matchAll(/\p{Script=Han}/gu)].length;
    chat.say(copied, { after: 30 });
    expect(chat.state).toMatchObject({ status: "ready", common: { typingCpm: characters * 2 } });
  });

  it("changes nothing when skipped, in English, or when the copy is no copy twice", () => {
    expect(chatAt("warmup").say("跳过").state).toMatchObject({
      status: "ready",
      common: { typingCpm: null },
    });
    expect(chatAt("warmup").press("跳过").state).toMatchObject({
      status: "ready",
      common: { typingCpm: null },
    });
    const english = chatAt("warmup", { locale: "en" });
    expect(english.say(sentence(english)).state).toMatchObject({
      status: "ready",
      common: { typingCpm: null },
    });
    const chat = chatAt("warmup").say("为什么要打字");
    expect(chat.status).toBe("warmup");
    expect(chat.heard).toContain("跳过");
    expect(chat.say("哦").state).toMatchObject({ status: "ready", common: { typingCpm: null } });
  });

  it("counts only what was really copied", () => {
    const chat = chatAt("warmup");
    const copied = sentence(chat);
    const part = copied.slice(0, Math.ceil(copied.length * 0.75));
    const characters = [...part.matchAll(/\p{Script=Han}/gu)].length;
    chat.say(part, { after: 60 });
    expect(chat.state).toMatchObject({ status: "ready", common: { typingCpm: characters } });
  });

  it("forgives a typo", () => {
    const chat = chatAt("warmup");
    chat.say(sentence(chat).replace("您", "你"), { after: 30 });
    expect(chat.state).toMatchObject({ status: "ready", common: { typingCpm: expect.any(Number) } });
  });
});
