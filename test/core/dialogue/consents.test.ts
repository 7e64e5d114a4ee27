import { describe, expect, it } from "vitest";
import { chatAt } from "./chat.ts";

const consents = (chat: ReturnType<typeof chatAt>) =>
  chat.of("consent").map(({ type: _, ...given }) => given);

describe("the three consents", () => {
  it("are shown as they stand, each with a button for the opposite", () => {
    const chat = chatAt("facts").say("我的同意");
    expect(chat.heard).toContain("① 参加测评：已同意");
    expect(chat.heard).toContain("③ 进入人才库12个月：未同意");
    chat.press("进入人才库");
    expect(consents(chat).at(-1)).toEqual({ pool: true });
    chat.say("我的同意");
    expect(chat.heard).toContain("③ 进入人才库12个月：已同意");
    chat.press("退出人才库");
    expect(consents(chat).at(-1)).toEqual({ pool: false });
    expect(chat.facts().filter((name) => name === "consent_changed")).toHaveLength(2);
    expect(chat.status).toBe("facts");
  });

  it.each(["warmup", "roleplay", "rule", "short", "done"] as const)(
    "let the assessment go at %s: it stops without a score and people take over",
    (stop) => {
      const chat = chatAt(stop).say("撤回测评同意");
      expect(chat.status).toBe("human");
      expect(consents(chat).at(-1)).toEqual({ screening: false });
      expect(chat.of("dropResults")).toHaveLength(1);
      expect(chat.of("stage").at(-1)?.to).toBe("manual");
      expect(chat.of("notify").at(-1)?.notice).toEqual({ kind: "human", reason: "consent_refused" });
      expect([...chat.timers.keys()]).toEqual([]);
      // No reminder, no clock, whatever time passes.
      chat.answer = [];
      chat.wait(5 * 24 * 3600);
      expect(chat.answer).toEqual([]);
      chat.say("同意");
      expect(chat.status).toBe("consent");
      chat.say("1");
      expect(chat.status).toBe("age");
      expect(consents(chat).at(-1)).toEqual({ screening: true, model: false, pool: false });
    },
  );

  it("cost no further attempt: who withdraws after the second one is not assessed a third time", () => {
    const chat = chatAt("done");
    if (!("common" in chat.state)) throw new Error("not open");
    chat.state = { ...chat.state, common: { ...chat.state.common, attempt: 2 } };
    chat.say("撤回测评同意").say("同意").say("1");
    expect(chat.heard).toContain("两次测评机会都用完了");
    expect(chat.status).toBe("human");
  });

  it("leave a decision as it is, with what it rests on, and only end further assessments", () => {
    const chat = chatAt("done");
    chat.apply({ type: "recruiterSaid", key: "d1", kind: "decline", text: "谢谢您参加" });
    chat.say("撤回测评同意");
    expect(chat.heard).toContain("以后不再做AI测评");
    expect(chat.of("dropResults")).toHaveLength(0);
    expect(chat.status).toBe("done");
    chat.say("评分说明");
    expect(chat.heard).toContain("情景模拟");
    chat
      .wait(31 * 24 * 3600)
      .say("重新开始")
      .say("确认");
    expect(chat.status).toBe("consent");
  });

  it("are not talked about while a clock runs, except to withdraw", () => {
    const chat = chatAt("roleplay").say("我的同意");
    expect(chat.heard).toContain("撤回测评同意");
    expect(chat.status).toBe("roleplay");
    expect(chatAt("roleplay").say("退出人才库").heard).toContain("退出人才库");
  });
});

describe("what is kept", () => {
  it("is shown on request, but costs nobody time in a timed part", () => {
    const shown = chatAt("done").say("我的数据");
    expect(shown.of("showData")).toHaveLength(1);
    const timed = chatAt("roleplay").say("我的数据");
    expect(timed.of("showData")).toHaveLength(0);
    expect(timed.heard).toContain("还在计时");
    expect(timed.status).toBe("roleplay");
  });
});

describe("the appeal", () => {
  it("is open to the end of the 15th day that the letter names, and closed after it", () => {
    const declined = () => {
      const chat = chatAt("done");
      chat.apply({ type: "recruiterSaid", key: "d1", kind: "decline", text: "谢谢您参加" });
      expect(chat.answer.map(({ text }) => text).join()).toContain("15天内");
      return chat;
    };
    const within = declined()
      .wait(15 * 24 * 3600)
      .say("申诉");
    expect(within.facts()).toContain("review_requested");
    expect(within.of("notify").at(-1)?.notice).toEqual({ kind: "human", reason: "review" });
    const after = declined()
      .wait(16 * 24 * 3600)
      .say("申诉");
    expect(after.facts()).not.toContain("review_requested");
    expect(after.heard).toContain("超过 15 天");
  });
});
