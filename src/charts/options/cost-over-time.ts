import type { CostOverTimeChart } from "../../core/charts/chart.ts";
import { figure, money, say } from "../../core/charts/words.ts";
import {
  axisText,
  colours,
  type Drawing,
  fitted,
  footHeight,
  footOf,
  headHeight,
  niceAxis,
  size,
  width,
} from "../look.ts";

const plotHeight = 380;
const small = 20;
const sides = 130;

/** A bar per period with its cost and what it rests on; a period without a result says so instead of a bar. */
export function costOverTimeOption(chart: CostOverTimeChart): Drawing {
  const { rows, locale } = chart;
  const foot = footOf(
    chart,
    rows.some(({ value, count }) => value !== null && count < small)
      ? say(locale, "空心：结果不足 20 个，仅供参考", "Hollow: fewer than 20 results, for orientation only")
      : null,
    say(
      locale,
      "没有结果或没有花费记录的时段不显示成本",
      "No cost is shown where nothing came of it or no spend was recorded",
    ),
  );
  const room = (width - sides) / Math.max(1, rows.length);
  const roomy = room > 70;
  const none = say(locale, "无结果", "none");
  return {
    height: headHeight + 30 + plotHeight + 56 + footHeight(foot),
    foot,
    option: {
      grid: { left: sides - 30, right: 30, top: headHeight + 30, height: plotHeight },
      xAxis: {
        type: "category",
        data: rows.map(({ label }) => fitted(label, size.small, Math.max(room - 8, 90))),
        axisLine: { lineStyle: { color: colours.quiet } },
        axisTick: { show: false },
        axisLabel: {
          ...axisText,
          margin: 14,
          interval: roomy ? 0 : Math.ceil(rows.length / 8) - 1,
          hideOverlap: true,
        },
      },
      yAxis: {
        type: "value",
        ...niceAxis(1.25 * Math.max(1, ...rows.map(({ value }) => value ?? 0))),
        axisLabel: {
          ...axisText,
          color: colours.quiet,
          formatter: (value: number) => money(value),
        },
        splitLine: { lineStyle: { color: colours.line } },
      },
      series: [
        {
          type: "bar",
          barMaxWidth: 90,
          barWidth: "58%",
          data: rows.map(({ value, count, spend }) => ({
            value: value ?? 0,
            itemStyle: {
              color: count < small ? "#ffffff" : colours.blue,
              borderColor: colours.blue,
              borderWidth: value === null ? 0 : 3,
            },
            label: {
              show: roomy,
              position: "top",
              fontSize: size.small,
              lineHeight: 30,
              color: value === null ? colours.quiet : colours.ink,
              formatter: () =>
                value === null
                  ? spend === null
                    ? say(locale, "无花费\n记录", "no spend\nrecorded")
                    : none
                  : `${money(value)}\nn=${figure(count)}`,
            },
          })),
        },
      ],
    },
  };
}
