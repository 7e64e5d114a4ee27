import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ask } from "../../../src/core/asking/ask.ts";
import { AskQuery } from "../../../src/core/asking/query.ts";
import { metrics } from "../../../src/metrics/registry.ts";

const jobs = ["天猫售前客服", "Womenswear support (night)", "a.*+?[", "客服"];
const read = (question: string, context: string[] = []) =>
  ask({ question, context, today: "2026-11-18", jobs }, metrics);

const pieces = fc.array(
  fc.constantFrom(
    ..."上周 本月 近7天 11月 从 到 和 比 各渠道 BOSS 抖音 简历 转化率 花费 最多 前三 呢 那 为什么 天猫 晚班 last month by week and vs since top 3 hires \n ， ? ' \" 2026-02-31 13月45日 Q9 2025年 ( [ \\ *".split(
      " ",
    ),
  ),
  { maxLength: 30 },
);

describe("any text at all", () => {
  it("is read into the closed grammar or into none of it, and always the same way", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "grapheme", maxLength: 200 }),
          pieces.map((all) => all.join("")),
        ),
        (text) => {
          const got = read(text, [text]);
          if (got.query) {
            expect(AskQuery.parse(got.query)).toEqual(got.query);
            const { from, to, filters } = got.query;
            if (from && to) expect(from <= to, text).toBe(true);
            if (filters.job !== null) expect(jobs).toContain(filters.job);
          }
          expect(read(text, [text])).toEqual(got);
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });

  it.each([
    "简历".repeat(600),
    "a ".repeat(3000),
    "上周和".repeat(400),
    "select ".repeat(500),
    "1月".repeat(500),
    "给".repeat(900),
    "a-".repeat(900),
    "把将".repeat(500),
    "last last ".repeat(100),
    "how many ".repeat(120),
  ])("is read within a moment, however long (%#)", (text) => {
    const before = performance.now();
    read(text, [text, text]);
    expect(performance.now() - before).toBeLessThan(1500);
  });
});
