import { z } from "zod";
import type { Fragment } from "../db/client.ts";
import { type Dimension, type Group, keyOf } from "./dimensions.ts";
import type { Scope } from "./scope.ts";

const Key = z.union([z.string(), z.number()]);

/**
 * Aggregates a source (rows `f`) by dimensions; `rows` says what the aggregates look like. Without dimensions there is
 * exactly one row, unless `also` splits the groups further: then there is a row per group and value of it.
 */
export async function grouped<T extends z.ZodObject>(
  scope: Scope,
  dims: readonly Dimension[],
  source: Fragment,
  aggregates: Fragment,
  rows: T,
  also?: Fragment,
): Promise<{ group: Group; values: z.infer<T> }[]> {
  const { sql } = scope;
  const keys = dims.map((dim) => ({ dim, ...keyOf(scope, dim) }));
  const shown = keys.reduce((all, { dim, shown }) => sql`${all}, ${shown} as ${sql(dim)}`, sql``);
  const apart = [...(also ? [also] : []), ...keys.map(({ key }) => key)];
  const by = apart.length > 0 ? sql`group by ${apart.reduce((all, key) => sql`${all}, ${key}`)}` : sql``;
  const found = await sql`select ${aggregates} ${shown} from (${source}) f ${by}`;
  return found.map((row) => ({
    group: Object.fromEntries(dims.map((dim) => [dim, Key.parse(row[dim])])),
    values: rows.parse(row),
  }));
}
