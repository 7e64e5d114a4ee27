import type { CustomSeriesRenderItem } from "echarts";
import { finding } from "../../core/charts/alt.ts";
import type { CostCurveChart } from "../../core/charts/chart.ts";
import { figure, money, say } from "../../core/charts/words.ts";
import {
  axisText,
  colourOf,
  colours,
  type Drawing,
  dashOf,
  fontStack,
  footHeight,
  footOf,
  headHeight,
  niceAxis,
  size,
  symbolOf,
} from "../look.ts";

const plotHeight = 420;

/** What spend brings per channel, flattening; the mark is where the channel stands, with its interval. */
export function costCurveOption(chart: CostCurveChart): Drawing {
  const { curves, locale, outcome } = chart;
  const foot = footOf(
    chart,
    finding(chart),
    say(
      locale,
      "曲线：结果 ∝ 花费^0.7（边际递减的假设）；标记：现在的位置与 95% 区间",
      "Curves assume results ∝ spend^0.7 (diminishing returns); marks: where a channel stands, with its 95% interval",
    ),
  );
  const legendRows = Math.ceil(curves.length / 4);
  const top = headHeight + 60 + legendRows * 40;
  const furthest = Math.max(1, ...curves.flatMap(({ points }) => points.map(({ spend }) => spend)));

  const highest = Math.max(
    ...curves.flatMap(({ points, now }) => [
      ...points.map(({ mean }) => mean),
      boundsAt(points, now.spend)[1],
    ]),
    1,
  );

  const bars: CustomSeriesRenderItem = (params, api) => {
    const curve = curves[params.dataIndex];
    if (!curve) return null;
    const [low, high] = boundsAt(curve.points, curve.now.spend);
    const [x = 0, y1 = 0] = api.coord([curve.now.spend, low]);
    const [, y2 = 0] = api.coord([curve.now.spend, high]);
    const style = { stroke: colourOf(params.dataIndex), lineWidth: 4 };
    const line = (shape: { x1: number; y1: number; x2: number; y2: number }) => ({
      type: "line" as const,
      shape,
      style,
    });
    return {
      type: "group",
      children: [
        line({ x1: x, y1, x2: x, y2 }),
        line({ x1: x - 10, y1, x2: x + 10, y2: y1 }),
        line({ x1: x - 10, y1: y2, x2: x + 10, y2 }),
      ],
    };
  };

  return {
    height: top + plotHeight + 100 + footHeight(foot),
    foot,
    option: {
      grid: { left: 96, right: 60, top, height: plotHeight },
      legend: {
        top: headHeight,
        left: 36,
        right: 36,
        itemGap: 26,
        itemWidth: 46,
        selectedMode: false,
        textStyle: { fontFamily: fontStack, fontSize: size.small, color: colours.ink },
        data: curves.map(({ name }) => name),
      },
      xAxis: {
        type: "value",
        max: furthest,
        name: say(locale, "花费（元）", "Spend (CNY)"),
        nameLocation: "middle",
        nameGap: 48,
        nameTextStyle: axisText,
        splitNumber: 5,
        axisLabel: {
          ...axisText,
          color: colours.quiet,
          hideOverlap: true,
          showMaxLabel: false,
          formatter: (value: number) => money(value),
        },
        splitLine: { show: false },
      },
      yAxis: {
        type: "value",
        ...niceAxis(highest),
        name: outcome,
        nameLocation: "end",
        nameTextStyle: { ...axisText, align: "right" },
        axisLabel: { ...axisText, color: colours.quiet, formatter: (value: number) => figure(value) },
        splitLine: { lineStyle: { color: colours.line } },
      },
      series: [
        ...curves.map(({ name, points, now }, i) => ({
          name,
          type: "line",
          showSymbol: false,
          symbol: symbolOf(i),
          lineStyle: { color: colourOf(i), width: 4, type: dashOf(i) },
          itemStyle: { color: colourOf(i) },
          data: points.map(({ spend, mean }) => [spend, mean]),
          markPoint: {
            symbol: symbolOf(i),
            symbolSize: 24,
            symbolKeepAspect: true,
            itemStyle: { color: colourOf(i), borderColor: "#ffffff", borderWidth: 2 },
            label: { show: false },
            data: [{ coord: [now.spend, now.count] }],
          },
        })),
        { type: "custom", renderItem: bars, data: curves.map(({ now }) => [now.spend, now.count]), z: 5 },
      ],
    },
  };
}

function boundsAt(points: CostCurveChart["curves"][number]["points"], spend: number): [number, number] {
  const point = points.reduce<(typeof points)[number] | undefined>(
    (best, one) => (best && Math.abs(best.spend - spend) <= Math.abs(one.spend - spend) ? best : one),
    undefined,
  );
  return [point?.low ?? 0, point?.high ?? 0];
}
