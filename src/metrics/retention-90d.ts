import { z } from "zod";
import { survivalAt } from "../core/statistics/survival.ts";
import { staff } from "./blocks.ts";
import { estimateCell } from "./cells.ts";
import { groupKey } from "./dimensions.ts";
import { grouped } from "./grouped.ts";
import type { Metric } from "./metric.ts";
import { asOfNow } from "./standing.ts";

const Row = z.object({ spell: z.int(), count: z.int() });
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
    // What happens after the horizon is one case: still there. So few rows come back, however long people stay; days and
    // end are one number, days twice and one more for an end, because each further key costs as much as reading the rows.
    const source = (settled: boolean) => sql`
      select e.*, case when e.left_on <= (select ${today}::text::date)
        then 2 * least(e.left_on - e.hired_on, ${horizon + 1}::int) + (e.left_on - e.hired_on <= ${horizon}::int)::int
        else 2 * least((select ${today}::text::date) - e.hired_on, ${horizon + 1}::int) end as spell
      from (${staff(scope, dims, "hired_on", settled)}) e`;
    const aggregates = sql`f.spell, count(*)::int as count`;
    const rows = await asOfNow(scope, (settled) =>
      grouped(scope, dims, source(settled), aggregates, Row, sql`f.spell`),
    );
    const staffOf = Map.groupBy(rows, ({ group }) => groupKey(dims, group));
    return [...staffOf.values()].flatMap((mine) => {
      const [one] = mine;
      const spells = mine.map(({ values: { spell, count } }) => {
        const days = Math.floor(spell / 2);
        return { days, ended: spell > 2 * days, count };
      });
      const estimate = survivalAt(spells, horizon);
      const n = spells.reduce((sum, { count }) => sum + count, 0);
      const cell = estimateCell(estimate?.share ?? 0, estimate?.standardError ?? 0, n);
      return one ? [{ group: one.group, cell }] : [];
    });
  },
};
