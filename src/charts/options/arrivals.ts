import { finding } from "../../core/charts/alt.ts";
import type { ArrivalsChart } from "../../core/charts/chart.ts";
import { say, weekdayName } from "../../core/charts/words.ts";
import {
  axisText,
  colours,
  type Drawing,
  footHeight,
  footOf,
  headHeight,
  textWidth,
  width,
} from "../look.ts";

const rowHeight = 56;
const left = 96;
const right = 40;

/** Weekdays against hours: the darker the more, and the number itself in each cell. */
export function arrivalsOption(chart: ArrivalsChart): Drawing {
  const counts = new Map<string, number>();
  for (const { weekday, hour, count } of chart.cells) {
    const key = `${hour},${weekday}`;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  const most = Math.max(1, ...counts.values());
  const cell = (width - left - right) / 24;
  const fontSize = Math.min(20, (20 * cell) / Math.max(cell, textWidth(String(most), 20) + 6));
  const foot = footOf(chart, finding(chart));
  const height = headHeight + 7 * rowHeight + 52 + footHeight(foot);
  return {
    height,
    foot,
    option: {
      grid: { left, right, top: headHeight, height: 7 * rowHeight },
      xAxis: {
        type: "category",
        data: Array.from({ length: 24 }, (_, hour) => `${hour}${say(chart.locale, "时", "h")}`),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { ...axisText, interval: 1, margin: 12 },
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: [1, 2, 3, 4, 5, 6, 7].map((weekday) => weekdayName(weekday, chart.locale)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { ...axisText, interval: 0 },
      },
      visualMap: {
        show: false,
        min: 0,
        max: most,
        inRange: { color: ["#f1f5f9", "#9ecae1", "#3b8bc2", "#08519c", "#08306b"] },
      },
      series: [
        {
          type: "heatmap",
          itemStyle: { borderColor: "#ffffff", borderWidth: 2 },
          data: Array.from({ length: 168 }, (_, i) => {
            const [hour, weekday] = [i % 24, Math.floor(i / 24) + 1];
            const count = counts.get(`${hour},${weekday}`) ?? 0;
            return {
              value: [hour, weekday - 1, count],
              label: {
                show: count > 0,
                fontSize,
                color: count > 0.45 * most ? "#ffffff" : colours.ink,
                formatter: () => String(count),
              },
            };
          }),
        },
      ],
    },
  };
}
