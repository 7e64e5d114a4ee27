import { z } from "zod";
import { mean, median, nearestRank } from "../core/statistics/quantile.ts";
import { entries } from "./blocks.ts";
import { averageCell } from "./cells.ts";
import { overall } from "./dimensions.ts";
import { grouped } from "./grouped.ts";
import type { Metric } from "./metric.ts";

const Row = z.object({ days: z.array(z.int()) });

export const timeToHire: Metric = {
  id: "time_to_hire",
  name: { zh: "招聘周期", en: "Time to hire" },
  unit: "days",
  definition: {
    zh: "期间内入职者从投递到入职的自然日数（当地日期）：中位数，另给平均值和 P80。",
    en: "Local calendar days from applying to being hired, of those hired in the window: median, with mean and P80.",
  },
  dimensions: overall,
  facts: "pipeline",
  empty: () => averageCell(null, 0, { mean: null, p80: null }),
  async read(scope, dims) {
    const { sql, company, timeZone } = scope;
    const source = sql`
      select e.*, e.local::date - (a.at at time zone ${timeZone})::date as days
      from (${entries(scope, "hired")}) e
      join milestones a on a.company_id = ${company} and a.candidate_id = e.candidate_id and a.job_id = e.job_id
        and a.stage = 'applied'`;
    const rows = await grouped(
      scope,
      dims,
      source,
      sql`coalesce(array_agg(f.days), '{}')::int[] as days`,
      Row,
    );
    return rows.map(({ group, values: { days } }) => ({
      group,
      cell: averageCell(median(days), days.length, { mean: mean(days), p80: nearestRank(days, 0.8) }),
    }));
  },
};
