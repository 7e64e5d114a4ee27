import { describe, expect, it } from "vitest";
import { chatAt } from "./chat.ts";

const dayS = 24 * 3600;
const decline = { type: "recruiterSaid", kind: "decline", text: "谢谢您。" } as const;

/** The first attempt is finished, the second one runs. */
const inSecond = () => chatAt("done").say("重新开始").say("确认");

describe("the day of the next attempt", () => {
  it.each([
    [1, "2026-12-23"],
    [2, "2027-02-21"],
  ])("is that of the %i attempts the letter counted, whatever began since", (attempt, date) => {
    const chat = inSecond();
    chat.apply({ ...decline, key: "d1", attempt });
    expect(chat.say("建议和重测").heard).toContain(date);
  });

  it("counts an attempt that is not finished when the letter says nothing", () => {
    const chat = inSecond();
    chat.apply({ ...decline, key: "d1" });
    expect(chat.say("建议和重测").heard).toContain("2027-02-21");
  });

  it("is kept with a letter that waits for the end of a timed part", () => {
    const chat = inSecond().say("开始");
    expect(chat.status).toBe("roleplay");
    chat.apply({ ...decline, key: "d1", attempt: 1 });
    chat.wait(400);
    expect(chat.say("建议和重测").heard).toContain("2026-12-23");
  });
});

describe("contesting a decision", () => {
  const declined = () => {
    const chat = chatAt("done");
    chat.apply({ ...decline, key: "d1", attempt: 1 });
    return chat;
  };

  it.each(["button", "word"])("opens a review to the end of the 15th day, by %s", (how) => {
    const chat = declined().wait(15 * dayS);
    if (how === "button") chat.press("review");
    else chat.say("复核");
    expect(chat.of("notify").at(-1)?.notice).toEqual({ kind: "human", reason: "review" });
    expect(chat.heard).toContain("申请人工复核");
  });

  it.each(["button", "word"])("says clearly from the 16th day on that the time is over, by %s", (how) => {
    const chat = declined().wait(16 * dayS);
    const before = chat.of("notify").length;
    if (how === "button") chat.press("review");
    else chat.say("复核");
    expect(chat.heard).toMatch(/超过 15 天.*人工/);
    expect(chat.of("notify")).toHaveLength(before);
    expect(chat.facts()).not.toContain("review_requested");
    expect(chat.say("人工").of("notify").at(-1)?.notice).toEqual({ kind: "human", reason: "asked" });
  });

  it("is possible for a decision although the result before it was contested", () => {
    const chat = chatAt("done").say("复核");
    chat.apply({ ...decline, key: "d1", attempt: 1 });
    const before = chat.of("notify").length;
    chat.say("复核");
    expect(chat.of("notify")).toHaveLength(before + 1);
    expect(chat.say("复核").heard).toContain("已经在处理");
  });

  it("has no end while nobody has decided", () => {
    const chat = chatAt("done")
      .wait(40 * dayS)
      .say("复核");
    expect(chat.heard).toContain("申请人工复核");
  });
});

describe("the answer to a recruiter's question", () => {
  const question = { type: "recruiterSaid", kind: "question" } as const;
  const last = (chat: ReturnType<typeof chatAt>) => chat.of("notify").at(-1)?.notice;

  it("names the question it answers, and only the first message does", () => {
    const chat = chatAt("done");
    chat.apply({ ...question, key: "q1", text: "周末可以吗？" });
    expect(last(chat.say("可以的"))).toMatchObject({ text: "可以的", answers: ["周末可以吗？"] });
    expect(chat.of("fact").at(-1)).toEqual({ type: "fact", name: "answered_recruiter", data: { of: "q1" } });
    chat.say("人工").say("还有一件事");
    expect(last(chat)).toEqual({ kind: "message", messageId: expect.any(String), text: "还有一件事" });
  });

  it("names all questions that were open", () => {
    const chat = chatAt("done");
    chat.apply({ ...question, key: "q1", text: "周末可以吗？" });
    chat.apply({ ...question, key: "q2", text: "最早哪天来？" });
    expect(last(chat.say("都可以，下周一"))).toMatchObject({ answers: ["周末可以吗？", "最早哪天来？"] });
  });

  it("is marked also when it was asked while a clock ran, or a person is there already", () => {
    const timed = chatAt("roleplay");
    timed.apply({ ...question, key: "q1", text: "住哪个区？" });
    timed.wait(310);
    expect(last(timed.say("浦东"))).toMatchObject({ answers: ["住哪个区？"] });
    const human = chatAt("done").say("人工");
    human.apply({ ...question, key: "q1", text: "住哪个区？" });
    expect(last(human.say("浦东"))).toMatchObject({ answers: ["住哪个区？"] });
  });
});
