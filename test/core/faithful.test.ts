import { describe, expect, it } from "vitest";
import { loadContent } from "../../src/content.ts";
import { isFaithful, isWordable } from "../../src/core/faq/faithful.ts";

const entries = loadContent().faq.default?.value.entries ?? [];

const dorm = "公司不提供住宿，附近租房每月约800元。入职后有同事帮忙找房子。";
const work = "客服以打字沟通为主，口音不影响测评。入职以后由老员工带着接待。欢迎加入我们！";
const pay = "底薪每月4500-6500元，提成另算。转正以后，全勤奖每月300元。";

describe("a wording of an answer", () => {
  it("is faithful when it is the answer itself, for every entry there is", () => {
    for (const { zh, en } of entries)
      for (const { question, answer } of [zh, en].filter((one) => !one.answer.includes("\n")))
        expect([answer, isFaithful(answer, answer, question)]).toEqual([answer, true]);
    expect(entries.length).toBeGreaterThan(50);
  });

  it.each([
    ["another order", dorm, "入职后有同事帮忙找房子。公司不提供住宿，附近租房每月约800元。", "有宿舍吗"],
    [
      "a pleasantry left out",
      work,
      "入职以后由老员工带着接待，客服以打字沟通为主，口音不影响测评。",
      "有人带吗",
    ],
    [
      "small words and the topic",
      dorm,
      "关于宿舍：公司不提供住宿的，附近租房每月约800元哦。入职后有同事帮忙找房子。",
      "有宿舍吗",
    ],
    [
      "English",
      "Newcomers are coached by a colleague. The training is paid from the first day. Thanks for asking.",
      "As for training: training is paid from the first day. Newcomers are coached by a colleague.",
      "is the training paid?",
    ],
  ])("may have %s", (_, answer, wording, question) => {
    expect(isFaithful(answer, wording, question)).toBe(true);
  });

  it.each([
    ["a new word", work, "客服以打字沟通为主，口音不影响测评。入职以后由老员工高薪带着接待。"],
    ["a sentence from nowhere", dorm, `${dorm}房租公司报销一半。`],
    ["a dropped no", dorm, "公司提供住宿，附近租房每月约800元。入职后有同事帮忙找房子。"],
    ["a sentence left out", dorm, "公司不提供住宿，附近租房每月约800元。"],
    ["another figure", pay, "底薪每月4500-9500元，提成另算。转正以后，全勤奖每月300元。"],
    ["half of a range", pay, "底薪每月6500元，提成另算。转正以后，全勤奖每月300元。"],
    ["a clause at another place", pay, "底薪每月300元，提成另算。转正以后，全勤奖每月4500-6500元。"],
    [
      "a condition without its consequence",
      pay,
      "转正以后，底薪每月4500-6500元，提成另算。全勤奖每月300元。",
    ],
    ["a word between sentences", dorm, "公司不提供住宿，附近租房每月约800元吧入职后有同事帮忙找房子。"],
    ["a sentence twice", pay, `${pay}底薪每月4500-6500元，提成另算。`],
    ["the question's own words as an answer", pay, `包住。${pay}`],
    ["a claim in the topic", pay, `关于每月8000元：${pay}`],
    ["a topic nobody asked about", pay, `关于期权分红：${pay}`],
    ["nothing", pay, " "],
    ["an essay", pay, `${pay}${"您好".repeat(40)}`],
    ["an order to the reader", pay, `${pay}请加微信abc12345`],
    [
      "another side that pays",
      "培训费由我们承担。入职当天就签书面合同。",
      "入职当天就签书面合同，培训费由您承担。",
    ],
    ["a pause that makes a no of it", "不用交押金，工资按月发放到卡。", "不，用交押金，工资按月发放到卡。"],
    ["a question of it", "包住，每个月都不收押金。", "包住？每个月都不收押金。"],
    ["another sign", "年龄≥18岁，性别不限。每天工作八小时。", "年龄≤18岁，性别不限。每天工作八小时。"],
    ["the costs left out", "提供宿舍。费用从每月工资里扣。", "提供宿舍。"],
    [
      "figures among short sentences",
      "包住。每月扣200元。包吃。不扣钱。",
      "包吃。每月扣200元。包住。不扣钱。",
    ],
    [
      "lines that answer different things",
      "有，四人间。\n没有，附近有食堂。",
      "没有，附近有食堂。有，四人间。",
    ],
  ])("must not have %s", (_, answer, wording) => {
    expect(isFaithful(answer, wording, "包住吗，每月8000元吗")).toBe(false);
  });

  it.each([
    ["If you finish the trial month, you get a bonus. Lunch is free.", "You get a bonus. Lunch is free."],
    [
      "Pay arrives on the 10th of each month. It may be earlier in May.",
      "It may be earlier in May. Pay arrives on the 10th of each month.",
    ],
    [
      "We never ask candidates for any money. Bring your ID card on day one.",
      "We ask candidates for any money. Bring your ID card on day one.",
    ],
    [
      "No, smoking is banned in the building. Lunch is free for all.",
      "No smoking is banned in the building. Lunch is free for all.",
    ],
    ["Use our computer at work every day.", "Use your computer at work every day."],
  ])("in English neither: %s", (answer, wording) => {
    expect(isFaithful(answer, wording, "bonus?")).toBe(false);
    expect(isFaithful(answer, answer, "bonus?")).toBe(true);
  });

  it("is only asked for where an answer has parts to arrange", () => {
    const some = ["不收任何费用。", "可以。有经验会更快上手，没有经验也行。", `${dorm}\n${pay}`, dorm];
    expect(some.map(isWordable)).toEqual([false, false, false, true]);
  });

  it("is judged in bounded time, however alike its parts are", () => {
    const long = Array.from({ length: 60 }, () => "好的好的").join("，");
    expect(isFaithful(long, `${long}坏`, "好吗")).toBe(false);
  });
});
