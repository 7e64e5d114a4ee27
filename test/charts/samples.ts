import { addDays, weekdayOf } from "../../src/core/calendar-days.ts";
import type { Chart } from "../../src/core/charts/chart.ts";
import type { Locale } from "../../src/core/locale.ts";
import { createRandom } from "./random-counts.ts";

const both = (locale: Locale, zh: string, en: string) => (locale === "en" ? en : zh);
const period = { from: "2026-09-01", to: "2026-11-18" };

/** One chart of each kind, of invented numbers. */
export function sampleCharts(locale: Locale): Chart[] {
  const head = (zh: string, en: string) => ({ locale, title: both(locale, zh, en), period, caveat: null });
  const names = [
    both(locale, "BOSS直聘", "BOSS Zhipin"),
    both(locale, "智联招聘", "Zhilian"),
    both(locale, "抖音", "Douyin"),
  ];
  const [boss = "", zhilian = "", douyin = ""] = names;
  const random = createRandom(7);
  const days = Array.from({ length: 79 }, (_, i) => {
    const date = addDays(period.from, i);
    const expected = weekdayOf(date) > 5 ? 2.9 : 5.9;
    return { date, count: random(i > 66 ? expected / 5 : expected), expected, masked: i >= 69 && i <= 75 };
  });
  return [
    {
      ...head("招聘漏斗", "Recruiting funnel"),
      kind: "funnel",
      steps: [
        { name: both(locale, "投递", "Applied"), count: 400 },
        { name: both(locale, "开始测评", "Screening started"), count: 310 },
        { name: both(locale, "完成测评", "Screening done"), count: 250 },
        { name: both(locale, "约面试", "Interview set"), count: 96 },
        { name: both(locale, "入职", "Hired"), count: 31 },
      ],
    },
    {
      ...head("各渠道简历→面试率", "Résumé to interview by channel"),
      kind: "channels",
      measure: both(locale, "简历→面试率", "Résumé to interview"),
      rows: [
        { name: boss, hits: 24, n: 60, share: 0.4, interval: [0.286, 0.526], detail: "¥300" },
        { name: zhilian, hits: 3, n: 15, share: 0.2, interval: [0.07, 0.452], detail: null },
        { name: douyin, hits: 1, n: 3, share: null, interval: null, detail: null },
      ],
      best: { name: boss, probability: 0.9 },
    },
    {
      ...head("简历到达时段", "When résumés arrive"),
      kind: "arrivals",
      cells: Array.from({ length: 168 }, (_, i) => {
        const [weekday, hour] = [Math.floor(i / 24) + 1, i % 24];
        const busy = hour >= 18 && hour < 21 ? 5 : hour > 8 ? 1.5 : 0.1;
        return { weekday, hour, count: random(weekday > 5 ? busy / 2 : busy) };
      }),
    },
    {
      ...head("每天简历与骤降报警", "Daily résumés and drop alarms"),
      kind: "drop",
      days,
      alarms: [{ date: addDays(period.from, 68), observed: 4, expected: 33.5 }],
      daysBetweenFalseAlarms: 117,
    },
    {
      ...head("花费与入职", "Spend and hires"),
      kind: "cost_curve",
      outcome: both(locale, "入职", "hires"),
      curves: [
        { name: boss, spend: 3000, count: 9, band: 5 },
        { name: douyin, spend: 600, count: 3, band: 2 },
      ].map(({ name, spend, count, band }) => ({
        name,
        now: { spend, count },
        points: Array.from({ length: 41 }, (_, i) => {
          const factor = (i / 20) ** 0.7;
          return {
            spend: (spend * i) / 20,
            mean: count * factor,
            low: (count - band) * factor,
            high: (count + band) * factor,
          };
        }),
      })),
    },
    {
      ...head("每入职成本", "Cost per hire"),
      kind: "cost_over_time",
      measure: both(locale, "每入职成本", "Cost per hire"),
      rows: [
        { label: "2026-08", spend: 1200, count: 0, value: null },
        { label: "2026-09", spend: 6000, count: 8, value: 750 },
        { label: "2026-10", spend: 5400, count: 12, value: 450 },
        { label: "2026-11", spend: 3100, count: 6, value: 516.67 },
      ],
    },
    {
      ...head("简历量", "Résumés"),
      kind: "series",
      unit: "count",
      form: "line",
      labels: days.slice(0, 28).map(({ date }) => date),
      series: [
        { name: boss, values: days.slice(0, 28).map(({ count }) => count), intervals: null },
        { name: douyin, values: days.slice(28, 56).map(({ count }) => count), intervals: null },
      ],
    },
  ];
}
