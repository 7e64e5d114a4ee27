import type { SeriesChart } from "./chart.ts";
import { measured, say } from "./words.ts";

type Point = { label: string; value: number };

/** Per series: a line by where it starts, ends, peaks and bottoms out; bars by their largest and smallest. */
export function altOfSeries({ series, labels, unit, form, locale }: SeriesChart): string {
  const several = series.length > 1;
  const said = series.map(({ name, values }) => {
    const points = labels.flatMap((label, i): Point[] => {
      const value = values[i];
      return value === null || value === undefined ? [] : [{ label, value }];
    });
    const told = ({ label, value }: Point) => `${label} ${measured(value, unit, locale)}`;
    const ranked = [...points].sort((a, b) => b.value - a.value);
    const [highest, lowest] = [ranked[0], ranked.at(-1)];
    const [first, last] = [points[0], points.at(-1)];
    const lead = several ? `${name}${say(locale, "：", ": ")}` : "";
    if (!highest || !lowest || !first || !last) return lead + say(locale, "没有数据", "no data");
    if (points.length <= 6) return lead + points.map(told).join(say(locale, "，", ", "));
    const extremes = say(
      locale,
      `最高 ${told(highest)}，最低 ${told(lowest)}`,
      `highest ${told(highest)}, lowest ${told(lowest)}`,
    );
    if (form === "bar") return lead + extremes;
    return `${lead}${say(locale, `从 ${told(first)} 到 ${told(last)}，`, `from ${told(first)} to ${told(last)}, `)}${extremes}`;
  });
  const totals = unit === "count" && several ? total(series, locale) : "";
  return [said.join(say(locale, "；", "; ")), totals]
    .filter((part) => part !== "")
    .join(say(locale, "。", ". "));
}

function total(series: SeriesChart["series"], locale: SeriesChart["locale"]): string {
  const sums = series.map(({ name, values }) => {
    const sum = values.reduce<number>((all, value) => all + (value ?? 0), 0);
    return `${name} ${measured(sum, "count", locale)}`;
  });
  return say(locale, `合计 ${sums.join("，")}`, `Totals: ${sums.join(", ")}`);
}
