import { z } from "zod";
import type { MilestoneStage } from "../core/milestones.ts";
import type { Fragment } from "../db/client.ts";
import { entries, reached, spending } from "./blocks.ts";
import { countCell, rateCell, unitCostCell } from "./cells.ts";
import { type Dimension, groupKey, overall } from "./dimensions.ts";
import { grouped } from "./grouped.ts";
import type { Answered, Metric } from "./metric.ts";
import type { Scope } from "./scope.ts";

/** Shapes that several questions share. */

const Counted = z.object({ n: z.int() });
const Hits = z.object({ n: z.int(), hits: z.int() });
const Amount = z.object({ amount: z.number() });

type Worded = Pick<Metric, "id" | "name" | "definition">;
type Source = (scope: Scope) => Fragment;

/** Reads how many rows a source has per group. */
export const counted =
  (source: Source) =>
  async (scope: Scope, dims: readonly Dimension[]): Promise<Answered[]> => {
    const rows = await grouped(scope, dims, source(scope), scope.sql`count(*)::int as n`, Counted);
    return rows.map(({ group, values }) => ({ group, cell: countCell(values.n) }));
  };

/** How many rows a source of the hiring pipeline has. */
export const countMetric = (words: Worded, source: Source): Metric => ({
  ...words,
  unit: "count",
  dimensions: overall,
  facts: "pipeline",
  empty: () => countCell(0),
  read: counted(source),
});

/** A share of the rows of a source that has a column `hit`. */
export const rateMetric = (words: Worded, source: Source): Metric => ({
  ...words,
  unit: "rate",
  dimensions: overall,
  facts: "pipeline",
  empty: () => rateCell(0, 0),
  async read(scope, dims) {
    const aggregates = scope.sql`count(*)::int as n, (count(*) filter (where f.hit))::int as hits`;
    const rows = await grouped(scope, dims, source(scope), aggregates, Hits);
    return rows.map(({ group, values }) => ({ group, cell: rateCell(values.hits, values.n) }));
  },
});

/** Of the applications that reached `from` in the window, the share that has reached `to` by now. */
export const stageRate = (words: Worded, from: MilestoneStage, to: MilestoneStage): Metric =>
  rateMetric(words, (scope) => {
    const { sql } = scope;
    return sql`select e.*, ${reached(scope, to)} as hit from (${entries(scope, from)}) e`;
  });

/** Spend divided by a count, both of the same window and group. */
export const unitCostMetric = (words: Worded, source: Source): Metric => ({
  ...words,
  unit: "cny",
  dimensions: ["channel", "day", "week", "month", "weekday"],
  facts: "pipeline",
  empty: () => unitCostCell(null, 0),
  async read(scope, dims) {
    const [costs, counts] = await Promise.all([
      spent(scope, dims),
      grouped(scope, dims, source(scope), scope.sql`count(*)::int as n`, Counted),
    ]);
    const amountOf = new Map(costs.map(({ group, amount }) => [groupKey(dims, group), amount]));
    const countOf = new Map(counts.map(({ group, values }) => [groupKey(dims, group), values.n]));
    const groups = new Map([...costs, ...counts].map(({ group }) => [groupKey(dims, group), group]));
    return [...groups].map(([key, group]) => ({
      group,
      cell: unitCostCell(amountOf.get(key) ?? null, countOf.get(key) ?? 0),
    }));
  },
});

/** Spend per group in CNY, and on how many rows it stands; groups without spend are left out. */
export async function spent(scope: Scope, dims: readonly Dimension[]) {
  const rows = await grouped(
    scope,
    dims,
    spending(scope),
    scope.sql`coalesce(sum(f.amount), 0)::float8 as amount, count(*)::int as n`,
    Amount.extend(Counted.shape),
  );
  return rows
    .filter(({ values }) => values.n > 0)
    .map(({ group, values }) => ({ group, amount: Math.round(values.amount * 100) / 100, n: values.n }));
}
