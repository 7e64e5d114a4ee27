import { z } from "zod";
import { during, firstChannel, jobsBehind, localTime, wantedChannels } from "./blocks.ts";
import { averageCell } from "./cells.ts";
import { type Dimension, overall } from "./dimensions.ts";
import { grouped } from "./grouped.ts";
import type { Metric } from "./metric.ts";
import type { Scope } from "./scope.ts";
import { asOfNow } from "./standing.ts";

const Row = z.object({ n: z.int(), median: z.number().nullable() });

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
    const { sql } = scope;
    // Gathered first and put in order group by group: putting the rows in order by group as well takes twice as long.
    const aggregates = sql`count(*)::int as n,
      (select percentile_cont(0.5) within group (order by s) from unnest(array_agg(f.seconds)) s) as median`;
    const rows = await asOfNow(scope, (settled) =>
      grouped(scope, dims, source(scope, dims, settled), aggregates, Row),
    );
    return rows.map(({ group, values: { n, median } }) => ({ group, cell: averageCell(median, n) }));
  },
};

/**
 * A wait ends with the first answer that stands. Until `settled_at` it was another or none, of answers that were undone
 * later, or written down in another order than they were given: then the events tell.
 */
const source = (scope: Scope, dims: readonly Dimension[], settled: boolean) => {
  const { title, join, wanted } = jobsBehind(scope, "w", dims);
  const channel = firstChannel(scope, "w", settled);
  const { sql, company } = scope;
  // In the company's own time it was written down with the question.
  const when = settled
    ? sql`w.asked_on as day, w.asked_hour as hour`
    : sql`${localTime(scope, sql`w.asked_at`)}`;
  return sql`
    select date_part('epoch', w.answered_at - w.asked_at) as seconds, ${title} as job, ${when}, ${channel} as channel
    from ${settled ? sql`waits` : sql`(${asTheyStood(scope)})`} w ${join}
    where w.company_id = ${company} and w.answered_at is not null ${during(scope, sql`w.asked_at`)} ${wanted}
      ${wantedChannels(scope, channel)}`;
};

const asTheyStood = ({ sql, company, now }: Scope) => sql`
  select w.company_id, w.asked_at, w.answered_at, w.job_id, w.channel, w.first_at from waits w
  where w.company_id = ${company} and w.settled_at <= ${now}
  union all
  select w.company_id, w.asked_at, earlier.at, w.job_id, w.channel, w.first_at from waits w
  cross join lateral (
    select e.at from application_events e
    where e.company_id = w.company_id and e.application_id = w.application_id and e.id > w.asked_id
      and e.name in ('recruiter_replied', 'recruiter_asked', 'invited', 'declined') and e.at <= ${now}
      and not exists (
        select 1 from application_events u where u.company_id = e.company_id
          and u.application_id = e.application_id and u.key = 'undo:' || e.key and u.at <= ${now})
    order by e.id limit 1) earlier
  where w.company_id = ${company} and w.settled_at > ${now}`;
