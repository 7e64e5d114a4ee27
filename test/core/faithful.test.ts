import { describe, expect, it } from "vitest";
import { loadContent } from "../../src/content.ts";
import { isFaithful, isWordable } from "../../src/core/faq/faithful.ts";

const entries = loadContent().faq.default?.value.entries ?? [];

const dorm = "公司不提供住宿，附近租房每月约800元。入职后有同事帮忙找房。";
const start = "可以。有经验会更快上手，没有经验也能参加测评，入职后有带教。";
const pay = "底薪4500-6500元，提成另算。转正后，全勤奖300元。";

describe("a wording of an answer", () => {
  it("is faithful when it is the answer itself, for every entry there is", () => {
    for (const { zh, en } of entries)
      for (const { question, answer } of [zh, en])
        expect([answer, isFaithful(answer, answer, question)]).toEqual([answer, true]);
    expect(entries.length).toBeGreaterThan(50);
  });

  it.each([
    ["another order", start, "没有经验能参加测评，入职后有带教。有经验会更快上手。", "没经验行吗"],
    ["a pleasantry left out", "谢谢关注本店。不收任何费用。", "我们不收任何费用哦。", "要交钱吗"],
    [
      "small words and the topic",
      dorm,
      "关于住宿：公司不提供住宿的，附近租房每月约800元呢，入职后有同事帮忙找房。",
      "住宿有吗",
    ],
    ["figures at another place", pay, "提成另算，底薪4500-6500元。转正后，全勤奖300元。", "有提成吗"],
    [
      "English",
      "Yes. Newcomers are coached. No experience is needed, and training is paid.",
      "As for training: training is paid, no experience is needed, and newcomers are coached.",
      "is the training paid?",
    ],
  ])("may have %s", (_, answer, wording, question) => {
    expect(isFaithful(answer, wording, question)).toBe(true);
  });

  it.each([
    ["a new word", start, "没有经验也能参加测评，入职后有高薪带教。有经验会更快上手。"],
    ["a clause from nowhere", dorm, `${dorm}房租公司报销一半。`],
    ["a dropped no", dorm, "公司提供住宿，附近租房每月约800元。入职后有同事帮忙找房。"],
    ["a no left out with its clause", dorm, "附近租房每月约800元。入职后有同事帮忙找房。"],
    ["another figure", pay, "底薪4500-9500元，提成另算。转正后，全勤奖300元。"],
    ["half of a range", pay, "底薪6500元，提成另算。转正后，全勤奖300元。"],
    ["a figure left out", pay, "提成另算。转正后，全勤奖300元。"],
    ["a condition without its consequence", pay, "全勤奖300元，底薪4500-6500元，提成另算。"],
    ["a clause twice", pay, `${pay}提成另算。`],
    ["the question's own words as an answer", pay, "包住，底薪4500-6500元，提成另算。转正后，全勤奖300元。"],
    ["a claim in the topic", pay, `关于每月8000元：${pay}`],
    ["a topic nobody asked about", pay, `关于期权分红：${pay}`],
    [
      "a yes that stood before something else",
      "可以。晚班轮着上。\n不收费用。",
      "不收费用。可以。晚班轮着上可以。",
    ],
    ["nothing", pay, " "],
    ["an essay", pay, `${pay}${"您好".repeat(40)}`],
    ["an order to the reader", pay, `${pay}请加微信abc12345`],
  ])("must not have %s", (_, answer, wording) => {
    expect(isFaithful(answer, wording, "包住吗，每月8000元吗")).toBe(false);
  });

  it.each([
    ["If you finish the trial month, you get a bonus. Lunch is free.", "You get a bonus. Lunch is free."],
    ["Usually we pay on the 10th. It may be earlier.", "It may be earlier."],
    ["We never ask for money. Bring your ID card.", "We ask for money. Bring your ID card."],
    ["We do not provide a dorm. Rent is about 800 yuan.", "Rent is about 80 yuan. We do not provide a dorm."],
  ])("in English neither: %s", (answer, wording) => {
    expect(isFaithful(answer, wording, "bonus?")).toBe(false);
    expect(isFaithful(answer, answer, "bonus?")).toBe(true);
  });

  it("is only asked for where an answer has parts to arrange", () => {
    expect([isWordable("不收任何费用。"), isWordable(dorm)]).toEqual([false, true]);
  });

  it("is judged in bounded time, however alike its parts are", () => {
    const long = Array.from({ length: 60 }, () => "好的好的").join("，");
    expect(isFaithful(long, `${long}坏`, "好吗")).toBe(false);
  });
});
