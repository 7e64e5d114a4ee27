import { z } from "zod";
import { during, firstChannel, wantedChannels, wantedJobs } from "./blocks.ts";
import { averageCell } from "./cells.ts";
import { overall } from "./dimensions.ts";
import { grouped } from "./grouped.ts";
import type { Metric } from "./metric.ts";
import type { Scope } from "./scope.ts";

const Row = z.object({ n: z.int(), mean: z.number().nullable() });

export const avgScore: Metric = {
  id: "avg_score",
  name: { zh: "平均测评分", en: "Average score" },
  unit: "score",
  definition: {
    zh: "期间内完成的测评得分的平均值（0–100 分）。",
    en: "Mean total (0-100) of the assessments completed in the window.",
  },
  dimensions: overall,
  facts: "pipeline",
  empty: () => averageCell(null, 0),
  async read(scope, dims) {
    const aggregates = scope.sql`count(*)::int as n, avg(f.score)::float8 as mean`;
    const rows = await grouped(scope, dims, source(scope), aggregates, Row);
    return rows.map(({ group, values }) => ({ group, cell: averageCell(values.mean, values.n) }));
  },
};

const source = (scope: Scope) => {
  const { sql, company, timeZone } = scope;
  return sql`
    select s.score, j.title as job, s.at at time zone ${timeZone} as local, c.channel
    from scores s
    join jobs j on j.company_id = s.company_id and j.id = s.job_id
    cross join lateral (select ${firstChannel(scope, sql`s.candidate_id`)} as channel) c
    where s.company_id = ${company} ${during(scope, sql`s.at`)} ${wantedJobs(scope)}
      ${wantedChannels(scope, sql`c.channel`)}`;
};
