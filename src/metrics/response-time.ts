import { z } from "zod";
import { median } from "../core/statistics/quantile.ts";
import { during, firstChannel, wantedChannels, wantedJobs } from "./blocks.ts";
import { averageCell } from "./cells.ts";
import { overall } from "./dimensions.ts";
import { grouped } from "./grouped.ts";
import type { Metric } from "./metric.ts";
import type { Scope } from "./scope.ts";

const Row = z.object({ seconds: z.array(z.number()) });

export const responseTime: Metric = {
  id: "response_time",
  name: { zh: "人工响应时间", en: "Response time" },
  unit: "seconds",
  definition: {
    zh: "候选人首次找真人（要求人工、申请复核、不同意测评、回答提问）到真人首次回复或作出决定的秒数，中位数；期间按候选人提出的时间计，撤销的决定和还没回复的不计入。",
    en: "Median seconds from a candidate's first word to a person (asking for one, for a review, refusing the screening, answering a question) to a person's first reply or decision; by when the candidate spoke; decisions that were undone and unanswered words are left out.",
  },
  dimensions: overall,
  facts: "pipeline",
  empty: () => averageCell(null, 0),
  async read(scope, dims) {
    const aggregates = scope.sql`coalesce(array_agg(f.seconds), '{}')::float8[] as seconds`;
    const rows = await grouped(scope, dims, source(scope), aggregates, Row);
    return rows.map(({ group, values: { seconds } }) => ({
      group,
      cell: averageCell(median(seconds), seconds.length),
    }));
  },
};

const source = (scope: Scope) => {
  const { sql, company, timeZone, now } = scope;
  return sql`
    select extract(epoch from (answered.at - asked.at))::float8 as seconds, j.title as job,
      asked.at at time zone ${timeZone} as local, c.channel
    from (
      select distinct on (e.application_id) e.application_id, e.at, e.id from application_events e
      where e.company_id = ${company}
        and e.name in ('human_requested', 'review_requested', 'consent_refused', 'answered_recruiter')
      order by e.application_id, e.id
    ) asked
    cross join lateral (
      select e.at from application_events e
      where e.company_id = ${company} and e.application_id = asked.application_id and e.id > asked.id
        and e.name in ('recruiter_replied', 'recruiter_asked', 'invited', 'declined') and e.at <= ${now}
        and not exists (
          select 1 from application_events u where u.company_id = e.company_id
            and u.application_id = e.application_id and u.key = 'undo:' || e.key and u.at <= ${now})
      order by e.id limit 1
    ) answered
    join applications a on a.company_id = ${company} and a.id = asked.application_id
    join jobs j on j.company_id = a.company_id and j.id = a.job_id
    cross join lateral (select ${firstChannel(scope, sql`a.candidate_id`)} as channel) c
    where true ${during(scope, sql`asked.at`)} ${wantedJobs(scope)} ${wantedChannels(scope, sql`c.channel`)}`;
};
