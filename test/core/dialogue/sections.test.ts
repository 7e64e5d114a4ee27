import { describe, expect, it } from "vitest";
import { drawItems } from "../../../src/core/dialogue/short-draw.ts";
import { chatAt } from "./chat.ts";
import { script } from "./script.ts";

describe("before a timed part", () => {
  it("waits until the candidate is ready: no clock starts unseen", () => {
    for (const stop of ["brief", "gate", "gate2"] as const) {
      const chat = chatAt(stop);
      expect(chat.status).toBe("ready");
      const armed = [...chat.timers.keys()];
      expect(armed.filter((kind) => kind !== "nudge" && kind !== "expire")).toEqual([]);
    }
  });

  it("shows how far one is", () => {
    expect(chatAt("facts").heard).toContain("1/4");
    expect(chatAt("brief").heard).toContain("2/4");
    expect(
      chatAt("gate")
        .of("say")
        .map(({ text }) => text)
        .join(),
    ).toContain("3/4");
    expect(chatAt("gate2").heard).toContain("4/4");
  });

  it("answers anything else with what to reply", () => {
    expect(chatAt("brief").say("为什么").heard).toContain("“继续”");
    expect(chatAt("gate2").say("为什么").heard).toContain("“继续”");
  });
});

describe("the rule explanation", () => {
  it("cuts nobody off: the end of a turn only tells how to finish", () => {
    const chat = chatAt("rule").say("您好", { after: 5 }).wait(13);
    expect(chat.status).toBe("rule");
    expect(chat.heard).toContain("好了");
    chat.say("百亿补贴是官方补贴", { after: 30 }).say("好了");
    expect(chat.state).toMatchObject({
      status: "ready",
      next: "short",
      common: {
        results: { rule: { seconds: 51, answers: [{ text: "您好" }, { text: "百亿补贴是官方补贴" }] } },
      },
    });
  });

  it("ends at 120 s; text at or after that does not count", () => {
    const chat = chatAt("rule").say("官方补贴", { after: 110 }).say("以页面为准", { after: 10 });
    expect(chat.state).toMatchObject({
      status: "ready",
      common: { results: { rule: { answers: [{ text: "官方补贴" }] } } },
    });
    expect(
      chat.heard +
        chat
          .of("say")
          .map(({ text }) => text)
          .join(),
    ).toContain("2分钟到了");
  });

  it("counts silence as an empty answer", () => {
    const chat = chatAt("rule").wait(125);
    expect(chat.state).toMatchObject({ status: "ready", common: { results: { rule: { answers: [] } } } });
  });

  it("takes a doubled start for no answer", () => {
    const chat = chatAt("rule").say("继续", { after: 1 });
    expect(chat.state).toMatchObject({ status: "rule", answers: [] });
  });

  it("keeps answer and remaining time over a pause", () => {
    const chat = chatAt("rule").say("官方补贴", { after: 40 }).say("暂停", { after: 10 });
    expect(chat.status).toBe("paused");
    chat.wait(3600).say("继续").say("继续");
    expect(chat.state).toMatchObject({ status: "rule", usedMs: 50_000, answers: [{ text: "官方补贴" }] });
    expect(chat.timers.get("limit")?.due).toBe(chat.now + 70_000);
  });

  it("starts over with another wording when the link was lost", () => {
    const chat = chatAt("rule").say("官方补贴", { after: 40 });
    const question = chat.customer().at(-1);
    chat.apply({ type: "linked", awaySeconds: 90 });
    chat.say("继续");
    expect(chat.state).toMatchObject({ status: "rule", usedMs: 0, answers: [] });
    expect(chat.customer().at(-1)).not.toBe(question);
  });
});

describe("the short items", () => {
  it("are 3 true and 3 false over at least 4 platforms, and others in the second attempt", () => {
    const byId = new Map(script.shortItems.items.map((item) => [item.id, item]));
    for (let seed = 0; seed < 300; seed += 1) {
      const ids = drawItems(script.shortItems, seed, 1);
      const items = ids.flatMap((id) => byId.get(id) ?? []);
      expect(items.filter(({ truth }) => truth)).toHaveLength(3);
      expect(new Set(ids).size).toBe(6);
      expect(new Set(items.map(({ platform }) => platform)).size).toBeGreaterThanOrEqual(4);
      expect(drawItems(script.shortItems, seed, 2).filter((id) => ids.includes(id))).toEqual([]);
    }
  });

  it("cost one draw for each attempt, however often somebody practises", () => {
    let reads = 0;
    const counted = {
      ...script.shortItems,
      get items() {
        reads += 1;
        return script.shortItems.items;
      },
    };
    expect(drawItems(counted, 1, 12)).toHaveLength(6);
    expect(reads).toBeLessThan(60);
  });

  it("come in an order that does not tell which are true", () => {
    const first = Array.from({ length: 400 }, (_, seed) => drawItems(script.shortItems, seed, 1)[0]);
    const right = first.filter((id) => script.shortItems.items.find((item) => item.id === id)?.truth);
    expect(right.length).toBeGreaterThan(150);
    expect(right.length).toBeLessThan(250);
  });

  it("say what to add when the pool is too small", () => {
    const poor = {
      ...script.shortItems,
      items: script.shortItems.items.filter(({ platform }) => platform === "pdd"),
    };
    expect(() => drawItems(poor, 1, 1)).toThrow("add items");
  });

  it("take verdict and reason in one bubble, in two, or by button", () => {
    const chat = chatAt("short").say("对，要人工").say("错").say("机器人不算").press("不确定");
    expect(chat.heard).toContain("一句话");
    chat.press("跳过");
    expect(chat.state).toMatchObject({
      index: 3,
      common: {
        results: {
          short: [
            { verdict: "true", bubbles: [{ text: "对，要人工" }] },
            { verdict: "false", bubbles: [{ text: "错" }, { text: "机器人不算" }] },
            { verdict: "unsure", bubbles: [{ text: "不确定" }] },
          ],
        },
      },
    });
  });

  it("ask for the reason once; a second bare verdict is a change of mind", () => {
    const chat = chatAt("short").say("对").say("错");
    expect(chat.answer).toEqual([]);
    chat.say("要人工回复");
    expect(chat.state).toMatchObject({ index: 1, common: { results: { short: [{ verdict: "false" }] } } });
  });

  it("name the valid answers when there is no verdict, and keep the words as the reason", () => {
    const chat = chatAt("short").say("因为机器人不算");
    expect(chat.heard).toContain("“对”“错”或“不确定”");
    chat.say("错").say("跳过");
    expect(chat.state).toMatchObject({
      common: {
        results: { short: [{ verdict: "false", bubbles: [{ text: "因为机器人不算" }, { text: "错" }] }] },
      },
    });
  });

  it("take a second bubble of a reason for the item before", () => {
    const chat = chatAt("short").say("对，要人工").say("机器人的回复是不作数的", { after: 2 });
    expect(chat.answer).toEqual([]);
    expect(chat.state).toMatchObject({
      index: 1,
      common: {
        results: { short: [{ bubbles: [{ text: "对，要人工" }, { text: "机器人的回复是不作数的" }] }] },
      },
    });
  });

  it("take what was written before the statement came for the item before, even if it reads like a verdict", () => {
    const chat = chatAt("short").say("对，要人工");
    chat.say("错了应该看页面", { after: 1, at: chat.now - 2000 });
    expect(chat.state).toMatchObject({
      index: 1,
      verdict: null,
      common: { results: { short: [{ verdict: "true" }] } },
    });
  });

  it("move on at the time limit, with the verdict that was given", () => {
    const chat = chatAt("short").say("对", { after: 10 }).wait(55);
    expect(chat.state).toMatchObject({
      status: "short",
      index: 1,
      common: { results: { short: [{ verdict: "true" }] } },
    });
  });

  it("wait before the next item for somebody who left", () => {
    const chat = chatAt("short").wait(61);
    expect(chat.state).toMatchObject({
      status: "ready",
      short: { index: 1 },
      common: { results: { short: [{ verdict: "none" }] } },
    });
    chat.wait(1000).say("继续");
    expect(chat.state).toMatchObject({ status: "short", index: 1 });
  });

  it("show the same item again after a lost link", () => {
    const chat = chatAt("short");
    const statement = chat.answer.at(-1)?.text;
    chat.apply({ type: "linked", awaySeconds: 90 });
    expect(chat.status).toBe("ready");
    chat.say("继续");
    expect(chat.answer.at(-1)?.text).toBe(statement);
  });
});

describe("the closing", () => {
  it("says what happens next, when, and how to contest, but no score", () => {
    const chat = chatAt("done");
    expect(chat.heard).toContain("一个工作日");
    expect(chat.heard).toContain("复核");
    expect(chat.heard).not.toMatch(/\d{2,3}(?:\.\d)? ?分/);
    expect(chat.answer.length).toBeLessThanOrEqual(3);
  });

  it("keeps no answers in the state once they are scored", () => {
    expect(JSON.stringify(chatAt("done").state)).not.toContain("宝妈");
  });

  it("answers whatever follows with where things stand", () => {
    expect(chatAt("done").say("什么时候有结果").heard).toContain("一个工作日");
  });
});
