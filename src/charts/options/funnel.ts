import type { FunnelChart } from "../../core/charts/chart.ts";
import { biggestLoss } from "../../core/charts/findings.ts";
import { figure, percent, say } from "../../core/charts/words.ts";
import { colours, type Drawing, fitted, footHeight, footOf, headHeight, size, textWidth } from "../look.ts";

const rowHeight = 62;

/** Bars from the top stage down, each with its count and the share that came through from the one above. */
export function funnelOption(chart: FunnelChart): Drawing {
  const { steps, locale } = chart;
  const loss = biggestLoss(steps);
  const foot = footOf(
    chart,
    loss &&
      say(
        locale,
        `▼ 流失最多：${loss.from} → ${loss.to}，少 ${figure(loss.lost)} 人（${percent(loss.share)}）`,
        `▼ Biggest loss: ${loss.from} → ${loss.to}, ${figure(loss.lost)} fewer (${percent(loss.share)})`,
      ),
  );
  const height = headHeight + steps.length * rowHeight + footHeight(foot) + 12;
  const most = Math.max(1, ...steps.map(({ count }) => count));
  const left = Math.min(320, Math.max(...steps.map(({ name }) => textWidth(name, size.text))) + 72);
  return {
    height,
    foot,
    option: {
      grid: { left, right: 210, top: headHeight, height: steps.length * rowHeight },
      xAxis: { type: "value", max: most, show: false },
      yAxis: {
        type: "category",
        inverse: true,
        data: steps.map(({ name }) => fitted(name, size.text, left - 60)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { fontSize: size.text, color: colours.ink, margin: 14 },
      },
      series: [
        {
          type: "bar",
          barWidth: 40,
          data: steps.map(({ name, count }, i) => {
            const before = steps[i - 1];
            const worst = loss !== null && loss.to === name && before?.name === loss.from;
            const through = before && before.count > 0 ? ` (${percent(count / before.count)})` : "";
            return {
              value: count,
              itemStyle: { color: worst ? colours.red : colours.blue, borderRadius: [0, 4, 4, 0] },
              label: {
                show: true,
                position: "right",
                fontSize: size.text,
                color: colours.ink,
                formatter: () => `${worst ? "▼ " : ""}${figure(count)}${through}`,
              },
            };
          }),
        },
      ],
    },
  };
}
