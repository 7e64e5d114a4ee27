import { describe, expect, it } from "vitest";
import { quietMs } from "../../../src/core/dialogue/takeover.ts";
import { type Chat, chatAt, monday10 } from "./chat.ts";

const li = { id: "slack:T1:LI", shown: { zh: "李经理", en: "Li" } };
const zhao = { id: "slack:T1:ZHAO", shown: { zh: "赵主管", en: "Zhao" } };
const hour = 3_600_000;
const stops = ["consent", "facts", "warmup", "brief", "roleplay", "gate", "rule", "gate2", "short"] as const;

let n = 0;
const take = (chat: Chat, until: "quiet" | "open" | number = "quiet", by = li): Chat => {
  n += 1;
  chat.answer = [];
  const when = typeof until === "number" ? ({ kind: "at", at: until } as const) : { kind: until };
  chat.apply({ type: "takenOver", key: `t${n}`, by, until: when, why: "asked" });
  return chat;
};
const write = (chat: Chat, text: string, by = li): Chat => {
  n += 1;
  chat.answer = [];
  chat.apply({ type: "recruiterSaid", key: `r${n}`, kind: "reply", text, by });
  return chat;
};
const giveBack = (chat: Chat): Chat => {
  n += 1;
  chat.answer = [];
  chat.apply({ type: "handedBack", key: `h${n}`, by: li.id });
  return chat;
};
const armed = (chat: Chat) => [...chat.timers.keys()].sort();
const toThread = (chat: Chat) =>
  chat.of("notify").flatMap(({ notice }) => (notice.kind === "message" ? [notice.text] : []));

describe("a person takes over", () => {
  it.each(stops)(
    "at %s: the candidate is told once who answers, and nothing else is asked, timed or scored",
    (stop) => {
      const chat = take(chatAt(stop));
      expect(chat.status).toBe("taken");
      expect(chat.heard).toContain("李经理");
      expect(chat.answer).toHaveLength(1);
      expect(armed(chat)).toEqual(["handback"]);
      const before = "common" in chat.state ? chat.state.common.results : null;
      chat.say("请问包住吗").say("人工").say("暂停").say("重新开始").say("对，就是这样");
      expect(chat.answer).toEqual([]);
      expect(toThread(chat)).toEqual(["请问包住吗", "人工", "暂停", "重新开始", "对，就是这样"]);
      expect("common" in chat.state && chat.state.common.results).toEqual(before);
      expect(chat.heard).toBe("");
      expect(armed(chat)).toEqual(["handback"]);
    },
  );

  it.each([
    ["consent", "consent"],
    ["facts", "facts"],
    ["warmup", "warmup"],
    ["brief", "ready"],
    ["roleplay", "ready"],
    ["gate", "ready"],
    ["rule", "ready"],
    ["gate2", "ready"],
    ["short", "ready"],
    ["done", "done"],
  ] as const)("and handing back at %s leads to %s, asked again with what can be answered", (stop, status) => {
    const chat = giveBack(take(chatAt(stop)));
    expect(chat.status).toBe(status);
    expect(chat.heard).toMatch(/和同事的沟通先到这里/);
    expect(chat.heard).toMatch(/[“「\d]|回复/);
    expect(armed(chat)).toEqual(
      status === "done"
        ? []
        : ["expire", "nudge"].filter((timer) => stop !== "consent" || timer === "expire"),
    );
    expect(chat.answer.length).toBeLessThanOrEqual(3);
  });

  it("in a role-play, which starts again on a parallel variant and goes to a person in the end", () => {
    const chat = chatAt("roleplay");
    const first = chat.customer()[0];
    chat.say("您好，真抱歉");
    take(chat);
    expect(chat.heard).toContain("不计分");
    expect(chat.facts()).toContain("roleplay_interrupted");
    giveBack(chat);
    expect(chat.heard).toContain("换一个类似的情景");
    chat.say("开始");
    expect(chat.status).toBe("roleplay");
    expect(chat.customer().at(-1)).not.toBe(first);
    expect("common" in chat.state && [chat.state.common.plays, chat.state.common.interrupted]).toEqual([
      2,
      true,
    ]);
  });

  it("by writing, which stops a running section before the words arrive", () => {
    const chat = write(chatAt("short"), "您好，我是李经理");
    expect(chat.status).toBe("taken");
    expect(chat.answer.map(({ text, author }) => [author ?? "bot", text.includes("李经理")])).toEqual([
      ["bot", true],
      ["recruiter", true],
    ]);
    write(chat, "什么时候方便？");
    expect(chat.answer.map(({ text }) => text)).toEqual(["什么时候方便？"]);
  });

  it("and older events, which name nobody, still let words wait for the end of the section", () => {
    const chat = chatAt("roleplay");
    chat.answer = [];
    chat.apply({ type: "recruiterSaid", key: "old", kind: "reply", text: "加油" });
    expect([chat.status, chat.heard]).toEqual(["roleplay", ""]);
  });

  it("but not while somebody else has the conversation; whoever has it may choose another end", () => {
    const chat = take(chatAt("facts"), "open");
    const before = chat.state;
    take(chat, "quiet", zhao);
    expect(chat.state).toBe(before);
    take(chat, chat.now + hour);
    expect(chat.state).toMatchObject({ by: li, until: chat.now + hour });
    expect(chat.answer).toEqual([]);
  });

  it("once per click", () => {
    const chat = take(chatAt("facts"));
    giveBack(chat);
    const event = chat.events.findLast(({ type }) => type === "takenOver");
    const { state } = chat;
    if (event) chat.apply(event);
    expect(chat.state).toBe(state);
  });
});

describe("the conversation comes back", () => {
  it("two hours after the person's last line, and not before", () => {
    const chat = write(chatAt("facts"), "您好");
    chat.wait(3600);
    write(chat, "在吗");
    chat.say("在的", { after: 6000 }).wait(quietMs / 1000 - 6001);
    expect(chat.status).toBe("taken");
    chat.answer = [];
    chat.wait(2);
    expect(chat.status).toBe("facts");
    expect(chat.heard).toMatch(/最早什么时候/);
    expect(chat.of("notify").at(-1)?.notice).toEqual({ kind: "handedBack", why: "quiet", by: null });
  });

  it("when the candidate writes continue, or presses it, without a farewell", () => {
    for (const go of [(c: Chat) => c.say("继续"), (c: Chat) => c.press("继续")]) {
      const chat = go(take(chatAt("facts"), "open"));
      expect(chat.status).toBe("facts");
      expect(chat.heard).not.toContain("和同事的沟通");
    }
    const en = take(chatAt("facts", { locale: "en" })).say("continue");
    expect(en.status).toBe("facts");
  });

  it("never by itself when it was taken until handed back, and never at night", () => {
    const open = take(chatAt("facts"), "open").wait(80 * 3600);
    expect(open.status).toBe("taken");
    const late = take(chatAt("facts", { at: monday10 + 11.5 * hour }));
    expect(late.state).toMatchObject({ until: monday10 + 22.5 * hour });
  });

  it("not in the middle of a person's lines, also when the chosen hour is over", () => {
    const chat = take(chatAt("facts"), 0);
    const soon = take(chatAt("facts"));
    take(soon, soon.now + hour);
    soon.wait(3500);
    write(soon, "稍等");
    soon.wait(200);
    expect(soon.status).toBe("taken");
    soon.wait(1700);
    expect(soon.status).toBe("facts");
    expect(chat.wait(1).status).toBe("facts");
  });

  it("without taking the silence for the candidate's: no reminder and no expiry is due at once", () => {
    const chat = take(chatAt("facts"), "open").wait(100 * 3600);
    giveBack(chat).wait(60);
    expect(chat.status).toBe("facts");
    expect(chat.facts()).not.toContain("expired");
  });

  it("to where they were, for those who had paused, asked for a person or refused", () => {
    const paused = giveBack(take(chatAt("facts").say("暂停")));
    expect([paused.status, paused.heard]).toEqual(["paused", expect.stringContaining("暂停状态")]);
    const asked = giveBack(take(chatAt("facts").say("人工")));
    expect(asked.status).toBe("facts");
    expect(asked.of("stage").at(-1)?.to).toBe("screening");
    const refused = giveBack(take(chatAt("consent").say("3")));
    expect([refused.status, refused.of("stage").at(-1)?.to]).toEqual(["human", "manual"]);
    expect(refused.say("同意").status).toBe("consent");
  });
});

describe("while a person has the conversation", () => {
  it("deleting everything still works, and nothing fires after it", () => {
    const chat = take(chatAt("roleplay")).say("删除");
    expect(chat.heard).toContain("确认");
    chat.say("确认");
    expect(chat.status).toBe("erased");
    expect(chat.timers.size).toBe(0);
  });

  it("the language, help and an appeal are the assistant's business", () => {
    const chat = take(chatAt("facts")).say("English");
    expect(chat.heard).toMatch(/is talking with you now/);
    expect(chat.say("help").heard).toMatch(/continue/);
    const done = take(chatAt("done")).say("复核");
    expect(done.facts()).toContain("review_requested");
  });

  it("the answer to a recruiter's question counts as answered", () => {
    const chat = take(chatAt("facts"));
    chat.apply({ type: "recruiterSaid", key: "q", kind: "question", text: "周末可以吗？" });
    chat.say("可以");
    expect(chat.facts()).toContain("answered_recruiter");
    expect(chat.heard).toBe("");
  });

  it("being blocked and coming back changes nothing about who has it", () => {
    const chat = take(chatAt("facts"));
    chat.apply({ type: "blocked" });
    chat.answer = [];
    chat.apply({ type: "unblocked" });
    expect([chat.status, chat.heard.includes("李经理")]).toEqual(["taken", true]);
  });

  it("a decision on the way neither ends it nor is lost, and the end of it is not announced to whoever knows", () => {
    const chat = take(chatAt("done"));
    chat.apply({ type: "recruiterSaid", key: "i", kind: "invitation", text: "周四面试" });
    expect([chat.status, chat.heard.includes("周四面试")]).toEqual(["taken", true]);
    chat.answer = [];
    chat.wait(quietMs / 1000 + 1);
    expect([chat.status, chat.heard]).toEqual(["done", ""]);
    chat.say("周四下午三点可以");
    expect(chat.of("notify").at(-1)?.notice).toMatchObject({ kind: "message", text: "周四下午三点可以" });
    expect(chat.facts().at(-1)).toBe("answered_recruiter");
    expect(chat.heard).toContain("已转给同事");
    const waiting = take(chatAt("done")).wait(quietMs / 1000 + 1);
    expect(waiting.heard).toContain("和同事的沟通先到这里");
  });
});
