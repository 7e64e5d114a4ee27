import type { Day } from "../core/calendar-days.ts";
import type { Fragment } from "../db/client.ts";
import type { Dimension } from "./dimensions.ts";
import type { Scope } from "./scope.ts";

/**
 * Building blocks that all questions share. Sources are rows with `channel` (the person's first touch), `job` (its
 * title), `day` and `hour` (local), within window and filters; practice jobs never count.
 */

// What is computed from a parameter stands in a select of its own: so it is computed once, not for each row.

/** `and …` for a moment within the window and not after now. */
export const during = ({ sql, timeZone, now, from, to }: Scope, at: Fragment): Fragment => sql`
  and ${at} <= ${now}
  ${from ? sql`and ${at} >= (select ${from}::text::timestamp at time zone ${timeZone})` : sql``}
  ${to ? sql`and ${at} < (select (${to}::text::timestamp + interval '1 day') at time zone ${timeZone})` : sql``}`;

/** `and …` for a local day within the window and not after today. */
export const onDays = ({ sql, today, from, to }: Scope, day: Fragment): Fragment => sql`
  and ${day} <= ${written(sql, today)}
  ${from ? sql`and ${day} >= ${written(sql, from)}` : sql``} ${to ? sql`and ${day} <= ${written(sql, to)}` : sql``}`;

/** A day as a word of the statement: of a parameter the planner would not know how many rows it means. */
function written(sql: Scope["sql"], day: Day): Fragment {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error(`${day} is no day`);
  return sql`${sql.unsafe(`date '${day}'`)}`;
}

/** `and …` for the jobs asked for, `j`. */
export const wantedJobs = ({ sql, job, shift }: Scope): Fragment => sql`
  and not j.practice
  ${job ? sql`and j.title = ${job}` : sql``}
  ${shift ? sql`and j.shift = ${shift}` : sql``}`;

type Jobs = { title: Fragment; join: Fragment; wanted: Fragment };

/**
 * The jobs asked for, of rows with a `job_id`. Titles are joined only where rows are grouped by them: whether a job is one
 * of a few costs a third of that.
 */
export function jobsBehind(scope: Scope, row: "c" | "e" | "w", dims: readonly Dimension[]): Jobs {
  const { sql, company } = scope;
  const id = sql`${sql(row)}.job_id`;
  return dims.includes("job")
    ? {
        title: sql`j.title`,
        join: sql`join jobs j on j.company_id = ${company} and j.id = ${id}`,
        wanted: wantedJobs(scope),
      }
    : {
        title: sql`null::text`,
        join: sql``,
        wanted: sql`and ${id} = any(array(select j.id from jobs j where j.company_id = ${company} ${wantedJobs(scope)}))`,
      };
}

export const wantedChannels = ({ sql, channels }: Scope, channel: Fragment): Fragment =>
  channels ? sql`and ${channel} = any(${channels}::text[])` : sql``;

/**
 * The channel by which a person had first come by now, of a row with `channel` and `first_at`. `settled`: nothing known
 * lies after now; of a bare column PostgreSQL knows how many values there are, and groups by hashing.
 */
export const firstChannel = ({ sql, now }: Scope, row: "t" | "e" | "w", settled = false): Fragment =>
  settled
    ? sql`${sql(row)}.channel`
    : sql`case when ${sql(row)}.first_at <= ${now} then ${sql(row)}.channel else 'unknown' end`;

/** `local day, hour` of a moment. */
export const localTime = ({ sql, timeZone }: Scope, at: Fragment): Fragment => sql`
  (${at} at time zone ${timeZone})::date as day, date_part('hour', ${at} at time zone ${timeZone})::int as hour`;

/** Staff; the window is about `day`, a column of tenures `e`. Without a candidate their channel is unknown. */
export const staff = (
  scope: Scope,
  dims: readonly Dimension[],
  day: "hired_on" | "left_on",
  settled: boolean,
): Fragment => {
  const { sql, company } = scope;
  const channel = firstChannel(scope, "e", settled);
  const { title, join, wanted } = jobsBehind(scope, "e", dims);
  return sql`
    select e.hired_on, e.left_on, e.exit_reason, ${title} as job, e.${sql(day)} as day, ${channel} as channel
    from tenures e ${join}
    where e.company_id = ${company} ${onDays(scope, sql`e.${sql(day)}`)} ${wanted} ${wantedChannels(scope, channel)}`;
};

/** What was spent: one row per channel and day. */
export const spending = (scope: Scope): Fragment => {
  const { sql, company } = scope;
  return sql`
    select s.channel, s.day, s.amount_cny as amount from spend s
    where s.company_id = ${company} ${onDays(scope, sql`s.day`)} ${wantedChannels(scope, sql`s.channel`)}`;
};
