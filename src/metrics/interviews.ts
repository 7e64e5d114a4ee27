import { z } from "zod";
import { entries } from "./blocks.ts";
import { countCell } from "./cells.ts";
import { overall } from "./dimensions.ts";
import { grouped } from "./grouped.ts";
import type { Metric } from "./metric.ts";

const Row = z.object({ scheduled: z.int(), held: z.int() });

export const interviews: Metric = {
  id: "interviews",
  name: { zh: "面试量", en: "Interviews" },
  unit: "count",
  definition: {
    zh: "期间内约定的面试数（主值）；旁边给出期间内实际完成的面试数。渠道按首次接触计。",
    en: "Interviews scheduled in the window (the value), with those held in the window beside it; by first-touch channel.",
  },
  dimensions: overall,
  facts: "pipeline",
  empty: () => countCell(0, { scheduled: 0, held: 0 }),
  async read(scope, dims) {
    const { sql } = scope;
    const both = sql`
      select s.*, true as scheduled from (${entries(scope, "interview_scheduled")}) s
      union all select h.*, false from (${entries(scope, "interviewed")}) h`;
    const aggregates = sql`(count(*) filter (where f.scheduled))::int as scheduled,
      (count(*) filter (where not f.scheduled))::int as held`;
    const rows = await grouped(scope, dims, both, aggregates, Row);
    return rows.map(({ group, values }) => ({ group, cell: countCell(values.scheduled, { ...values }) }));
  },
};
