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

/**
 * A dimension of a row `f` with channel, job, reason, or a local `day` and `hour`: what rows are grouped by, cheap
 * because it is computed for each of them, and how that is shown. 1900 began on a Monday.
 */
export function keyOf({ sql }: Scope, dimension: Dimension): { key: Fragment; shown: Fragment } {
  const same = (key: Fragment) => ({ key, shown: key });
  switch (dimension) {
    case "channel":
      return same(sql`f.channel`);
    case "job":
      return same(sql`f.job`);
    case "reason":
      return same(sql`f.reason`);
    case "step":
      return same(sql`f.kind`);
    case "day":
      return { key: sql`f.day`, shown: sql`to_char(f.day::timestamp, 'YYYY-MM-DD')` };
    case "week": {
      const key = sql`f.day - (f.day - date '1900-01-01') % 7`;
      return { key, shown: sql`to_char((${key})::timestamp, 'YYYY-MM-DD')` };
    }
    case "month": {
      const key = sql`date_trunc('month', f.day::timestamp)`;
      return { key, shown: sql`to_char(${key}, 'YYYY-MM')` };
    }
    case "weekday":
      return same(sql`(f.day - date '1900-01-01') % 7 + 1`);
    case "hour":
      return same(sql`f.hour`);
    default:
      return dimension satisfies never;
  }
}
