import type { CustomSeriesRenderItem } from "echarts";
import type { SeriesChart } from "../../core/charts/chart.ts";
import { measured, percent, say } from "../../core/charts/words.ts";
import {
  axisText,
  colourOf,
  colours,
  type Drawing,
  dashOf,
  fitted,
  fontStack,
  footHeight,
  footOf,
  headHeight,
  size,
  symbolOf,
  textWidth,
} from "../look.ts";

const plotHeight = 400;
const rowHeight = 58;
/** Bars a picture shows; the rest is counted under it. */
const barsShown = 24;

/** A line over time, or bars; the axis says the unit. */
export const seriesOption = (chart: SeriesChart): Drawing =>
  chart.form === "line" ? lineOption(chart) : barOption(chart);

const legendOf = (chart: SeriesChart) => ({
  show: chart.series.length > 1,
  top: headHeight,
  left: 36,
  right: 36,
  itemGap: 26,
  itemWidth: 46,
  selectedMode: false,
  textStyle: { fontFamily: fontStack, fontSize: size.small, color: colours.ink },
  data: chart.series.map(({ name }) => name),
});

const legendHeight = ({ series }: SeriesChart): number =>
  series.length > 1 ? 24 + 40 * Math.ceil(series.length / 4) : 20;

const valueAxis = ({ unit, locale, series }: SeriesChart) => {
  const whole =
    unit === "count" && series.every(({ values }) => values.every((value) => Number.isInteger(value ?? 0)));
  return {
    type: "value",
    splitNumber: 4,
    ...(whole ? { minInterval: 1 } : {}),
    axisLabel: {
      ...axisText,
      color: colours.quiet,
      hideOverlap: true,
      formatter: (value: number) => (unit === "rate" ? percent(value) : measured(value, unit, locale)),
    },
    splitLine: { lineStyle: { color: colours.line } },
  };
};

function lineOption(chart: SeriesChart): Drawing {
  const { labels, series } = chart;
  const foot = footOf(chart);
  const top = headHeight + legendHeight(chart);
  const few = labels.length <= 40;
  const widest = Math.max(...labels.map((label) => textWidth(dated(label), size.small)));
  const shown = Math.max(2, Math.floor(860 / (widest + 30)));
  return {
    height: top + plotHeight + 64 + footHeight(foot),
    foot,
    option: {
      legend: legendOf(chart),
      grid: { left: 110, right: 56, top, height: plotHeight },
      xAxis: {
        type: "category",
        boundaryGap: false,
        data: labels.map(dated),
        axisLine: { lineStyle: { color: colours.quiet } },
        axisTick: { show: false },
        axisLabel: {
          ...axisText,
          margin: 14,
          interval: Math.max(0, Math.ceil(labels.length / shown) - 1),
          hideOverlap: true,
        },
      },
      yAxis: valueAxis(chart),
      series: series.map(({ name, values }, i) => ({
        name,
        type: "line",
        symbol: symbolOf(i),
        symbolSize: few ? 13 : 0,
        showSymbol: few,
        lineStyle: { color: colourOf(i), width: 4, type: dashOf(i) },
        itemStyle: { color: colourOf(i) },
        data: labels.map((_, at) => values[at] ?? null),
      })),
    },
  };
}

/** A day without its year: the title has it. */
const dated = (label: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(label) ? label.slice(5) : label);

function barOption(chart: SeriesChart): Drawing {
  const { locale, series, unit } = chart;
  const labels = chart.labels.slice(0, barsShown);
  const hidden = chart.labels.length - labels.length;
  const intervals = series.length === 1 ? (series[0]?.intervals ?? null) : null;
  const foot = footOf(
    chart,
    hidden > 0 ? say(locale, `另有 ${hidden} 项没有画出`, `${hidden} more are not drawn`) : null,
    intervals ? say(locale, "├─┤ 95% 区间", "├─┤ 95% interval") : null,
  );
  const top = headHeight + legendHeight(chart);
  const perRow = Math.max(rowHeight, 34 * series.length + 20);
  const left = Math.min(340, Math.max(...labels.map((label) => textWidth(label, size.text))) + 72);
  const plot = perRow * labels.length;

  const whiskers: CustomSeriesRenderItem = (params, api) => {
    const interval = intervals?.[params.dataIndex];
    if (!interval) return null;
    const [x1 = 0, y = 0] = api.coord([interval[0], params.dataIndex]);
    const [x2 = 0] = api.coord([interval[1], params.dataIndex]);
    const style = { stroke: colours.ink, lineWidth: 3 };
    const line = (shape: { x1: number; y1: number; x2: number; y2: number }) => ({
      type: "line" as const,
      shape,
      style,
    });
    return {
      type: "group",
      children: [
        line({ x1, y1: y, x2, y2: y }),
        line({ x1, y1: y - 9, x2: x1, y2: y + 9 }),
        line({ x1: x2, y1: y - 9, x2, y2: y + 9 }),
        {
          type: "text" as const,
          x: x2 + 14,
          y: y - 12,
          style: {
            text: measured(series[0]?.values[params.dataIndex] ?? 0, unit, locale),
            fontFamily: fontStack,
            fontSize: size.small,
            fill: colours.ink,
          },
        },
      ],
    };
  };

  return {
    height: top + plot + 60 + footHeight(foot),
    foot,
    option: {
      legend: legendOf(chart),
      grid: { left, right: 150, top, height: plot },
      xAxis: valueAxis(chart),
      yAxis: {
        type: "category",
        inverse: true,
        data: labels.map((label) => fitted(label, size.text, left - 60)),
        axisLine: { lineStyle: { color: colours.quiet } },
        axisTick: { show: false },
        axisLabel: { ...axisText, fontSize: size.text, interval: 0, margin: 14 },
      },
      series: [
        ...series.map(({ name, values }, i) => ({
          name,
          type: "bar",
          barMaxWidth: 36,
          itemStyle: { color: colourOf(i), borderRadius: [0, 3, 3, 0] },
          data: labels.map((_, at) => {
            const value = values[at] ?? null;
            const told = value === null ? say(locale, "没有数据", "no data") : measured(value, unit, locale);
            return {
              value: value ?? 0,
              label: {
                show: intervals === null,
                position: "right",
                fontSize: size.small,
                color: value === null ? colours.quiet : colours.ink,
                formatter: () => told,
              },
            };
          }),
        })),
        ...(intervals
          ? [
              {
                type: "custom",
                clip: false,
                renderItem: whiskers,
                data: labels.map((_, at) => [intervals[at]?.[1] ?? 0, at]),
                z: 5,
              },
            ]
          : []),
      ],
    },
  };
}
