import { describe, expect, it } from "vitest";
import { arabic } from "../../../src/core/dialogue/numerals.ts";
import { pay } from "../../../src/core/dialogue/pay.ts";
import { platforms } from "../../../src/core/dialogue/platforms.ts";
import { isSensitive } from "../../../src/core/dialogue/sensitive.ts";
import { shifts } from "../../../src/core/dialogue/shifts.ts";
import { startDate } from "../../../src/core/dialogue/start-date.ts";
import { monday10 } from "./chat.ts";

describe("start dates, said on Monday 23 November 2026", () => {
  it.each([
    ["立即", "immediate"],
    ["马上就可以", "immediate"],
    ["随时到岗", "immediate"],
    ["right away", "immediate"],
    ["ASAP", "immediate"],
    ["今天", "immediate"],
    ["明天", "P1D"],
    ["后天吧", "P2D"],
    ["大后天", "P3D"],
    ["3天后", "P3D"],
    ["三天后", "P3D"],
    ["十天之内", "P10D"],
    ["两周后", "P14D"],
    ["一个星期左右", "P7D"],
    ["半个月", "P15D"],
    ["一个月以后", "P30D"],
    ["in 3 days", "P3D"],
    ["in a week", "P7D"],
    ["two weeks", "P14D"],
    ["下周一", "2026-11-30"],
    ["下周", "2026-11-30"],
    ["下星期三可以", "2026-12-02"],
    ["这周五", "2026-11-27"],
    ["周三", "2026-11-25"],
    ["next Monday", "2026-11-30"],
    ["Friday", "2026-11-27"],
    ["next friday", "2026-12-04"],
    ["12月1日", "2026-12-01"],
    ["12月1号", "2026-12-01"],
    ["十二月十五号", "2026-12-15"],
    ["12.1", "2026-12-01"],
    ["12/1", "2026-12-01"],
    ["2026-12-01", "2026-12-01"],
    ["2026年12月1日", "2026-12-01"],
    ["December 1", "2026-12-01"],
    ["Dec 1st", "2026-12-01"],
    ["1 December", "2026-12-01"],
    ["1月5日", "2027-01-05"],
    ["28号", "2026-11-28"],
    ["1号", "2026-12-01"],
    ["下个月15号", "2026-12-15"],
    ["下个月", "2026-12-01"],
    ["月底", "2026-11-30"],
    ["next month", "2026-12-01"],
  ])("reads %s as %s", (text, expected) => {
    expect(startDate(text, monday10)).toBe(expected);
  });

  it.each(["看情况", "不知道", "哈哈", "", "11月31日", "2020-01-01", "过完年", "5000", "👍", "上周一"])(
    "does not guess at %j",
    (text) => {
      expect(startDate(text, monday10)).toBeNull();
    },
  );

  it("reads weekdays by the date in Shanghai, not in UTC", () => {
    // 23:00 UTC on Sunday is Monday morning in Shanghai.
    expect(startDate("下周一", Date.UTC(2026, 10, 22, 23))).toBe("2026-11-30");
    expect(startDate("下周一", Date.UTC(2026, 10, 22, 15))).toBe("2026-11-23");
  });
});

describe("shifts", () => {
  it.each([
    ["都可以", "any"],
    ["1", "any"],
    ["服从安排", "any"],
    ["倒班可以", "any"],
    ["any", "any"],
    ["晚班可以", "evening"],
    ["可以上晚班", "evening"],
    ["２", "evening"],
    ["evenings are fine", "evening"],
    ["只能白班", "day"],
    ["不能上晚班", "day"],
    ["晚班不行", "day"],
    ["不接受倒班", "day"],
    ["白班", "day"],
    ["days only", "day"],
    ["I can't work nights", "day"],
    ["只能周末", "limited"],
    ["晚上10点前", "limited"],
    ["看情况", "limited"],
    ["part-time", "limited"],
  ])("reads %s as %s", (text, expected) => {
    expect(shifts(text)).toBe(expected);
  });

  it.each(["", "哈哈", "5000", "多少钱"])("does not guess at %j", (text) => {
    expect(shifts(text)).toBeNull();
  });
});

describe("pay", () => {
  it.each([
    ["5000-7000", { payMin: 5000, payMax: 7000 }],
    ["5000到7000", { payMin: 5000, payMax: 7000 }],
    ["五千到七千", { payMin: 5000, payMax: 7000 }],
    ["5-7k", { payMin: 5000, payMax: 7000 }],
    ["5k~7k", { payMin: 5000, payMax: 7000 }],
    ["6k", { payMin: 6000, payMax: 6000 }],
    ["6千左右", { payMin: 6000, payMax: 6000 }],
    ["6,000", { payMin: 6000, payMax: 6000 }],
    ["一万二", { payMin: 12000, payMax: 12000 }],
    ["1.2万", { payMin: 12000, payMax: 12000 }],
    ["6000以上", { payMin: 6000 }],
    ["不低于5500", { payMin: 5500 }],
    ["底薪4000+提成", { payMin: 4000 }],
    ["最多8000", { payMax: 8000 }],
    ["面议", { payNegotiable: true }],
    ["negotiable", { payNegotiable: true }],
    ["6000，可谈", { payMin: 6000, payMax: 6000, payNegotiable: true }],
    ["at least 6k", { payMin: 6000 }],
    ["我期望6500，3年经验", { payMin: 6500, payMax: 6500 }],
  ])("reads %s", (text, expected) => {
    expect(pay(text)).toEqual(expected);
  });

  it.each(["", "25元/小时", "200一天", "28", "很多", "28岁", "一个亿"])("does not guess at %j", (text) => {
    expect(pay(text)).toBeNull();
  });
});

describe("platforms", () => {
  it.each([
    ["淘宝、拼多多", ["taobao", "pdd"]],
    ["1 3", ["taobao", "pdd"]],
    ["13", ["taobao", "pdd"]],
    ["9", ["none"]],
    ["没用过", ["none"]],
    ["抖音和小红书", ["douyin", "xiaohongshu"]],
    ["都熟悉", ["taobao", "tmall", "pdd", "jd", "douyin"]],
    ["Taobao and JD", ["taobao", "jd"]],
    ["京东做过一年，没做过抖音", ["jd", "douyin"]],
    ["1688", ["other"]],
    ["none", ["none"]],
    ["拼多多，別的都不會", ["pdd"]],
  ])("reads %s", (text, expected) => {
    expect(platforms(text)).toEqual(expected);
  });

  it.each(["", "哈哈", "1 9", "5000"])("does not guess at %j", (text) => {
    expect(platforms(text)).toBeNull();
  });
});

describe("Chinese numerals", () => {
  it.each([
    ["五千五", "5500"],
    ["一万", "10000"],
    ["两千", "2000"],
    ["一千零五十", "1050"],
    ["十五", "15"],
    ["二十三", "23"],
    ["二〇二六", "2026"],
    ["万", "万"],
  ])("writes %s as %s", (text, expected) => {
    expect(arabic(text)).toBe(expected);
  });
});

describe("what we never ask for", () => {
  it.each([
    "我怀孕三个月了",
    "已婚有两个孩子",
    "我今年28岁",
    "我有慢性病",
    "95后",
    "我是回族",
    "农村户口",
    "I'm pregnant",
    "I am 28 years old",
    "I have two kids and my husband works",
    "I have a disability",
  ])("is noticed in %j", (text) => {
    expect(isSensitive(text)).toBe(true);
  });

  it.each([
    "下周一",
    "晚班可以",
    "5000-7000",
    "淘宝",
    "3天后",
    "I can start next Monday",
    "做过母婴类目",
    "8小时制",
  ])("is not seen in %j", (text) => {
    expect(isSensitive(text)).toBe(false);
  });
});
