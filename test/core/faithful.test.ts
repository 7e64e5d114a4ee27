import { describe, expect, it } from "vitest";
import { loadContent } from "../../src/content.ts";
import { isFaithful, isWordable } from "../../src/core/faq/faithful.ts";

const entries = loadContent().faq.default?.value.entries ?? [];

const dorm = "公司不提供住宿，附近租房每月约800元。房租补贴入职满一年以后发，每月300元。谢谢关注！";
const begun = "房租补贴入职满一年以后发，每月300元。公司不提供住宿，附近租房每月约800元。";
const coach = "Newcomers are coached by a colleague. Training is paid from the first day. Thanks for asking!";

describe("a wording of an answer", () => {
  it("is faithful when it is the answer itself, for every entry there is", () => {
    for (const { zh, en } of entries)
      for (const { question, answer } of [zh, en])
        expect([answer, isFaithful(answer, answer, question)]).toEqual([answer, true]);
    expect(entries.length).toBeGreaterThan(50);
  });

  it.each([
    ["another beginning, which is about what was asked", dorm, begun, "有房租补贴吗"],
    [
      "a pleasantry left out",
      dorm,
      "公司不提供住宿，附近租房每月约800元。房租补贴入职满一年以后发，每月300元。",
      "有宿舍吗",
    ],
    ["small words and a greeting", dorm, `您好，${begun.replace("发，", "发的呢，")}`, "房租补贴有吗"],
    [
      "a beginning in English",
      coach,
      "Training is paid from the first day. Newcomers are coached by a colleague.",
      "Is training paid?",
    ],
  ])("may have %s", (_, answer, wording, question) => {
    expect(isFaithful(answer, wording, question)).toBe(true);
  });

  it.each([
    ["a beginning nobody asked about", dorm, begun, "包吃吗"],
    ["a new word", dorm, begun.replace("发，", "发现金，")],
    ["a sentence from nowhere", dorm, `${begun}房租公司报销一半。`],
    ["a dropped no", dorm, begun.replace("不提供", "提供")],
    ["a sentence left out", dorm, "房租补贴入职满一年以后发，每月300元。"],
    ["another figure", dorm, begun.replace("300", "800")],
    [
      "figures that changed places",
      dorm,
      begun.replace("300", "x").replace("800", "300").replace("x", "800"),
    ],
    [
      "clauses that changed places",
      dorm,
      "房租补贴附近租房每月约800元。公司不提供住宿，入职满一年以后发，每月300元。",
    ],
    ["a sentence twice", dorm, `${begun}${begun}`],
    ["a word between sentences", dorm, begun.replace("300元。", "300元吧")],
    ["the question's own words as an answer", dorm, `有。${begun}`],
    ["nothing", dorm, " "],
    ["an order to the reader", dorm, `${begun}请加微信abc12345`],
    [
      "a pause that makes a no of it",
      "房租不用交押金，每月十号收现金。",
      "房租不，用交押金，每月十号收现金。",
    ],
    ["a question of it", "房租免费，每个月都不收押金。", "房租免费？每个月都不收押金。"],
    ["another sign", "房租补贴≥300元，每月十号以前发。", "房租补贴≤300元，每月十号以前发。"],
    ["a sign left out", "冷库要到-18度，房租另外算。", "冷库要到18度，房租另外算。"],
    ["one more day off", "周六休息，房租每月十号交。", "周六也休息，房租每月十号交。"],
    ["a past for a future", "房租补贴我们长期都给员工发。", "房租补贴我们长期都给员工发了。"],
    ["the costs left out", "房租由公司先垫。每月从工资里扣回来300元整。", "房租由公司先垫。"],
    [
      "what leans on a pleasantry left out",
      "谢谢！房租补贴不给新人发。每月十五号工资发到银行卡。",
      "每月十五号工资发到银行卡。",
    ],
    [
      "a pleasantry with content left out",
      "欢迎带身份证原件和押金来面试。房租补贴每月三百元整。",
      "房租补贴每月三百元整。",
    ],
    [
      "the rent of others",
      "兼职每天工作四小时，不包住。房租补贴每月三百元整。",
      "房租补贴每月三百元整。兼职每天工作四小时，不包住。",
    ],
    [
      "lines that answer different things",
      "有，四人间，在公司楼上。\n房租补贴没有，附近有食堂。",
      "房租补贴没有，附近有食堂。有，四人间，在公司楼上。",
    ],
  ])("must not have %s", (_, answer, wording, question = "房租补贴有吗") => {
    expect(isFaithful(answer, wording, question)).toBe(false);
    expect(isFaithful(answer, answer, question)).toBe(true);
  });

  it.each([
    [
      "Lunch is free in the canteen. If you finish the trial month, you get a bonus.",
      "You get a bonus. Lunch is free in the canteen.",
    ],
    [
      "Pay arrives on the 10th of each month. It may be earlier in May.",
      "It may be earlier in May. Pay arrives on the 10th of each month.",
    ],
    [
      "Bonus is paid in July each year. We never ask candidates for any money.",
      "Bonus is paid in July each year. We ask candidates for any money.",
    ],
    [
      "Shifts end at 4 p.m. on weekdays for trained staff. Bonus is paid in July each year.",
      "Bonus is paid in July each year. On weekdays for trained staff. Shifts end at 4 p.m.",
    ],
    [
      "No, smoking is banned in the building. Bonus is paid in July each year.",
      "No smoking is banned in the building. Bonus is paid in July each year.",
    ],
    [
      "Welcome bonuses are paid back by leavers. Bonus is paid in July each year.",
      "Bonus is paid in July each year.",
    ],
  ])("in English neither: %s", (answer, wording) => {
    expect(isFaithful(answer, wording, "bonus?")).toBe(false);
    expect(isFaithful(answer, answer, "bonus?")).toBe(true);
  });

  it("is only asked for where an answer has parts to arrange", () => {
    const some = ["不收任何费用。", "可以。有经验会更快上手，没有经验也行。", `${dorm}\n${dorm}`, dorm];
    expect(some.map(isWordable)).toEqual([false, false, false, true]);
  });
});
