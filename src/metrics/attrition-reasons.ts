import { z } from "zod";
import { staff } from "./blocks.ts";
import { countCell } from "./cells.ts";
import { grouped } from "./grouped.ts";
import type { Metric } from "./metric.ts";
import { asOfNow } from "./standing.ts";

const Row = z.object({ n: z.int() });

export const attritionReasons: Metric = {
  id: "attrition_reasons",
  name: { zh: "离职原因", en: "Reasons for leaving" },
  unit: "count",
  definition: {
    zh: "期间内离职的人数，按记录的离职原因分；分母为期间内全部离职人数。",
    en: "Staff who left in the window, by recorded reason; the denominator is everybody who left.",
  },
  dimensions: ["reason", "channel", "job", "day", "week", "month"],
  groups: ["reason"],
  facts: "staff",
  empty: ([other]) => ({ ...countCell(0), numerator: 0, denominator: other?.cell.denominator ?? 0 }),
  async read(scope, dims) {
    const { sql } = scope;
    const source = (settled: boolean) => sql`
      select e.*, coalesce(e.exit_reason, '未填写') as reason from (${staff(scope, dims, "left_on", settled)}) e`;
    const rows = await asOfNow(scope, (settled) =>
      grouped(scope, dims, source(settled), sql`count(*)::int as n`, Row),
    );
    const all = rows.reduce((sum, { values }) => sum + values.n, 0);
    return rows.map(({ group, values }) => ({
      group,
      cell: { ...countCell(values.n), numerator: values.n, denominator: all },
    }));
  },
};
