import type { CostCurveChart, CostOverTimeChart } from "./chart.ts";
import { gainOf } from "./findings.ts";
import { figure, money, say } from "./words.ts";

/** The step whose gain is said, yuan. */
export const exampleStep = 500;

/** Where each channel stands on its curve and what 500 yuan more would bring. */
export function altOfCostCurve({ curves, outcome, locale }: CostCurveChart): string {
  const said = curves.map((curve) => {
    const { name, now } = curve;
    const gain = gainOf(curve, exampleStep);
    const stands = say(
      locale,
      `${name} 花费 ${money(now.spend)}，${outcome} ${figure(now.count)}`,
      `${name}: ${money(now.spend)} brought ${figure(now.count)} ${outcome}`,
    );
    if (!gain) return stands;
    const interval = `${figure(gain.low)}–${figure(gain.high)}`;
    return say(
      locale,
      `${stands}，再加 ${money(exampleStep)} 约多 ${figure(gain.mean)} (95% 区间 ${interval})`,
      `${stands}; ${money(exampleStep)} more would bring about ${figure(gain.mean)} (95% interval ${interval})`,
    );
  });
  return said.join(say(locale, "；", "; "));
}

/** How the unit cost moved, and in which periods there was none. */
export function altOfCostOverTime({ rows, measure, locale }: CostOverTimeChart): string {
  const known = rows.flatMap(({ label, value, count }) => (value === null ? [] : [{ label, value, count }]));
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) return say(locale, `${measure}：还没有结果`, `${measure}: no result yet`);
  const lowest = known.reduce((best, row) => (row.value < best.value ? row : best));
  const told = ({ label, value, count }: typeof first) => `${label} ${money(value)} (n=${figure(count)})`;
  const none = rows.filter(({ value }) => value === null).map(({ label }) => label);
  const parts = [
    known.length === 1 ? told(first) : `${told(first)} → ${told(last)}`,
    known.length > 2 ? say(locale, `最低 ${told(lowest)}`, `lowest ${told(lowest)}`) : "",
    none.length > 0
      ? say(
          locale,
          `还没有结果：${none.slice(0, 6).join("、")}`,
          `no result yet: ${none.slice(0, 6).join(", ")}`,
        )
      : "",
  ];
  return `${measure}${say(locale, "：", ": ")}${parts.filter((part) => part !== "").join(say(locale, "；", "; "))}`;
}
