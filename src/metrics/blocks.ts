import type { MilestoneStage } from "../core/milestones.ts";
import type { Fragment } from "../db/client.ts";
import type { Scope } from "./scope.ts";

/**
 * Building blocks that all questions share. Sources are rows with `channel` (the person's first touch), `job` (its
 * title) and `local` (local time), within window and filters; practice jobs never count.
 */

/** `and …` for a moment within the window and not after now. */
export const during = ({ sql, timeZone, now, from, to }: Scope, at: Fragment): Fragment => sql`
  and ${at} <= ${now}
  ${from ? sql`and ${at} >= (${from}::text::timestamp at time zone ${timeZone})` : sql``}
  ${to ? sql`and ${at} < ((${to}::text::timestamp + interval '1 day') at time zone ${timeZone})` : sql``}`;

/** `and …` for a local day within the window and not after today. */
export const onDays = ({ sql, today, from, to }: Scope, day: Fragment): Fragment => sql`
  and ${day} <= ${today}::text::date
  ${from ? sql`and ${day} >= ${from}::text::date` : sql``}
  ${to ? sql`and ${day} <= ${to}::text::date` : sql``}`;

/** `and …` for the jobs asked for, `j`. */
export const wantedJobs = ({ sql, job, shift }: Scope): Fragment => sql`
  and not j.practice
  ${job ? sql`and j.title = ${job}` : sql``}
  ${shift ? sql`and j.shift = ${shift}` : sql``}`;

export const wantedChannels = ({ sql, channels }: Scope, channel: Fragment): Fragment =>
  channels ? sql`and ${channel} = any(${channels}::text[])` : sql``;

/** The channel by which a person first came. */
export const firstChannel = ({ sql, company, now }: Scope, candidate: Fragment): Fragment => sql`
  coalesce((
    select t.channel from touches t
    where t.company_id = ${company} and t.candidate_id = ${candidate} and t.at <= ${now}
    order by t.at, t.channel limit 1), 'unknown')`;

/** Applications that reached `stage` in the window. */
export const entries = (scope: Scope, stage: MilestoneStage): Fragment => {
  const { sql, company, timeZone } = scope;
  return sql`
    select m.candidate_id, m.job_id, j.title as job, m.at, m.at at time zone ${timeZone} as local, c.channel
    from milestones m
    join jobs j on j.company_id = m.company_id and j.id = m.job_id
    cross join lateral (select ${firstChannel(scope, sql`m.candidate_id`)} as channel) c
    where m.company_id = ${company} and m.stage = ${stage} ${during(scope, sql`m.at`)} ${wantedJobs(scope)}
      ${wantedChannels(scope, sql`c.channel`)}`;
};

/** Whether the application of row `e` has reached one of `stages` by now. */
export const reached = ({ sql, company, now }: Scope, ...stages: MilestoneStage[]): Fragment => sql`
  exists (select 1 from milestones r where r.company_id = ${company} and r.candidate_id = e.candidate_id
    and r.job_id = e.job_id and r.stage = any(${stages}::text[]) and r.at <= ${now})`;

/** Persons whose first touch lies in the window; with a job or shift, their first application to such a job. */
export const people = (scope: Scope): Fragment => {
  const { sql, company, now, timeZone } = scope;
  return sql`
    select p.candidate_id, p.job, p.at, p.at at time zone ${timeZone} as local, c.channel
    from (
      select distinct on (t.candidate_id) t.candidate_id, j.title as job, t.at
      from touches t join jobs j on j.company_id = t.company_id and j.id = t.job_id
      where t.company_id = ${company} and t.at <= ${now} ${wantedJobs(scope)}
      order by t.candidate_id, t.at, t.channel
    ) p
    cross join lateral (select ${firstChannel(scope, sql`p.candidate_id`)} as channel) c
    where true ${during(scope, sql`p.at`)} ${wantedChannels(scope, sql`c.channel`)}`;
};

/** Staff; the window is about `day`, a column of employees `e`. Without a candidate their channel is unknown. */
export const staff = (scope: Scope, day: "hired_on" | "left_on"): Fragment => {
  const { sql, company } = scope;
  return sql`
    select e.hired_on, e.left_on, e.exit_reason, j.title as job, e.${sql(day)}::timestamp as local, c.channel
    from employees e
    join jobs j on j.company_id = e.company_id and j.id = e.job_id
    cross join lateral (select ${firstChannel(scope, sql`e.candidate_id`)} as channel) c
    where e.company_id = ${company} ${onDays(scope, sql`e.${sql(day)}`)} ${wantedJobs(scope)}
      ${wantedChannels(scope, sql`c.channel`)}`;
};

/** What was spent: one row per channel and day. */
export const spending = (scope: Scope): Fragment => {
  const { sql, company } = scope;
  return sql`
    select s.channel, s.day::timestamp as local, s.amount_cny::float8 as amount from spend s
    where s.company_id = ${company} ${onDays(scope, sql`s.day`)} ${wantedChannels(scope, sql`s.channel`)}`;
};
