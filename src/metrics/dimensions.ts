import type { Fragment } from "../db/client.ts";
import type { Scope } from "./scope.ts";

/** By whom, for what and when: what any row of the hiring pipeline can be told apart by. */
export const overall = ["channel", "job", "day", "week", "month", "weekday", "hour"] as const;

/** What rows can be told apart by. */
export const dimensions = [...overall, "reason", "step"] as const;
export type Dimension = (typeof dimensions)[number];

/** weekday 1 = Monday … 7, hour 0 … 23, week its Monday, month YYYY-MM; the others are text. */
export type Key = string | number;
export type Group = Partial<Record<Dimension, Key>>;

/** One string per group, to look it up by. */
export const groupKey = (dims: readonly Dimension[], group: Group): string =>
  JSON.stringify(dims.map((dim) => group[dim]));

/** The key of a dimension, from a row `f` with channel, job, reason, step or a local time `local`. */
export function keyOf({ sql }: Scope, dimension: Dimension): Fragment {
  switch (dimension) {
    case "channel":
      return sql`f.channel`;
    case "job":
      return sql`f.job`;
    case "reason":
      return sql`f.reason`;
    case "step":
      return sql`f.step`;
    case "day":
      return sql`to_char(f.local, 'YYYY-MM-DD')`;
    case "week":
      return sql`to_char(date_trunc('week', f.local), 'YYYY-MM-DD')`;
    case "month":
      return sql`to_char(f.local, 'YYYY-MM')`;
    case "weekday":
      return sql`extract(isodow from f.local)::int`;
    case "hour":
      return sql`extract(hour from f.local)::int`;
    default:
      return dimension satisfies never;
  }
}
