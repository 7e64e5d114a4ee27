import type { CustomSeriesRenderItem } from "echarts";
import type { ChannelsChart } from "../../core/charts/chart.ts";
import { clearBest } from "../../core/charts/findings.ts";
import { figure, forOrientation, percent, say, tooFew } from "../../core/charts/words.ts";
import {
  axisText,
  colours,
  type Drawing,
  fitted,
  fontStack,
  footHeight,
  footOf,
  headHeight,
  size,
  textWidth,
} from "../look.ts";

const rowHeight = 76;
const textColumn = 250;
const small = 20;

/** A point with its interval per channel, the counts beside it; too few are counted, not drawn. */
export function channelsOption(chart: ChannelsChart): Drawing {
  const { rows, locale } = chart;
  const best = clearBest(chart);
  const foot = footOf(chart, legend(chart), verdict(chart));
  const height = headHeight + rows.length * rowHeight + 48 + footHeight(foot);
  const left = Math.min(300, Math.max(...rows.map(({ name }) => textWidth(name, size.text)), 80) + 76);
  const furthest = Math.max(0.1, ...rows.map(({ interval, share }) => interval?.[1] ?? share ?? 0));
  const top = Math.min(1, Math.ceil(furthest * 10) / 10);

  const draw: CustomSeriesRenderItem = (params, api) => {
    const row = rows[params.dataIndex];
    if (!row) return null;
    const [, y = 0] = api.coord([0, params.dataIndex]);
    const texts = [
      text(
        width_(params.coordSys) + 24,
        y - 28,
        row.share === null
          ? `${figure(row.hits)}/${figure(row.n)}`
          : `${percent(row.share)}  ${figure(row.hits)}/${figure(row.n)}`,
        size.text,
        colours.ink,
      ),
      text(width_(params.coordSys) + 24, y + 4, beside(row), size.small, colours.quiet),
    ];
    if (row.share === null || row.interval === null) {
      const [x = 0] = api.coord([0, params.dataIndex]);
      return {
        type: "group",
        children: [text(x + 12, y - 14, tooFew(locale), size.small, colours.quiet), ...texts],
      };
    }
    const [lowX = 0] = api.coord([row.interval[0], params.dataIndex]);
    const [highX = 0] = api.coord([row.interval[1], params.dataIndex]);
    const [x = 0] = api.coord([row.share, params.dataIndex]);
    const faint = row.n < small;
    const style = {
      stroke: colours.blue,
      lineWidth: 5,
      fill: "none",
      ...(faint ? { lineDash: [9, 6] } : {}),
    };
    const cap = { stroke: colours.blue, lineWidth: 5 };
    const line = (x1: number, y1: number, x2: number, y2: number, looks: object) => ({
      type: "line" as const,
      shape: { x1, y1, x2, y2 },
      style: looks,
    });
    return {
      type: "group",
      children: [
        line(lowX, y, highX, y, style),
        line(lowX, y - 11, lowX, y + 11, cap),
        line(highX, y - 11, highX, y + 11, cap),
        {
          type: "circle",
          shape: { cx: x, cy: y, r: best?.name === row.name ? 15 : 12 },
          style: { fill: faint ? "#ffffff" : colours.blue, stroke: colours.blue, lineWidth: 4 },
        },
        ...texts,
      ],
    };
  };

  function beside(row: ChannelsChart["rows"][number]): string {
    const notes = [
      row.share !== null && row.n < small ? forOrientation(locale) : null,
      best?.name === row.name ? `★ P=${percent(best.probability)}` : null,
      row.detail,
    ];
    return fitted(notes.filter((note) => note !== null).join(" · "), size.small, textColumn - 20);
  }

  return {
    height,
    foot,
    option: {
      grid: { left, right: textColumn + 20, top: headHeight, height: rows.length * rowHeight },
      xAxis: {
        type: "value",
        min: 0,
        max: top,
        splitNumber: 4,
        axisLabel: {
          ...axisText,
          color: colours.quiet,
          formatter: (value: number) => percent(value),
          hideOverlap: true,
        },
        splitLine: { lineStyle: { color: colours.line } },
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: rows.map(({ name }) => fitted(name, size.text, left - 64)),
        axisLine: { lineStyle: { color: colours.quiet } },
        axisTick: { show: false },
        axisLabel: { ...axisText, fontSize: size.text, interval: 0, margin: 14 },
      },
      series: [
        {
          type: "custom",
          clip: false,
          renderItem: draw,
          encode: { x: 0, y: 1 },
          data: rows.map(({ share }, i) => [share ?? 0, i]),
        },
      ],
    },
  };
}

const text = (x: number, y: number, words: string, fontSize: number, fill: string) => ({
  type: "text" as const,
  x,
  y,
  style: { text: words, fontFamily: fontStack, fontSize, fill },
});

/** Right edge of the drawing area. */
function width_(area: { x?: number; width?: number } | object): number {
  return ("x" in area ? Number(area.x) : 0) + ("width" in area ? Number(area.width) : 0);
}

const legend = ({ locale, rows }: ChannelsChart): string =>
  [
    say(locale, "● 比例  ├─┤ 95% Wilson 区间", "● rate  ├─┤ 95% Wilson interval"),
    rows.some(({ n, share }) => n < small && share !== null)
      ? say(locale, "○ 虚线：不足 20 人，仅供参考", "○ dashed: fewer than 20, for orientation only")
      : null,
  ]
    .filter((part) => part !== null)
    .join(say(locale, "；", "; "));

function verdict(chart: ChannelsChart): string | null {
  const best = clearBest(chart);
  if (best)
    return say(
      chart.locale,
      `★ ${best.name} 最好的概率为 ${percent(best.probability)}`,
      `★ ${best.name} is the best with a probability of ${percent(best.probability)}`,
    );
  return chart.rows.length > 1
    ? say(chart.locale, "数据不足以给渠道排名", "The data do not suffice to rank the channels")
    : null;
}
