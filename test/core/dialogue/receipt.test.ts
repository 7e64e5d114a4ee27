import { describe, expect, it } from "vitest";
import { initialState, type State } from "../../../src/core/dialogue/state.ts";
import { transition } from "../../../src/core/dialogue/transition.ts";
import type { Locale } from "../../../src/core/locale.ts";
import type { Assessment } from "../../../src/core/scoring/assessment.ts";
import { receiptOf } from "../../../src/core/scoring/receipt.ts";
import { type Chat, chatAt } from "./chat.ts";
import { script } from "./script.ts";

const dayS = 24 * 3600;

function decided(kind: "decline" | "invitation", locale: Locale = "zh-CN"): Chat {
  const chat = chatAt("done", { locale });
  chat.answer = [];
  chat.apply({ type: "recruiterSaid", key: "d1", kind, text: "谢谢您花时间参加测评。" });
  return chat;
}

const assessmentOf = (chat: Chat): Assessment => {
  const found = chat.of("assessed").at(-1)?.assessment;
  if (!found) throw new Error("no assessment");
  return found;
};

describe("the receipt", () => {
  it("tells no number before a person decided, whatever is asked", () => {
    const chat = chatAt("done");
    const total = assessmentOf(chat).total.toFixed(1);
    chat.say("评分说明");
    expect(chat.heard).toContain("不公布分数");
    chat.say("我的得分");
    expect(chat.of("say").some(({ text }) => text.includes(total))).toBe(false);
  });

  it.each(["decline", "invitation"] as const)(
    "comes with the %s: the recruiters' total and two buttons",
    (kind) => {
      const chat = decided(kind);
      expect(chat.heard).toContain(`总分 ${assessmentOf(chat).total.toFixed(1)} 分`);
      expect(chat.answer.length).toBeLessThanOrEqual(3);
      expect(chat.answer.at(-1)?.choices?.map(({ label }) => label)).toEqual([
        "查看评分说明",
        "申请人工复核",
      ]);
    },
  );

  it("shows every dimension the recruiters see", () => {
    const chat = decided("decline").press("scores");
    const { complaint, rule, short, ruleTotal } = assessmentOf(chat);
    for (const value of [
      complaint.total,
      complaint.response,
      complaint.completeness,
      complaint.emotion,
      rule?.accuracy,
      rule?.clarity,
      short?.mean,
      ruleTotal,
    ])
      expect(chat.heard).toContain((Math.floor((value ?? -1) * 10 + 0.5 + 1e-9) / 10).toFixed(1));
  });

  it("shows the best and weakest moments in the candidate's own words, and one thing to change", () => {
    const chat = decided("decline");
    const { best, worst } = assessmentOf(chat);
    expect(best).toHaveLength(3);
    chat.press("scores").press("best");
    expect(chat.answer).toHaveLength(best.length);
    for (const [index, { quote }] of best.entries())
      expect(chat.answer[index]?.text).toContain(quote?.text.slice(0, 10));
    chat.press("worst");
    expect(chat.answer).toHaveLength(worst.length);
    for (const [index, { points, of }] of worst.entries())
      expect(chat.answer[index]?.text).toContain((of - points).toFixed(1));
    chat.press("advice");
    expect(chat.heard).toContain("下次先改这一处");
  });

  it("names the day 30 days after the decline, and no retry to those who are invited", () => {
    // Decided on 23 November in Shanghai.
    expect(decided("decline").say("建议和重测").heard).toContain("2026-12-23");
    expect(decided("invitation").say("建议和重测").heard).not.toMatch(/20\d\d-\d\d-\d\d/);
  });

  it.each(["zh-CN", "en"] as const)("keeps to short bubbles, three at most at once (%s)", (locale) => {
    const chat = decided("decline", locale);
    for (const page of ["scores", "best", "worst", "advice"] as const) {
      chat.press(page);
      expect(chat.answer.length).toBeGreaterThan(0);
      expect(chat.answer.length).toBeLessThanOrEqual(3);
      for (const { text } of chat.answer)
        expect([...text].length, text).toBeLessThanOrEqual(locale === "en" ? 200 : 60);
      expect(chat.answer.at(-1)?.choices?.length).toBeGreaterThan(0);
    }
  });

  it("reaches from page to page by its own buttons, and by the words on them", () => {
    const chat = decided("decline");
    for (const label of ["查看评分说明", "做得好的地方", "可以加强的地方", "建议和重测"]) {
      const offered = chat.answer.at(-1)?.choices?.map((choice) => choice.label);
      expect(offered).toContain(label);
      const pressed = chat.press(label).heard;
      expect(chat.say(label).heard).toBe(pressed);
    }
  });

  it("opens a review for the recruiters at one press, once", () => {
    const chat = decided("decline").press("申请人工复核");
    expect(chat.of("notify").at(-1)?.notice).toEqual({ kind: "human", reason: "review" });
    expect(chat.facts().filter((name) => name === "review_requested")).toHaveLength(1);
    chat.press("申请人工复核");
    expect(chat.facts().filter((name) => name === "review_requested")).toHaveLength(1);
  });

  it("disturbs no timed section", () => {
    const chat = chatAt("roleplay");
    chat.answer = [];
    const before = chat.state;
    chat.apply({ type: "said", messageId: "b1", text: "查看评分说明", choice: "receipt:scores" });
    expect(chat.answer).toEqual([]);
    expect(chat.state.status).toBe(before.status);
  });

  it("explains nothing where nothing was scored", () => {
    const chat = chatAt("gate2");
    chat.apply({ type: "recruiterSaid", key: "d1", kind: "decline", text: "这次先到这里。" });
    chat.answer = [];
    chat.press("申请人工复核");
    expect(chat.facts()).toContain("review_requested");
    expect(chat.say("评分说明").heard).toContain("没有可以说明的");
  });

  it("is rebuilt from the events like everything else", () => {
    const chat = decided("decline").press("scores").press("worst");
    const again = chat.events.reduce<State>(
      (state, event) => transition(script, state, event)[0],
      initialState,
    );
    expect(again).toEqual(chat.state);
  });

  it("does not give a missed quick question as advice", () => {
    const assessment = assessmentOf(chatAt("done"));
    const [item] = assessment.short?.items ?? [];
    if (!item) throw new Error("no short item");
    const label = { zh: `判断并说清理由：${item.statement.zh}`, en: item.statement.en };
    const other = { zh: "先致歉", en: "Apologise first" };
    const moment = { points: 0, of: 5, quote: null };
    const told = receiptOf({
      ...assessment,
      worst: [
        { label, ...moment },
        { label: other, ...moment },
      ],
    });
    expect(told.advice).toEqual(other);
    expect(told.worst[0]?.label.zh).toBe(`判断题：${item.statement.zh}`);
  });
});

describe("practice", () => {
  const practised = () => {
    const chat = chatAt("done", { practice: true });
    if (chat.status !== "done") throw new Error("not done");
    return chat;
  };

  it("gives the receipt at once and asks nobody to decide", () => {
    const chat = practised();
    expect(chat.heard).toContain(`总分 ${assessmentOf(chat).total.toFixed(1)} 分`);
    expect(chat.answer.length).toBeLessThanOrEqual(3);
    expect(chat.of("stage").map(({ to }) => to)).toEqual(["screening"]);
    expect(chat.of("notify")).toEqual([]);
    expect(chat.press("scores").press("best").press("advice").heard).toContain("再练一次");
    expect(chat.say("你好").heard).toContain("练习已经完成");
  });

  it("may be done again and again, and tells no score on the way", () => {
    const chat = practised();
    for (const attempt of [2, 3, 4]) {
      chat.say("重新开始").say("确认").say("开始").wait(400).say("继续");
      expect(chat.state).toMatchObject({ common: { attempt } });
      chat.say("平台官方补贴，以页面为准。").say("好了").say("继续");
      for (let i = 0; i < 6; i += 1) chat.say("对，必须人工回复", { after: 10 });
      expect(chat.status).toBe("done");
    }
  });
});

describe("a declined candidate", () => {
  it("cannot start again before the day named, and can from that day on", () => {
    const chat = decided("decline").say("重新开始");
    expect(chat.heard).toContain("2026-12-23");
    expect(chat.status).toBe("done");
    chat
      .wait(31 * dayS)
      .say("重新开始")
      .say("确认");
    expect(chat.status).toBe("ready");
    expect(chat.of("stage").at(-1)).toEqual({ type: "stage", to: "screening", reopens: true });
    expect(chat.state).toMatchObject({ common: { attempt: 2, decision: null } });
    expect(chat.say("评分说明").heard).toContain("不公布分数");
  });

  it("waits 90 days after two attempts", () => {
    const chat = chatAt("done").say("重新开始").say("确认").say("开始").wait(400).say("继续");
    chat.say("平台官方补贴，以页面为准。").say("好了").say("继续");
    for (let i = 0; i < 6; i += 1) chat.say("对，必须人工回复", { after: 10 });
    expect(chat.status).toBe("done");
    chat.apply({ type: "recruiterSaid", key: "d1", kind: "decline", text: "谢谢您。" });
    expect(chat.say("建议和重测").heard).toContain("2027-02-21");
    expect(chat.wait(31 * dayS).say("重新开始").heard).toContain("2027-02-21");
    expect(
      chat
        .wait(60 * dayS)
        .say("重新开始")
        .say("确认").status,
    ).toBe("ready");
    expect(chat.state).toMatchObject({ common: { attempt: 3 } });
  });

  it("does not slip into another attempt through an old question", () => {
    const chat = chatAt("done").say("重新开始");
    chat.apply({ type: "recruiterSaid", key: "d1", kind: "decline", text: "谢谢您。" });
    expect(chat.say("确认").status).toBe("done");
    expect(chat.state).toMatchObject({ common: { attempt: 1 } });
  });
});
