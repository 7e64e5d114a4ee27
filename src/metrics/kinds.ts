import { z } from "zod";
import { spending } from "./blocks.ts";
import { countCell, rateCell, unitCostCell } from "./cells.ts";
import { type Dimension, groupKey, overall } from "./dimensions.ts";
import { grouped } from "./grouped.ts";
import type { Metric } from "./metric.ts";
import type { Scope } from "./scope.ts";
import { tally } from "./tallies.ts";
import type { Kind } from "./timeline-rows.ts";

/** Shapes that several questions share. */

const Amount = z.object({ amount: z.number(), n: z.int() });

type Worded = Pick<Metric, "id" | "name" | "definition">;
type Counted = Kind | "people";

const kindsOf = (counted: Counted) => (counted === "people" ? counted : [counted]);

/** How many applications of a kind there are, or persons. */
export const countMetric = (words: Worded, counted: Counted): Metric => ({
  ...words,
  unit: "count",
  dimensions: overall,
  facts: "pipeline",
  empty: () => countCell(0),
  async read(scope, dims) {
    const rows = await tally(scope, dims, kindsOf(counted));
    return rows.map(({ group, n }) => ({ group, cell: countCell(n) }));
  },
});

/** The share of the applications of a kind, or of persons, that has got where the kind says. */
export const rateMetric = (words: Worded, counted: Counted): Metric => ({
  ...words,
  unit: "rate",
  dimensions: overall,
  facts: "pipeline",
  empty: () => rateCell(0, 0),
  async read(scope, dims) {
    const rows = await tally(scope, dims, kindsOf(counted));
    return rows.map(({ group, n, hits }) => ({ group, cell: rateCell(hits, n) }));
  },
});

/** Spend divided by a count, both of the same window and group. */
export const unitCostMetric = (words: Worded, counted: Counted): Metric => ({
  ...words,
  unit: "cny",
  dimensions: ["channel", "day", "week", "month", "weekday"],
  facts: "pipeline",
  empty: () => unitCostCell(null, 0),
  async read(scope, dims) {
    const [costs, counts] = await Promise.all([spent(scope, dims), tally(scope, dims, kindsOf(counted))]);
    const amountOf = new Map(costs.map(({ group, amount }) => [groupKey(dims, group), amount]));
    const countOf = new Map(counts.map(({ group, n }) => [groupKey(dims, group), n]));
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
    Amount,
  );
  return rows
    .filter(({ values }) => values.n > 0)
    .map(({ group, values }) => ({ group, amount: Math.round(values.amount * 100) / 100, n: values.n }));
}
