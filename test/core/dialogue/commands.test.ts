import { describe, expect, it } from "vitest";
import { Chat, chatAt } from "./chat.ts";

const stops = [
  "consent",
  "age",
  "facts",
  "warmup",
  "brief",
  "roleplay",
  "gate",
  "rule",
  "gate2",
  "short",
  "done",
] as const;
type Stop = (typeof stops)[number];

/** Where the chat is, without what changes with every bubble. */
const place = (chat: Chat): string => {
  const { state } = chat;
  if (state.status === "facts") return `facts ${state.fact}`;
  if (state.status === "ready") return `ready ${state.next}`;
  if (state.status === "consent") return `consent ${state.ask}`;
  return state.status;
};

/** Where "continue" leads after an interruption at this stop. */
const back: Record<Stop, string> = {
  consent: "consent all",
  age: "age",
  facts: "facts start",
  warmup: "warmup",
  brief: "ready roleplay",
  roleplay: "ready roleplay",
  gate: "ready rule",
  rule: "ready rule",
  gate2: "ready short",
  short: "ready short",
  done: "done",
};

describe.each(stops)("at %s", (stop) => {
  it("a person can be asked for, gets the messages, and one can go on", () => {
    const chat = chatAt(stop).say("人工");
    expect(chat.status).toBe("human");
    expect(chat.of("notify").at(-1)?.notice).toEqual({ kind: "human", reason: "asked" });
    expect(chat.facts()).toContain("human_requested");
    expect([...chat.timers.keys()]).toEqual([]);
    chat.say("我想问一下工资");
    expect(chat.of("notify").at(-1)?.notice).toMatchObject({ kind: "message", text: "我想问一下工资" });
    expect(chat.heard).toContain("已转给同事");
    chat.say("还有休息时间");
    expect(chat.of("notify").at(-1)?.notice).toMatchObject({ kind: "message", text: "还有休息时间" });
    expect(chat.answer).toEqual([]);
    chat.say("继续");
    expect(place(chat)).toBe(back[stop]);
    expect(chat.answer.length).toBeGreaterThan(0);
  });

  it("a pause holds until continue", () => {
    const chat = chatAt(stop).say("暂停");
    if (stop === "roleplay") {
      expect(chat.status).toBe("roleplay");
      chat.wait(301);
      expect(chat.status).toBe("paused");
      expect(chat.say("继续").status).toBe("ready");
      return;
    }
    expect(chat.status).toBe(stop === "done" ? "done" : "paused");
    chat.say("你好");
    expect(chat.heard).toContain(stop === "done" ? "一个工作日" : "继续");
    chat.say("继续");
    expect(place(chat)).toBe(back[stop]);
  });

  it("delete asks once and then erases everything", () => {
    const chat = chatAt(stop).say("删除");
    expect(chat.heard).toContain("确认");
    expect(chat.status).not.toBe("erased");
    chat.say("确认");
    expect(chat.state).toEqual({ status: "erased", reason: "requested" });
    expect(chat.of("erase")).toEqual([{ type: "erase", reason: "requested" }]);
    expect(chat.facts().at(-1)).toBe("erased");
    const before = chat.effects.length;
    const { state } = chat;
    chat
      .say("你好")
      .say("人工")
      .wait(100 * 3600);
    chat.apply({ type: "recruiterSaid", key: "k", kind: "reply", text: "您好" });
    expect(chat.effects).toHaveLength(before);
    expect(chat.state).toBe(state);
  });

  it("delete is forgotten when something else is said", () => {
    const chat = chatAt(stop).say("删除").say("你好呀").say("确认");
    expect(chat.status).not.toBe("erased");
  });

  it("delete can be taken back by button", () => {
    const chat = chatAt(stop).say("删除").press("不了");
    expect(chat.heard).toContain("没有变动");
    expect(chat.say("确认").status).not.toBe("erased");
  });

  it("English switches the language, except while a clock runs", () => {
    const chat = chatAt(stop).say("English");
    const timed = stop === "roleplay" || stop === "rule" || stop === "short";
    expect("locale" in chat.state && chat.state.locale).toBe(timed ? "zh-CN" : "en");
    expect(chat.heard).toMatch(timed ? /做完/ : /[a-z]{4}/i);
    expect(place(chat).split(" ")[0]).toBe(timed ? stop : (back[stop].split(" ")[0] ?? ""));
  });

  it("help lists what can be said and changes nothing", () => {
    const chat = chatAt(stop);
    const before = place(chat);
    chat.say("help");
    expect(chat.heard).toContain("“人工”");
    expect(place(chat)).toBe(before);
  });

  it("a second start message, an unknown delivery or an old button change nothing at all", () => {
    const chat = chatAt(stop);
    const before = chat.state;
    const again = chat.events[0];
    if (again?.type === "started") chat.apply(again);
    chat.apply({ type: "delivered", key: "b9999" });
    chat.apply({ type: "undelivered", key: "b9999" });
    chat.apply({ type: "edited", messageId: "m9999", text: "x" });
    chat.apply({ type: "said", messageId: "old", text: "对", choice: "q0.9:true" });
    chat.apply({ type: "timedOut", timer: "limit", generation: 99, due: chat.now, linkSeenAt: null });
    chat.apply({ type: "unblocked" });
    expect(chat.state).toBe(before);
  });

  it("a message that was overtaken, or one too many, is no answer outside a running turn", () => {
    const chat = chatAt(stop);
    if (stop === "roleplay" || stop === "rule") return;
    const before = chat.state;
    chat.say("1", { after: 0, at: chat.now - 5000, late: true });
    for (const text of ["喵", "哈哈哈"]) chat.say(text, { after: 0, surplus: true });
    expect(chat.state).toBe(before);
  });

  it("one message too many still takes whoever answers a step further", () => {
    const chat = chatAt("gate").wait(60);
    chat.say("继续", { after: 0, surplus: true });
    expect(place(chat)).toBe("rule");
  });

  it("a repeated message changes nothing", () => {
    const chat = chatAt(stop).say("暂停一下");
    const last = chat.events.findLast((event) => event.type === "said");
    const before = chat.state;
    if (last) expect(chat.apply(last)).toEqual([]);
    expect(chat.state).toBe(before);
  });

  it("coming back says where one is, unless a clock runs", () => {
    const chat = chatAt(stop);
    chat.answer = [];
    chat.apply({ type: "cameBack" });
    const timed = stop === "roleplay" || stop === "rule" || stop === "short";
    expect(chat.answer.length > 0).toBe(!timed);
    expect(place(chat)).toBe(timed ? stop : back[stop]);
  });
});

describe("commands", () => {
  it("inside a sentence to the customer are left alone", () => {
    const chat = chatAt("roleplay").say("我帮您转人工主管", { after: 5 }).say("您可以暂停使用", { after: 5 });
    expect(chat.status).toBe("roleplay");
  });

  it("asking for a person in the role-play interrupts it without a score", () => {
    const chat = chatAt("roleplay").say("您好").say("人工");
    expect(chat.status).toBe("human");
    expect(chat.of("fact").find(({ name }) => name === "roleplay_interrupted")?.data).toMatchObject({
      reason: "human",
    });
    expect(chat.facts()).not.toContain("roleplay_finished");
    const opening = chat.customer()[0];
    chat.say("继续");
    expect(chat.heard).toContain("开始");
    chat.say("开始");
    expect(chat.customer().at(-1)).not.toBe(opening);
  });

  it("move the stage to people and back, but never undo what people have in hand", () => {
    const chat = chatAt("facts").say("人工").say("继续");
    expect(chat.of("stage").map(({ to }) => to)).toEqual(["screening", "manual", "screening"]);
    const done = chatAt("done").say("人工").say("继续");
    expect(done.of("stage").map(({ to }) => to)).toEqual(["screening", "assessed"]);
  });
});

describe("restart", () => {
  it.each([
    ["facts", "facts start"],
    ["warmup", "facts start"],
    ["brief", "facts start"],
    ["roleplay", "ready roleplay"],
  ] as const)("at %s is free, once", (stop, expected) => {
    const chat = chatAt(stop).say("重新开始");
    expect(place(chat)).toBe(expected);
    expect(chat.of("fact").find(({ name }) => name === "restarted")?.data).toEqual({ attempt: 1 });
    if (stop === "roleplay") chat.say("开始");
    const before = place(chat);
    chat.say("重新开始");
    expect(chat.heard).toContain("已经用过");
    expect(place(chat)).toBe(before);
  });

  it("in the role-play gives a parallel variant", () => {
    const chat = chatAt("roleplay");
    const opening = chat.customer()[0];
    chat.say("重新开始").say("开始");
    expect(chat.customer().at(-1)).not.toBe(opening);
  });

  it("before the first question of the assessment only asks again", () => {
    expect(place(chatAt("consent").say("重新开始"))).toBe("consent all");
    expect(place(chatAt("age").say("重新开始").say("是").say("下周一").say("重新开始"))).toBe("facts start");
  });

  it.each(["gate", "rule", "gate2", "short", "done"] as const)(
    "at %s is the second attempt, after a clear yes, on other content",
    (stop) => {
      const chat = chatAt(stop);
      const opening = chat.customer()[0];
      chat.say("重新开始");
      expect(chat.heard).toContain("第二次测评");
      chat.say("确认");
      expect(place(chat)).toBe("ready roleplay");
      expect(chat.heard).toContain("2/4");
      chat.say("开始");
      expect(chat.customer().at(-1)).not.toBe(opening);
      chat.wait(301).say("继续").wait(130).say("继续");
      for (let i = 0; i < 6; i += 1) chat.say("错，因为规则不允许", { after: 10 });
      expect(chat.status).toBe("done");
      const attempts = chat.of("assessed").map(({ assessment }) => assessment.attempt);
      expect(attempts).toEqual(stop === "done" ? [1, 2] : [2]);
      expect(chat.of("assessed").at(-1)?.assessment.reviewBand).toEqual([65, 79]);
      chat.say("重新开始");
      expect(chat.heard).toContain("都用完了");
      expect(chat.say("确认").status).toBe("done");
    },
  );

  it("is refused once a person has decided", () => {
    const chat = chatAt("done");
    chat.apply({ type: "recruiterSaid", key: "d", kind: "decline", text: "谢谢您" });
    chat.say("重新开始");
    expect(chat.heard).toContain("已经作出决定");
  });

  it("of a timed part goes on if the yes does not come", () => {
    const chat = chatAt("rule").say("重新开始").say("官方补贴，以页面为准");
    expect(chat.state).toMatchObject({ status: "rule", answers: [{ text: "官方补贴，以页面为准" }] });
  });
});

describe("recruiters", () => {
  it("reach the candidate, marked as people, once per key", () => {
    const chat = chatAt("facts");
    chat.answer = [];
    chat.apply({ type: "recruiterSaid", key: "r1", kind: "reply", text: "您好，我是小李" });
    chat.apply({ type: "recruiterSaid", key: "r1", kind: "reply", text: "您好，我是小李" });
    expect(chat.answer).toMatchObject([{ text: "您好，我是小李", author: "recruiter", section: "human" }]);
    expect(place(chat)).toBe("facts start");
  });

  it.each(["roleplay", "rule", "short"] as const)(
    "wait with their words until the running %s is over",
    (stop) => {
      const chat = chatAt(stop);
      chat.answer = [];
      chat.apply({ type: "recruiterSaid", key: "r1", kind: "question", text: "您住哪个区？" });
      expect(chat.answer).toEqual([]);
      chat.wait(310);
      expect(chat.answer.some(({ author, text }) => author === "recruiter" && text === "您住哪个区？")).toBe(
        true,
      );
      expect(chat.say("浦东").of("notify").at(-1)?.notice).toMatchObject({ kind: "message", text: "浦东" });
    },
  );

  it("get the answer to a question, and the step goes on", () => {
    const chat = chatAt("done");
    chat.apply({ type: "recruiterSaid", key: "q1", kind: "question", text: "周末可以吗？" });
    chat.say("可以的");
    expect(chat.of("notify").at(-1)?.notice).toMatchObject({ kind: "message", text: "可以的" });
    expect(chat.facts()).toContain("answered_recruiter");
    expect(chat.heard).toContain("已转给同事");
    chat.say("谢谢");
    expect(chat.heard).toContain("一个工作日");
  });

  it("do not take the start of a timed part for an answer", () => {
    const chat = chatAt("brief");
    chat.apply({ type: "recruiterSaid", key: "q1", kind: "question", text: "周末可以吗？" });
    expect(chat.say("开始").status).toBe("roleplay");
  });

  it("who decline tell how to contest; a review is asked for once", () => {
    const chat = chatAt("done");
    chat.answer = [];
    chat.apply({ type: "recruiterSaid", key: "d1", kind: "decline", text: "这次没有安排面试" });
    expect(chat.heard).toContain("复核");
    chat.say("复核");
    expect(chat.of("notify").at(-1)?.notice).toEqual({ kind: "human", reason: "review" });
    expect(chat.facts()).toContain("review_requested");
    const notices = chat.of("notify").length;
    chat.say("复核");
    expect(chat.heard).toContain("已经在处理");
    expect(chat.of("notify")).toHaveLength(notices);
  });

  it("may be asked for a review only when there is something to review", () => {
    const chat = chatAt("facts").say("复核");
    expect(chat.heard).toContain("还没有结果");
    expect(chat.facts()).not.toContain("review_requested");
  });

  it("who decided early are not overruled by the end of the screening", () => {
    const chat = chatAt("gate2");
    chat.apply({ type: "recruiterSaid", key: "i1", kind: "invitation", text: "请来面试" });
    chat.say("继续");
    for (let i = 0; i < 6; i += 1) chat.say("对，必须人工回复", { after: 10 });
    expect(chat.status).toBe("done");
    expect(chat.of("stage").map(({ to }) => to)).toEqual(["screening"]);
  });

  it("cannot write to somebody who erased everything", () => {
    const chat = chatAt("facts").say("删除").say("确认");
    expect(chat.apply({ type: "recruiterSaid", key: "r1", kind: "reply", text: "您好" })).toEqual([]);
  });
});

describe("media", () => {
  it.each(["voice", "photo", "sticker", "file", "video", "contact", "location", "other"] as const)(
    "a %s is answered with a request to type, the step stays",
    (media) => {
      const chat = chatAt("facts");
      chat.answer = [];
      chat.apply({ type: "sentMedia", messageId: "x1", media });
      expect(chat.heard).toContain("打字");
      expect(place(chat)).toBe("facts start");
    },
  );
});

describe("a new conversation", () => {
  it("ignores everything before it started", () => {
    const chat = new Chat();
    expect(chat.effects[0]).toEqual({ type: "fact", name: "started" });
  });
});
