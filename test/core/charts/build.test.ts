import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/calendar-days.ts";
import { costCurveChart, costOverTimeChart } from "../../../src/core/charts/build-cost.ts";
import { dropChart } from "../../../src/core/charts/build-drop.ts";
import { arrivalsChart, channelsChart, funnelChart } from "../../../src/core/charts/build-pipeline.ts";
import { seriesChart } from "../../../src/core/charts/build-series.ts";
import { Chart } from "../../../src/core/charts/chart.ts";
import type { FactRow } from "../../../src/core/charts/facts.ts";
import { gainOf } from "../../../src/core/charts/findings.ts";
import { probabilityBest } from "../../../src/core/charts/probability-best.ts";
import { watchDrops } from "../../../src/core/statistics/drop-detector.ts";
import { isMasked } from "../../../src/core/statistics/masked-days.ts";
import { createRandom } from "../../charts/random-counts.ts";

const about = { locale: "zh-CN", period: { from: null, to: null }, scope: null } as const;
const measure = { name: { zh: "简历→面试率", en: "Résumé to interview" }, unit: "rate" } as const;

const row = (group: FactRow["group"], rest: Partial<FactRow> = {}): FactRow => ({
  group,
  value: null,
  numerator: null,
  denominator: null,
  interval: null,
  n: 0,
  ...rest,
});

describe("a chart from a metric's answer", () => {
  it("makes a funnel of the losses per step", () => {
    const chart = funnelChart(about, [
      row({ step: "applied->assessment_started" }, { numerator: 20, denominator: 100, n: 100 }),
      row({ step: "assessment_started->assessment_completed" }, { numerator: 30, denominator: 80, n: 80 }),
    ]);
    expect(chart?.steps).toEqual([
      { name: "投递", count: 100 },
      { name: "开始测评", count: 80 },
      { name: "完成测评", count: 50 },
    ]);
    expect(funnelChart(about, [row({ step: "applied->x" }, { numerator: 0, denominator: 0 })])).toBeNull();
  });

  it("shows channels with too few without a percentage and leaves those without anybody out", () => {
    const chart = channelsChart(about, measure, [
      row({ channel: "douyin" }, { numerator: 1, denominator: 3, n: 3 }),
      row({ channel: "boss" }, { numerator: 24, denominator: 60, n: 60, value: 0.4, interval: [0.29, 0.53] }),
      row({ channel: "zhilian" }, { numerator: 0, denominator: 0, n: 0 }),
      row(
        { channel: "我的渠道" },
        { numerator: 6, denominator: 25, n: 25, value: 0.24, interval: [0.11, 0.43] },
      ),
    ]);
    expect(chart?.rows.map(({ name, share }) => [name, share])).toEqual([
      ["BOSS直聘", 0.4],
      ["我的渠道", 0.24],
      ["抖音", null],
    ]);
    expect(chart?.best?.name).toBe("BOSS直聘");
    expect(chart?.best?.probability).toBeGreaterThan(0.8);
    expect(Chart.safeParse(chart).success).toBe(true);
  });

  it("finds no best among equals, and the published 0.90 for 24/60 against 6/25", () => {
    const equal = probabilityBest([
      { hits: 10, n: 30 },
      { hits: 10, n: 30 },
    ]);
    expect(equal[0]).toBeCloseTo(0.5, 6);
    const chances = probabilityBest([
      { hits: 24, n: 60 },
      { hits: 6, n: 25 },
    ]);
    // The figure without shrinkage; drawn towards the pool it is a little lower.
    expect(chances[0]).toBeGreaterThan(0.84);
    expect(chances[0]).toBeLessThan(0.92);
  });

  it("shows the drop where the series falls, with the detector's own expectation", () => {
    const random = createRandom(3);
    const rows = Array.from({ length: 150 }, (_, i) =>
      row({ day: addDays("2026-05-01", i) }, { value: random(i >= 130 ? 1 : 6) }),
    );
    const chart = dropChart(about, rows, addDays("2026-05-01", 149));
    expect(chart?.days).toHaveLength(120);
    const counts = rows.map(({ group, value }) => ({ date: String(group.day), count: value ?? 0 }));
    const { days, alarms } = watchDrops(counts, { masked: isMasked });
    expect(chart?.days.map(({ expected }) => expected)).toEqual(
      days.slice(30).map(({ expected }) => expected),
    );
    expect(chart?.alarms.map(({ date }) => date)).toEqual(alarms.map(({ date }) => date));
    expect(alarms.some(({ date }) => date >= addDays("2026-05-01", 130))).toBe(true);
    expect(chart?.daysBetweenFalseAlarms).toBeGreaterThan(100);
    expect(Chart.safeParse(chart).success).toBe(true);
  });

  it("asks for more evidence and names another spacing where more channels are watched", () => {
    const random = createRandom(11);
    const rows = Array.from({ length: 150 }, (_, i) =>
      row({ day: addDays("2026-05-01", i) }, { value: random(i >= 130 ? 1 : 6) }),
    );
    const last = addDays("2026-05-01", 149);
    const alone = dropChart(about, rows, last);
    const many = dropChart(about, rows, last, { channels: 5, spacing: 41 });
    expect(many?.daysBetweenFalseAlarms).toBe(41);
    expect(many?.alarms.length).toBeLessThanOrEqual(alone?.alarms.length ?? 0);
    const counts = rows.map(({ group, value }) => ({ date: String(group.day), count: value ?? 0 }));
    const { alarms } = watchDrops(counts, { masked: isMasked, channels: 5 });
    expect(many?.alarms.map(({ date }) => date)).toEqual(alarms.map(({ date }) => date));
  });

  it("draws a cost curve through where the channel stands, with less from each further yuan", () => {
    const chart = costCurveChart(about, { name: { zh: "入职", en: "Hires" }, unit: "count" }, [
      row({ channel: "boss" }, { numerator: 3000, denominator: 9 }),
      row({ channel: "douyin" }, { numerator: null, denominator: 4 }),
    ]);
    expect(chart?.curves.map(({ name }) => name)).toEqual(["BOSS直聘"]);
    const [curve] = chart?.curves ?? [];
    if (!curve) throw new Error("no curve");
    const first = gainOf({ ...curve, now: { spend: 0, count: 0 } }, 3000);
    const next = gainOf(curve, 1000);
    expect(first?.mean).toBeCloseTo(9, 1);
    expect(next?.mean).toBeLessThan(3);
    expect(next?.low).toBeLessThan(next?.mean ?? 0);
    expect(gainOf(curve, 1e6)).toBeNull();
  });

  it("keeps a month without a hire without a cost", () => {
    const chart = costOverTimeChart(about, { name: { zh: "每入职成本", en: "Cost per hire" }, unit: "cny" }, [
      row({ month: "2026-09" }, { numerator: 900, denominator: 0, value: null }),
      row({ month: "2026-10" }, { numerator: 900, denominator: 3, value: 300 }),
    ]);
    expect(chart?.rows.map(({ value }) => value)).toEqual([null, 300]);
  });

  it("lays two dimensions out as series over time, and a period compared beside the other", () => {
    const rows = ["2026-09", "2026-10", "2026-11"].flatMap((month, i) => [
      row({ channel: "boss", month }, { value: 10 + i, n: 10 + i }),
      row({ channel: "douyin", month }, { value: 3 * i, n: 3 * i }),
    ]);
    const resumes = { name: { zh: "简历量", en: "Résumés" }, unit: "count" } as const;
    const chart = seriesChart(about, resumes, rows);
    expect(chart?.form).toBe("line");
    expect(chart?.series.map(({ name, values }) => [name, values])).toEqual([
      ["BOSS直聘", [10, 11, 12]],
      ["抖音", [0, 3, 6]],
    ]);
    const days = [5, 6, 7].map((value, i) => row({ day: `2026-11-0${i + 2}` }, { value, n: value }));
    const before = {
      name: "上期",
      rows: [1, 2, 3].map((value, i) => row({ day: `2026-10-2${i + 6}` }, { value })),
    };
    expect(seriesChart(about, resumes, days, before)?.series.map(({ values }) => values)).toEqual([
      [5, 6, 7],
      [1, 2, 3],
    ]);
    expect(seriesChart(about, resumes, [row({ channel: "boss" }, { value: 3 })])).toBeNull();
  });

  it("finds nothing to draw where nothing arrived", () => {
    expect(arrivalsChart(about, [row({ weekday: 1, hour: 9 }, { numerator: 0 })])).toBeNull();
  });

  it("takes names from outside without letting them break a text", () => {
    const chart = channelsChart({ ...about, scope: "淘宝\u0000客服\u202e".repeat(40) }, measure, [
      row({ channel: "\u0007" }, { numerator: 1, denominator: 3, n: 3 }),
    ]);
    expect(Chart.safeParse(chart).success).toBe(true);
    expect(chart?.rows[0]?.name).toBe("–");
    expect(chart?.title).not.toMatch(/[\u0000\u202e]/);
  });
});
