import { z } from "zod";
import { survivalAt } from "../core/statistics/survival.ts";
import { staff } from "./blocks.ts";
import { estimateCell } from "./cells.ts";
import { grouped } from "./grouped.ts";
import type { Metric } from "./metric.ts";

const Row = z.object({ days: z.array(z.int()), ended: z.array(z.boolean()) });
const horizon = 90;

export const retention90d: Metric = {
  id: "retention_90d",
  name: { zh: "90 天留存率", en: "90-day retention" },
  unit: "rate",
  definition: {
    zh: "入职满 90 天仍在职的比例，Kaplan-Meier 估计：在职者按观察到目前为止计，区间用 Greenwood 标准误。期间指入职日期。",
    en: "Share still employed 90 days after being hired, by Kaplan-Meier over all employees censored at now, with Greenwood's standard error. The window is about the day of hiring.",
  },
  dimensions: ["channel", "job", "day", "week", "month"],
  facts: "staff",
  empty: () => estimateCell(0, 0, 0),
  async read(scope, dims) {
    const { sql, today } = scope;
    const source = sql`
      select e.*, e.left_on is not null and e.left_on <= ${today}::text::date as ended,
        least(coalesce(e.left_on, ${today}::text::date), ${today}::text::date) - e.hired_on as days
      from (${staff(scope, "hired_on")}) e`;
    const aggregates = sql`
      coalesce(array_agg(f.days), '{}')::int[] as days, coalesce(array_agg(f.ended), '{}')::boolean[] as ended`;
    const rows = await grouped(scope, dims, source, aggregates, Row);
    return rows.map(({ group, values: { days, ended } }) => {
      const spells = days.map((count, i) => ({ days: count, ended: ended[i] === true }));
      const estimate = survivalAt(spells, horizon);
      return { group, cell: estimateCell(estimate?.share ?? 0, estimate?.standardError ?? 0, days.length) };
    });
  },
};
