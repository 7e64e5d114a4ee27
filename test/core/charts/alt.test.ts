import { describe, expect, it } from "vitest";
import { altText } from "../../../src/core/charts/alt.ts";
import { Chart, type ChartKind } from "../../../src/core/charts/chart.ts";
import { sampleCharts } from "../../charts/samples.ts";

const kinds = Chart.options.map((option) => option.shape.kind.value);

const alt = (kind: ChartKind, locale: "zh-CN" | "en", change: object = {}): string => {
  const chart = sampleCharts(locale).find((one) => one.kind === kind);
  return altText(Chart.parse({ ...chart, ...change }));
};

describe("the picture in words", () => {
  it("exists for each kind of chart in both languages, without leftovers", () => {
    for (const locale of ["zh-CN", "en"] as const) {
      expect(sampleCharts(locale).map(({ kind }) => kind)).toEqual(kinds);
      for (const chart of sampleCharts(locale)) {
        const text = altText(Chart.parse(chart));
        expect(text, chart.kind).toContain(chart.title);
        expect(text, chart.kind).toContain("2026-09-01");
        expect(text, chart.kind).not.toMatch(/undefined|NaN|null|\. \.|。。/);
        expect(/[\u4e00-\u9fff]/.test(text), text).toBe(locale === "zh-CN");
      }
    }
  });

  it("says where a funnel loses most", () => {
    expect(alt("funnel", "zh-CN")).toContain("流失最多的一步是“约面试→入职”，流失 65 人 (68%)");
    expect(alt("funnel", "en")).toContain("The biggest loss is Interview set → Hired: 65 people (68%)");
  });

  it("names a best channel only when it is sure, and lists those with too few apart", () => {
    const said = alt("channels", "zh-CN");
    expect(said).toContain("BOSS直聘 24/60 (40%，95% 区间 29%–53%)");
    expect(said).toContain("智联招聘 3/15 (20%，95% 区间 7%–45%，仅供参考)");
    expect(said).toContain("数据不足：抖音 1/3。BOSS直聘 最好的概率为 90%");
    const unsure = alt("channels", "en", { best: { name: "BOSS Zhipin", probability: 0.79 } });
    expect(unsure).toContain("do not suffice to rank");
    expect(unsure).not.toContain("is the best");
  });

  it("calls a peak a peak only when the counts carry it", () => {
    expect(alt("arrivals", "zh-CN")).toMatch(/一天中到达最多的是 18:00–20:00 \(\d+\/\d+, \d+%\)。/);
    const cells = [9, 11, 13, 15, 18, 18].map((hour, i) => ({ weekday: (i % 5) + 1, hour, count: 1 }));
    expect(alt("arrivals", "zh-CN", { cells })).toContain("18:00–20:00 (2/6, 33%)，但数据不足以确定高峰");
  });

  it("says how often a drop alarm is false, and that there was none", () => {
    const said = alt("drop", "zh-CN");
    expect(said).toContain("1 次骤降报警，最近一次 2026-11-08：7 天 4 份，预期 33.5 份");
    expect(said).toContain("误报约每 117 天 1 次");
    expect(said).toContain("7 天因节假日或大促不计");
    expect(alt("drop", "en", { alarms: [] })).toContain("No drop alarm");
  });

  it("says what more money would bring, with its interval", () => {
    expect(alt("cost_curve", "en")).toContain(
      "BOSS Zhipin: ¥3,000 brought 9 hires; ¥500 more would bring about 1 (95% interval 0.5–1.6)",
    );
  });

  it("never turns a month without a result into a cheap one", () => {
    expect(alt("cost_over_time", "zh-CN")).toContain(
      "2026-09 ¥750 (n=8) → 2026-11 ¥517 (n=6)；最低 2026-10 ¥450 (n=12)；还没有结果：2026-08",
    );
  });

  it("says nothing was recorded instead of a number", () => {
    const said = alt("series", "en", {
      labels: ["2026-10", "2026-11"],
      series: [{ name: "Douyin", values: [null, null], intervals: null }],
    });
    expect(said).toContain("no data");
  });

  it("fits into what platforms take, and is cut between characters", () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      name: `${"𠮷".repeat(38)}${i}`,
      hits: 10,
      n: 30,
      share: 1 / 3,
      interval: [0.2, 0.5],
      detail: null,
    }));
    const said = alt("channels", "zh-CN", { rows });
    expect(said.length).toBeLessThanOrEqual(1900);
    expect(said.isWellFormed()).toBe(true);
  });
});
