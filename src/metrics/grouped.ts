import { z } from "zod";
import type { Fragment } from "../db/client.ts";
import { type Dimension, type Group, keyOf } from "./dimensions.ts";
import type { Scope } from "./scope.ts";

const Key = z.union([z.string(), z.number()]);

/**
 * Aggregates a source (rows `f`) by dimensions; `rows` says what the aggregates look like. Without dimensions there is
 * exactly one row.
 */
export async function grouped<T extends z.ZodObject>(
  scope: Scope,
  dims: readonly Dimension[],
  source: Fragment,
  aggregates: Fragment,
  rows: T,
): Promise<{ group: Group; values: z.infer<T> }[]> {
  const { sql } = scope;
  const keys = dims.reduce((before, dim) => sql`${before}, ${keyOf(scope, dim)} as ${sql(dim)}`, sql``);
  const by = dims.length > 0 ? sql`group by ${sql([...dims])}` : sql``;
  const found = await sql`select ${aggregates} ${keys} from (${source}) f ${by}`;
  return found.map((row) => ({
    group: Object.fromEntries(dims.map((dim) => [dim, Key.parse(row[dim])])),
    values: rows.parse(row),
  }));
}
