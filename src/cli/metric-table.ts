import { difference, type MetricAnswer, type MetricRow } from "../metrics/answer.ts";
import type { Cell } from "../metrics/cells.ts";
import type { Dimension, Group, Key } from "../metrics/dimensions.ts";
import type { Metric, Unit } from "../metrics/metric.ts";

/** An answer in lines for a terminal: what was asked, one line per row with n and interval, the definition, the command. */
export function metricTable(metric: Metric, answer: MetricAnswer): string[] {
  const { rows, compare, window, query } = answer;
  const heading = `${metric.name.zh} ${metric.name.en} · ${period(window)}${filters(query.filters)}`;
  const before = new Map((compare?.rows ?? []).map((row) => [nameOf(row.group), row]));
  const cells = rows.map((row) => [
    nameOf(row.group) || "全部 all",
    shown(metric, row),
    ...(compare ? [compared(metric, row, before.get(nameOf(row.group)))] : []),
    basis(metric, row),
  ]);
  return [
    heading,
    ...(compare ? [`对比 compared with ${period(compare)}`] : []),
    "",
    ...(rows.length > 0 ? aligned(cells) : ["没有数据 no data"]),
    "",
    `口径 ${metric.definition.zh}`,
    metric.definition.en,
    `再查一次 ask again: ${answer.reproduce}`,
  ];
}

const period = ({ from, to }: { from: string | null; to: string | null }): string =>
  from || to ? `${from ?? "…"} – ${to ?? "…"}` : "全部数据 all data";

function filters({ channel, job, shift }: MetricAnswer["query"]["filters"]): string {
  const said = [channel?.length ? channel.join(",") : null, job, shift].filter((part) => part !== null);
  return said.length > 0 ? ` · ${said.join(" · ")}` : "";
}

const weekdays = ["周一 Mon", "周二 Tue", "周三 Wed", "周四 Thu", "周五 Fri", "周六 Sat", "周日 Sun"];

const nameOf = (group: Group): string =>
  Object.entries(group)
    .map(([dim, key]) => keyName(dim as Dimension, key))
    .join(" · ");

const keyName = (dim: Dimension, key: Key): string => {
  if (dim === "weekday") return weekdays[Number(key) - 1] ?? String(key);
  if (dim === "hour") return `${String(key).padStart(2, "0")}:00`;
  return String(key);
};

function shown(metric: Metric, cell: Cell): string {
  if (cell.note === "no_data") return "没有数据 no data";
  if (cell.hidden) return "样本太少，不显示百分比 too few for a percentage";
  if (cell.value !== null) return figure(metric.unit, cell.value);
  return metric.id === "time_to_fill" ? "还没招满 not filled yet" : "还没有结果 no result yet";
}

function figure(unit: Unit, value: number): string {
  const rounded = (digits: number) => String(Number(value.toFixed(digits)));
  switch (unit) {
    case "count":
      return rounded(0);
    case "rate":
      return `${(100 * value).toFixed(1)} %`;
    case "cny":
      return `¥${value.toFixed(2)}`;
    case "score":
      return `${rounded(1)} 分`;
    case "days":
      return `${rounded(1)} 天 days`;
    case "seconds":
      return value < 120 ? `${rounded(0)} 秒 s` : `${Number((value / 60).toFixed(1))} 分钟 min`;
    case "ratio":
      return value.toFixed(2);
    default:
      return unit satisfies never;
  }
}

/** What the figure rests on. */
function basis(metric: Metric, cell: Cell): string {
  const { numerator, denominator, interval, n, extra } = cell;
  const parts = [
    numerator !== null && denominator !== null ? `${Number(numerator.toFixed(2))}/${denominator}` : null,
    interval ? `95 % 区间 ${interval.map((end) => (100 * end).toFixed(1)).join("–")} %` : null,
    metric.unit === "count" ? null : `n=${n}`,
    cell.small_sample && n > 0 && cell.value !== null ? "仅供参考 small sample" : null,
    ...Object.entries(extra ?? {}).map(([name, value]) => extraShown(name, value)),
  ];
  return parts.filter((part) => part !== null).join("  ");
}

const extraNames: Record<string, string> = {
  scheduled: "约定 scheduled",
  held: "完成 held",
  mean: "平均 mean",
  p80: "P80",
  se: "标准误 se",
  alarm: "报警 alarm",
  observed: "实到 observed",
  expected: "预期 expected",
};

function extraShown(name: string, value: number | boolean | null): string | null {
  if (value === null) return null;
  const said = typeof value === "boolean" ? (value ? "有 yes" : "无 no") : String(Number(value.toFixed(3)));
  return `${extraNames[name] ?? name} ${said}`;
}

function compared(metric: Metric, row: MetricRow, before: MetricRow | undefined): string {
  if (!before) return "";
  const { delta, delta_pct } = difference(row, before);
  if (delta === null) return `对比期 before: ${shown(metric, before)}`;
  const sign = delta > 0 ? "+" : "";
  const change =
    metric.unit === "rate"
      ? `${sign}${(100 * delta).toFixed(1)} 个百分点 pp`
      : `${sign}${Number(delta.toFixed(2))}`;
  const share =
    delta_pct === null || metric.unit === "rate" ? "" : ` (${sign}${(100 * delta_pct).toFixed(1)} %)`;
  return `${shown(metric, before)} → ${change}${share}`;
}

/** Chinese characters are two columns wide. */
const width = (text: string): number =>
  [...text].reduce((sum, c) => sum + (/[\u2E80-\uFFEF]/.test(c) ? 2 : 1), 0);

function aligned(rows: string[][]): string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => width(row[i] ?? ""))),
  );
  return rows.map((row) =>
    row
      .map((cell, i) => cell + " ".repeat((widths[i] ?? 0) - width(cell)))
      .join("  ")
      .trimEnd(),
  );
}
