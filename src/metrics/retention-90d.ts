import { z } from "zod";
import { survivalAt } from "../core/statistics/survival.ts";
import { staff } from "./blocks.ts";
import { estimateCell } from "./cells.ts";
import { groupKey } from "./dimensions.ts";
import { grouped } from "./grouped.ts";
import type { Metric } from "./metric.ts";
import { asOfNow } from "./standing.ts";

const Row = z.object({ days: z.int(), ended: z.boolean(), count: z.int() });
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
    // What happens after the horizon is one case: still there. So few rows come back, however long people stay.
    const source = (settled: boolean) => sql`
      select s.*, least(s.stayed, ${horizon + 1}::int) as days,
        coalesce(s.left_on <= (select ${today}::text::date) and s.stayed <= ${horizon}::int, false) as ended
      from (
        select e.*, least(coalesce(e.left_on, (select ${today}::text::date)), (select ${today}::text::date)) - e.hired_on as stayed
        from (${staff(scope, "hired_on", settled)}) e
      ) s`;
    const aggregates = sql`f.days, f.ended, count(*)::int as count`;
    const rows = await asOfNow(scope, (settled) =>
      grouped(scope, dims, source(settled), aggregates, Row, sql`f.days, f.ended`),
    );
    const staffOf = Map.groupBy(rows, ({ group }) => groupKey(dims, group));
    return [...staffOf.values()].flatMap((mine) => {
      const [one] = mine;
      const spells = mine.map(({ values }) => values);
      const estimate = survivalAt(spells, horizon);
      const n = spells.reduce((sum, { count }) => sum + count, 0);
      const cell = estimateCell(estimate?.share ?? 0, estimate?.standardError ?? 0, n);
      return one ? [{ group: one.group, cell }] : [];
    });
  },
};
