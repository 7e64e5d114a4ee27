import type { SeriesChart } from "./chart.ts";
import { type About, clipped, type FactRow, head, type Measure } from "./facts.ts";
import { keyName } from "./keys.ts";
import { say } from "./words.ts";

const overTime = ["day", "week", "month", "hour", "weekday"];
const mostSeries = 6;

/** An earlier period, to lay beside the rows bucket by bucket. */
type Before = { name: string; rows: readonly FactRow[] };

/**
 * Any answer as a picture: over time a line, else bars. With two dimensions the one of time runs along the axis and the
 * other makes the series (the six largest). `before` is another period's rows, laid bucket by bucket. null when there
 * is nothing to compare: fewer than two buckets, or no value at all.
 */
export function seriesChart(
  about: About,
  measure: Measure,
  rows: readonly FactRow[],
  before: Before | null = null,
): SeriesChart | null {
  const { locale } = about;
  const dims = Object.keys(rows[0]?.group ?? {});
  const axis = dims.find((dim) => overTime.includes(dim)) ?? dims[0];
  if (axis === undefined) return null;
  const other = dims.find((dim) => dim !== axis);
  const keys = [...new Set(rows.map(({ group }) => group[axis] ?? ""))].slice(-400);
  if (keys.length < 2 || rows.every(({ value }) => value === null)) return null;
  const name = say(locale, measure.name.zh, measure.name.en);
  const lines = other === undefined ? [{ name, rows }] : seriesOf(rows, other, locale);
  const series = lines.map((line) => along(line.name, keys, line.rows, axis));
  if (before && other === undefined) {
    const values = before.rows.slice(0, keys.length).map(({ value }) => value);
    series.push({ name: clipped(before.name, 80), values, intervals: null });
  }
  return {
    ...head(about, name),
    kind: "series",
    unit: measure.unit,
    form: overTime.includes(axis) && keys.length > 2 ? "line" : "bar",
    labels: keys.map((key) => clipped(keyName(axis, key, locale), 80)),
    series,
  };
}

function seriesOf(rows: readonly FactRow[], dim: string, locale: About["locale"]) {
  const keys = [...new Set(rows.map(({ group }) => group[dim] ?? ""))];
  return keys
    .map((key) => {
      const mine = rows.filter(({ group }) => group[dim] === key);
      return { name: keyName(dim, key, locale), rows: mine, n: mine.reduce((sum, { n }) => sum + n, 0) };
    })
    .sort((a, b) => b.n - a.n)
    .slice(0, mostSeries);
}

function along(name: string, keys: readonly (string | number)[], rows: readonly FactRow[], axis: string) {
  const byKey = new Map(rows.map((row) => [row.group[axis], row]));
  const found = keys.map((key) => byKey.get(key));
  const intervals = found.map((row): [number, number] | null =>
    row?.interval ? [row.interval[0], row.interval[1]] : null,
  );
  return {
    name: clipped(name, 80),
    values: found.map((row) => row?.value ?? null),
    intervals: intervals.some((interval) => interval !== null) ? intervals : null,
  };
}
