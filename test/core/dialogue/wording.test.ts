import { describe, expect, it } from "vitest";
import type { JobQuestion } from "../../../src/core/dialogue/event.ts";
import { initialState } from "../../../src/core/dialogue/state.ts";
import { transition } from "../../../src/core/dialogue/transition.ts";
import { Chat, chatAt } from "./chat.ts";
import { script } from "./script.ts";

const asked: JobQuestion = {
  question: "包住吗",
  rest: "",
  sure: true,
  entry: "dorm",
  confidence: 0.9,
  answer: "公司不提供住宿。附近租房每月约800元。",
  general: false,
  person: [],
  id: "q1",
  group: "q1",
  waits: false,
  byModel: true,
};
const unknown: JobQuestion = { ...asked, question: "有下午茶吗", entry: null, confidence: 0, answer: "" };
const found = { entry: "snacks", confidence: 0.5, answer: "每天下午有点心。", general: false };

/** Asked when they could start, having agreed to a model (or not). */
function candidate(model = true): Chat {
  const chat = new Chat().say("2").say("是");
  return chat
    .say(model ? "是" : "否")
    .say("否")
    .say("是");
}
const ask = (chat: Chat, more: Partial<JobQuestion> = {}) =>
  chat.say(more.rest ? `${more.rest}，包住吗` : "包住吗", { asked: { ...asked, ...more } });
const wished = (chat: Chat) => chat.of("word").length;
const isWaiting = (chat: Chat) => "common" in chat.state && chat.state.common.wording !== undefined;

describe("an answer that a model may word", () => {
  it("waits for it, is said in its words, and leads back to the step", () => {
    const chat = ask(candidate());
    expect([chat.answer, wished(chat), isWaiting(chat)]).toEqual([[], 1, true]);
    expect(chat.of("word")[0]).toMatchObject({ id: "q1", question: "包住吗", answer: asked.answer });
    chat.apply({ type: "worded", id: "q1", text: "附近租房每月约800元，公司不提供住宿。" });
    expect(chat.heard).toMatch(/^附近租房每月约800元，公司不提供住宿。[\s\S]*最早什么时候/);
    expect(chat.state).toMatchObject({ status: "facts", fact: "start" });
    expect([isWaiting(chat), chat.timers.has("wording")]).toEqual([false, false]);
  });

  it.each([
    ["the model has nothing better", (chat: Chat) => chat.apply({ type: "worded", id: "q1", text: null })],
    ["it takes too long", (chat: Chat) => chat.wait(6)],
  ])("is said as the entry has it when %s", (_, happens) => {
    const chat = ask(candidate());
    happens(chat);
    expect(chat.heard).toMatch(/^公司不提供住宿。附近租房每月约800元。[\s\S]*最早什么时候/);
    const said = chat.effects.length;
    chat.apply({ type: "worded", id: "q1", text: "附近租房每月约800元，公司不提供住宿。" });
    expect(chat.effects.length).toBe(said);
  });

  it("does not wait a moment before the time is up, and hears of no other question", () => {
    const chat = ask(candidate());
    chat.wait(5);
    chat.apply({ type: "worded", id: "q0", text: "别的" });
    expect([chat.answer, isWaiting(chat)]).toEqual([[], true]);
  });

  it("comes before whatever the candidate says next", () => {
    const chat = ask(candidate());
    const before = chat.effects.length;
    chat.say("随时", { after: 1 });
    const says = chat.effects.slice(before).flatMap((one) => (one.type === "say" ? [one.text] : []));
    expect(says[0]).toBe(asked.answer);
    expect(says.join("\n")).toMatch(/最早什么时候[\s\S]*班次/);
    expect(chat.state).toMatchObject({ status: "facts", fact: "shifts" });
  });

  it("and comes before a person's words", () => {
    const chat = ask(candidate());
    chat.apply({ type: "recruiterSaid", key: "r1", kind: "question", text: "您在杭州吗？" });
    expect(chat.heard).toMatch(/^公司不提供住宿[\s\S]*您在杭州吗/);
  });

  it("stays where it is while bubbles arrive and messages are rewritten", () => {
    const chat = ask(candidate());
    chat.apply({ type: "delivered", key: "b1" });
    chat.apply({ type: "edited", messageId: "m1", text: "x" });
    expect(isWaiting(chat)).toBe(true);
  });

  it.each([
    ["did not agree", () => candidate(false)],
    ["took the consent back", () => candidate().say("撤回模型同意")],
    ["agreed before answers were named", beforeAnswers],
    ["was not asked yet", () => new Chat()],
  ])("is said at once to whoever %s", (_, who) => {
    const chat = ask(who());
    expect(chat.answer[0]?.text).toBe(asked.answer);
    expect([wished(chat), isWaiting(chat)]).toEqual([0, false]);
  });

  it("is said at once to whoever left the assessment, and chooses anew", () => {
    const chat = candidate().say("撤回测评同意").say("同意");
    ask(chat);
    expect([wished(chat), isWaiting(chat)]).toEqual([0, false]);
    // Their first yes to models is none any more once they refuse altogether.
    chat.say("3");
    expect(chat.state).toMatchObject({ common: { optional: { model: false, answers: false } } });
    chat.say("同意");
    for (const answer of ["2", "是", "否"]) chat.say(answer);
    ask(chat);
    chat.say("否").say("是");
    ask(chat);
    expect(wished(chat)).toBe(0);
  });

  it.each([
    ["where a sentence is copied against the clock", () => chatAt("warmup", {}), {}],
    ["beside an answer to the step", () => candidate(), { rest: "随时" }],
    ["about health", () => candidate(), { question: "我有乙肝可以入职吗" }],
  ])("is said at once %s", (_, at, more) => {
    const chat = at();
    if ("common" in chat.state) chat.state.common.optional = { model: true, answers: true, pool: false };
    ask(chat, more);
    expect([wished(chat), chat.answer[0]?.text]).toEqual([0, asked.answer]);
  });

  it("asks the step once to whoever comes back meanwhile", () => {
    const chat = ask(candidate());
    chat.apply({ type: "cameBack" });
    expect(chat.answer.filter(({ text }) => text.includes("最早什么时候"))).toHaveLength(1);
  });

  it("is asked for again once the consent is given again", () => {
    const chat = candidate().say("撤回模型同意");
    chat.apply({ type: "said", messageId: "again", text: "同意使用境外模型", choice: "consents:model:yes" });
    expect(wished(ask(chat))).toBe(1);
  });

  it("is worded twenty times in a conversation, then said at once", () => {
    const chat = candidate();
    for (let i = 0; i < 22; i += 1) ask(chat, { id: `q${i}` }).wait(6);
    expect(wished(chat)).toBe(20);
    expect(chat.answer[0]?.text).toBe(asked.answer);
  });

  it("may be found by the model where the rules find none, else people are asked", () => {
    const chat = ask(candidate(), unknown);
    expect([chat.answer, chat.of("forward").length]).toEqual([[], 0]);
    chat.apply({ type: "worded", id: "q1", text: null, found });
    expect([chat.heard, chat.of("forward").length]).toEqual([expect.stringMatching(/^每天下午有点心/), 0]);
    ask(chat, { ...unknown, id: "q2", group: "q2" });
    chat.apply({ type: "worded", id: "q2", text: null });
    expect(chat.of("forward")).toMatchObject([{ id: "q2", question: "有下午茶吗" }]);
  });

  it("is rebuilt from the events alone", () => {
    const chat = ask(candidate());
    chat.apply({ type: "worded", id: "q1", text: "附近租房每月约800元，公司不提供住宿。" });
    const again = chat.events.reduce((state, event) => transition(script, state, event)[0], initialState);
    expect(again).toEqual(chat.state);
  });
});

/** Somebody whose consent is older than the words that name answers. */
function beforeAnswers(): Chat {
  const chat = candidate();
  if ("common" in chat.state) chat.state.common.optional = { model: true, pool: false };
  return chat;
}
