import { finding } from "../../core/charts/alt.ts";
import type { DropChart } from "../../core/charts/chart.ts";
import { say } from "../../core/charts/words.ts";
import {
  axisText,
  colours,
  type Drawing,
  fontStack,
  footHeight,
  footOf,
  headHeight,
  niceAxis,
  size,
} from "../look.ts";

const plotHeight = 360;
const top = headHeight + 62;

/** Bars of what came, a dashed line of what was expected, marks where the alarm was raised, shades where it does not look. */
export function dropOption(chart: DropChart): Drawing {
  const { days, alarms, locale } = chart;
  const foot = footOf(chart, finding(chart));
  const names = {
    count: say(locale, "实到", "came"),
    expected: say(locale, "预期", "expected"),
    alarm: say(locale, "骤降报警", "drop alarm"),
    masked: say(locale, "不计的日子", "left out"),
  };
  const dates = days.map(({ date }) => date.slice(5));
  const most = Math.max(1, ...days.map(({ count, expected }) => Math.max(count, expected ?? 0)));
  const axis = niceAxis(most * 1.2);
  const marks = alarms.flatMap(({ date }) => {
    const at = days.findIndex((day) => day.date === date);
    return at < 0 ? [] : [[at, most * 1.12]];
  });
  const masked = days.some((day) => day.masked);
  return {
    height: top + plotHeight + 56 + footHeight(foot),
    foot,
    option: {
      grid: { left: 84, right: 40, top, height: plotHeight },
      legend: {
        top: headHeight - 2,
        left: 36,
        itemGap: 28,
        itemWidth: 34,
        itemHeight: 18,
        selectedMode: false,
        textStyle: { fontFamily: fontStack, fontSize: size.small, color: colours.ink },
        data: [
          names.count,
          { name: names.expected, icon: "path://M0 5H10V8H0ZM14 5H24V8H14Z" },
          ...(marks.length > 0 ? [names.alarm] : []),
          ...(masked ? [names.masked] : []),
        ],
      },
      xAxis: {
        type: "category",
        data: dates,
        axisLine: { lineStyle: { color: colours.quiet } },
        axisTick: { show: false },
        axisLabel: { ...axisText, interval: Math.max(0, Math.ceil(days.length / 9) - 1), margin: 14 },
      },
      yAxis: {
        type: "value",
        ...axis,
        axisLabel: { ...axisText, color: colours.quiet },
        splitLine: { lineStyle: { color: colours.line } },
      },
      series: [
        {
          // Full-height bars behind everything: they say which days the detector leaves out, and get a legend.
          name: names.masked,
          type: "bar",
          barWidth: "100%",
          barGap: "-100%",
          z: 1,
          itemStyle: { color: colours.shade },
          data: days.map((day) => (day.masked ? axis.max : null)),
        },
        {
          name: names.count,
          type: "bar",
          barWidth: "62%",
          z: 2,
          itemStyle: { color: colours.blue },
          data: days.map(({ count }) => count),
        },
        {
          name: names.expected,
          type: "line",
          z: 3,
          symbol: "none",
          lineStyle: { color: colours.ink, width: 3, type: [10, 5] },
          itemStyle: { color: colours.ink },
          data: days.map(({ expected }) => expected),
        },
        {
          name: names.alarm,
          type: "scatter",
          z: 4,
          symbol: "path://M0 0L20 0L10 18Z",
          symbolSize: 24,
          itemStyle: { color: colours.red, opacity: 1 },
          data: marks,
        },
      ],
    },
  };
}
