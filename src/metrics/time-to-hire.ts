import { z } from "zod";
import { spread } from "../core/statistics/quantile.ts";
import { during, firstChannel, localTime, wantedChannels, wantedJobs } from "./blocks.ts";
import { averageCell } from "./cells.ts";
import { groupKey, overall } from "./dimensions.ts";
import { grouped } from "./grouped.ts";
import type { Metric } from "./metric.ts";
import type { Scope } from "./scope.ts";
import { asOfNow } from "./standing.ts";

const Row = z.object({ days: z.int(), n: z.int() });

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
    const { sql } = scope;
    const sums = sql`f.days, count(*)::int as n`;
    const rows = await asOfNow(scope, (settled) =>
      grouped(scope, dims, source(scope, settled), sums, Row, sql`f.days`),
    );
    const spans = Map.groupBy(rows, ({ group }) => groupKey(dims, group));
    return [...spans.values()].flatMap((mine) => {
      const [one] = mine;
      const days = spread(mine.map(({ values }) => ({ value: values.days, count: values.n })));
      const extra = { mean: days.mean, p80: days.quantile(0.8) };
      return one ? [{ group: one.group, cell: averageCell(days.median, days.count, extra) }] : [];
    });
  },
};

const source = (scope: Scope, settled: boolean) => {
  const { sql, company, timeZone } = scope;
  const channel = firstChannel(scope, "t", settled);
  // In the company's own time it was written down with the hire.
  const when = settled
    ? sql`t.hired_on as day, t.hired_hour as hour, t.hire_days as days`
    : sql`${localTime(scope, sql`t.hired`)},
        (t.hired at time zone ${timeZone})::date - (t.applied at time zone ${timeZone})::date as days`;
  return sql`
    select ${channel} as channel, j.title as job, ${when}
    from timelines t join jobs j on j.company_id = t.company_id and j.id = t.job_id
    where t.company_id = ${company} and ${settled ? sql`t.hire_days` : sql`t.applied`} is not null
      ${during(scope, sql`t.hired`)} ${wantedJobs(scope)} ${wantedChannels(scope, channel)}`;
};
