import { describe, expect, it } from "vitest";
import { ask } from "../../src/core/asking/ask.ts";
import { readPeriod } from "../../src/core/period-words.ts";
import { metrics } from "../../src/metrics/registry.ts";

const today = "2026-11-26"; // a Thursday

describe("a period in words", () => {
  it.each([
    ["近7天", "2026-11-20", "2026-11-26"],
    ["最近 30 天", "2026-10-28", "2026-11-26"],
    ["last 30 days", "2026-10-28", "2026-11-26"],
    ["Last 7 Days", "2026-11-20", "2026-11-26"],
    ["7d", "2026-11-20", "2026-11-26"],
    ["近两周", "2026-11-13", "2026-11-26"],
    ["过去3个月", "2026-08-27", "2026-11-26"],
    ["今天", "2026-11-26", "2026-11-26"],
    ["yesterday", "2026-11-25", "2026-11-25"],
    ["本周", "2026-11-23", "2026-11-26"],
    ["上周", "2026-11-16", "2026-11-22"],
    ["last week", "2026-11-16", "2026-11-22"],
    ["本月", "2026-11-01", "2026-11-26"],
    ["上个月", "2026-10-01", "2026-10-31"],
    ["this quarter", "2026-10-01", "2026-11-26"],
    ["上季度", "2026-07-01", "2026-09-30"],
    ["今年", "2026-01-01", "2026-11-26"],
    ["去年", "2025-01-01", "2025-12-31"],
    ["2025", "2025-01-01", "2025-12-31"],
    ["2026-11", "2026-11-01", "2026-11-30"],
    ["2026年2月", "2026-02-01", "2026-02-28"],
    ["10月", "2026-10-01", "2026-10-31"],
    ["12月", "2025-12-01", "2025-12-31"],
    ["December", "2025-12-01", "2025-12-31"],
    ["sep", "2026-09-01", "2026-09-30"],
    ["2026-11-18", "2026-11-18", "2026-11-18"],
    ["11月18日", "2026-11-18", "2026-11-18"],
    ["2026-11-01..2026-11-15", "2026-11-01", "2026-11-15"],
    ["2026-11-01 to 2026-11-15", "2026-11-01", "2026-11-15"],
    ["2026年11月1日至2026年11月15日", "2026-11-01", "2026-11-15"],
    ["2026-09 ~ 2026-10", "2026-09-01", "2026-10-31"],
  ])("%s is %s to %s", (words, from, to) => {
    expect(readPeriod(words, today)).toEqual({ from, to });
  });

  it("that is all of it is open at both ends", () => {
    expect(readPeriod("全部", today)).toEqual({ from: null, to: null });
  });

  it.each([
    "",
    "客服",
    "boss",
    "2026-13",
    "2026-02-30",
    "2026-11-18..2026-11-01",
    "近0天",
    "marble",
    "3000",
    "decent",
  ])("is not %j", (words) => {
    expect(readPeriod(words, today)).toBeNull();
  });
});

describe("a period in a command and in a question", () => {
  const zh =
    "今天 昨天 本周 这周 上周 本月 这个月 上月 上个月 本季度 上季度 今年 去年 近7天 近30天 最近两周 过去3个月 近一年 近两个月 11月 3月 12月 10月到11月 11月3日 2025年 2026-10 2026-11-03..2026-11-09".split(
      " ",
    );
  const en =
    "today, yesterday, this week, last week, this month, last month, this quarter, last quarter, this year, last year, last 7 days, last 2 weeks, past 3 months, last 12 months, october".split(
      ", ",
    );

  it.each([...zh, ...en])("means the same days: %s", (phrase) => {
    const said = readPeriod(phrase, today);
    const question = en.includes(phrase) ? `resumes ${phrase}` : `${phrase}的简历数`;
    const { query } = ask({ question, context: [], today, jobs: [], channels: [] }, metrics);
    // What is asked about ends today; what money is entered for may end later.
    const to = said?.to && said.to > today ? today : said?.to;
    expect({ from: query?.from, to: query?.to }).toEqual({ from: said?.from, to });
  });
});
