import { type Day, dayIn, daysFrom, mondayOf } from "../core/calendar-days.ts";
import { ownChannelIds } from "../db/channels.ts";
import type { Sql, Tx } from "../db/client.ts";
import type { Cell } from "./cells.ts";
import { type Dimension, type Group, groupKey, type Key } from "./dimensions.ts";
import { steps } from "./drop-off-step.ts";
import { bounds, channelsInUse, jobsInUse, jobTitles } from "./facts-at-hand.ts";
import type { Answered, Metric } from "./metric.ts";
import { type Period, previousPeriod, samePeriodLastYear } from "./periods.ts";
import { knownChannels, type MetricQuery, MetricQueryError } from "./query.ts";
import { metrics } from "./registry.ts";
import { reproduce } from "./reproduce.ts";
import type { Scope } from "./scope.ts";

export type MetricRow = { group: Group } & Cell;

/** Rates are fractions; both ends of a window are inclusive, null = open. */
export type MetricAnswer = {
  query: MetricQuery;
  definition: string;
  window: { from: Day | null; to: Day | null };
  /** The command that gives this answer again. */
  reproduce: string;
  /** The same question about another period; a difference only where both answers are one figure. */
  compare: (Period & { rows: MetricRow[]; delta: number | null; delta_pct: number | null }) | null;
  rows: MetricRow[];
};

export type Asking = { sql: Sql | Tx; company: string; timeZone: string; now: Date };

/** Answers a question about a company's numbers. Throws a MetricQueryError that names the choices. */
export async function answerMetric(asking: Asking, query: MetricQuery): Promise<MetricAnswer> {
  const metric = metricOf(query.metric);
  const dims = dimensionsOf(metric, query);
  const today = dayIn(asking.timeZone, asking.now);
  const { from, to, filters } = query;
  const channels = filters.channel && filters.channel.length > 0 ? [...new Set(filters.channel)] : null;
  const scope: Scope = { ...asking, today, from, to, channels, job: filters.job, shift: filters.shift };
  await checkFilters(metric, scope);
  const rows = await rowsOf(metric, scope, dims, query);
  return {
    query,
    definition: `${metric.definition.zh} ${metric.definition.en}`,
    window: { from, to },
    reproduce: reproduce(query, asking.now),
    compare: query.compare ? await compared(metric, scope, dims, query, rows) : null,
    rows,
  };
}

/** The metric of an id. Throws a MetricQueryError that names them all. */
export function metricOf(id: string): Metric {
  const metric = metrics.find((known) => known.id === id);
  if (metric) return metric;
  throw new MetricQueryError(`there is no metric "${id}": use one of ${metrics.map((m) => m.id).join(", ")}`);
}

function dimensionsOf(metric: Metric, query: MetricQuery): Dimension[] {
  const wrong = query.group_by.filter((dim) => !metric.dimensions.includes(dim));
  if (wrong.length > 0)
    throw new MetricQueryError(
      `${metric.id} cannot be grouped by ${wrong.join(", ")}: use ${metric.dimensions.join(", ")}`,
    );
  const asked = query.group_by.length > 0 ? query.group_by : (metric.groups ?? []);
  return metric.always && !asked.includes(metric.always) ? [...asked, metric.always] : [...asked];
}

async function checkFilters(metric: Metric, scope: Scope): Promise<void> {
  if (!metric.dimensions.includes("job") && (scope.job !== null || scope.shift !== null))
    throw new MetricQueryError(
      `${metric.id} cannot be told per job or shift, because spend is recorded per channel: use --channel`,
    );
  if (!metric.dimensions.includes("channel") && scope.channels)
    throw new MetricQueryError(`${metric.id} belongs to a job, not to a channel: use --job or --shift`);
  if (scope.job !== null) {
    const titles = await jobTitles(scope);
    if (!titles.includes(scope.job))
      throw new MetricQueryError(
        `there is no job "${scope.job}": ${titles.length > 0 ? `use one of ${titles.join(", ")}` : "the company has none"}`,
      );
  }
  if (scope.channels) {
    const valid = [...new Set([...knownChannels, ...(await ownChannelIds(scope.sql, scope.company))])];
    const wrong = scope.channels.filter((channel) => !valid.includes(channel));
    if (wrong.length > 0)
      throw new MetricQueryError(`there is no channel "${wrong.join(", ")}": use one of ${valid.join(", ")}`);
  }
}

async function rowsOf(
  metric: Metric,
  scope: Scope,
  dims: readonly Dimension[],
  query: MetricQuery,
): Promise<MetricRow[]> {
  const [answered, known, { first, inWindow }] = await Promise.all([
    metric.read(scope, dims),
    channelsInUse(scope),
    bounds(scope, metric.facts),
  ]);
  const keys = await Promise.all(dims.map((dim) => keysOf(dim, scope, first, known, answered)));
  const byKey = new Map(answered.map((one) => [groupKey(dims, one.group), one.cell]));
  const groups = keys.reduce<Group[]>(
    (all, some, i) => all.flatMap((group) => some.map((key) => ({ ...group, [dims[i] ?? "step"]: key }))),
    [{}],
  );
  const rows = groups.map((group): MetricRow => {
    const cell = byKey.get(groupKey(dims, group)) ?? metric.empty(answered);
    const asked = group.channel === undefined ? scope.channels : [String(group.channel)];
    const used = inWindow && (asked === null || asked.some((channel) => known.includes(channel)));
    const { value, numerator, denominator, interval, n, small_sample, hidden, extra } = cell;
    const note = cell.note ?? (n === 0 && value === 0 && !used ? "no_data" : null);
    return { group, value, numerator, denominator, interval, n, small_sample, hidden, note, extra };
  });
  return limited(rows, query);
}

/** The keys a dimension has rows for: every bucket of time, every channel and job in use, and whatever was found. */
async function keysOf(
  dim: Dimension,
  scope: Scope,
  first: Day | null,
  known: string[],
  answered: Answered[],
): Promise<Key[]> {
  const found = answered.flatMap(({ group }) => group[dim] ?? []);
  const span = (step: (day: Day) => Day): Day[] => {
    const from = scope.from ?? first;
    const to = scope.to && scope.to < scope.today ? scope.to : scope.today;
    return from ? [...new Set(daysFrom(from, to).map(step))] : [];
  };
  switch (dim) {
    case "channel":
      return scope.channels ?? distinct([...known, ...found]);
    case "job":
      return scope.job ? [scope.job] : distinct([...(await jobsInUse(scope)), ...found]);
    case "reason":
      return distinct(found);
    case "step":
      return steps;
    case "day":
      return span((day) => day);
    case "week":
      return span(mondayOf);
    case "month":
      return span((day) => day.slice(0, 7));
    case "weekday":
      return Array.from({ length: 7 }, (_, i) => i + 1);
    case "hour":
      return Array.from({ length: 24 }, (_, i) => i);
    default:
      return dim satisfies never;
  }
}

const distinct = (keys: Key[]): Key[] => [...new Set(keys)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/** Order, then limit; what has no value goes last either way. */
function limited(rows: MetricRow[], { order, limit }: MetricQuery): MetricRow[] {
  const sign = order === "asc" ? 1 : -1;
  const ordered = order
    ? [...rows].sort((a, b) => {
        if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
        return sign * (a.value - b.value);
      })
    : rows;
  return limit === null ? ordered : ordered.slice(0, limit);
}

async function compared(
  metric: Metric,
  scope: Scope,
  dims: readonly Dimension[],
  query: MetricQuery,
  rows: MetricRow[],
): Promise<NonNullable<MetricAnswer["compare"]>> {
  const from = scope.from ?? (await bounds(scope, metric.facts)).first ?? scope.today;
  const window = { from, to: scope.to ?? (from > scope.today ? from : scope.today) };
  const other =
    query.compare === "same_period_last_year"
      ? samePeriodLastYear(window, scope.today)
      : previousPeriod(window, scope.today);
  const before = await rowsOf(metric, { ...scope, ...other }, dims, query);
  const [mine, its] = dims.length === 0 ? [rows[0], before[0]] : [undefined, undefined];
  return { ...other, rows: before, ...difference(mine, its) };
}

/** By how much a figure differs from that of another period; nothing is said where one of them has no data. */
export function difference(
  mine: MetricRow | undefined,
  its: MetricRow | undefined,
): { delta: number | null; delta_pct: number | null } {
  if (!mine || !its || mine.value === null || its.value === null || mine.note !== null || its.note !== null)
    return { delta: null, delta_pct: null };
  const delta = mine.value - its.value;
  return { delta, delta_pct: its.value === 0 ? null : delta / its.value };
}
