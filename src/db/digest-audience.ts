import { z } from "zod";
import type { Fragment, Sql } from "./client.ts";
import { everybody } from "./digests.ts";

const Person = z.object({ id: z.string(), place: z.string() });
const Waits = z.object({ applicationId: z.uuid(), since: z.number() });
const Beside = z.object({ held: z.int(), elsewhere: z.int() });

/** Whether a job belongs to somebody who gets its candidates by direct message; `j` is the job, `r` the person. */
const owns = (sql: Sql): Fragment => sql`
  r.company_id = j.company_id and r.id = j.created_by and r.removed_at is null and r.id like 'slack:%'`;

/** People who get the candidates of their own jobs by direct message, with their user id in Slack. */
export async function directRecruiters(sql: Sql, company: string): Promise<z.infer<typeof Person>[]> {
  const rows = await sql`
    select distinct r.id, split_part(r.id, ':', 3) as place from jobs j join recruiters r on ${owns(sql)}
    where j.company_id = ${company} order by 1`;
  return rows.map((row) => Person.parse(row));
}

/** Where an audience is written to: the digest channel, or a person's Slack user id. */
export const placeOf = (audience: string): string =>
  audience === everybody ? "" : (audience.split(":")[2] ?? "");

const matched = (sql: Sql, company: string): Fragment => sql`
  applications a
  join candidates c on c.company_id = a.company_id and c.id = a.candidate_id and c.erased_at is null
  join jobs j on j.company_id = a.company_id and j.id = a.job_id and not j.practice
  where a.company_id = ${company} and a.band in ('advance', 'review')`;

/** A person's own jobs; everybody gets those that are nobody's own; `all` = the whole company. */
const theirs = (sql: Sql, audience: string): Fragment =>
  audience === everybody
    ? sql`and not exists (select 1 from recruiters r where ${owns(sql)})`
    : sql`and exists (select 1 from recruiters r where ${owns(sql)} and r.id = ${audience})`;

/** Matched candidates of an audience who wait for a decision, and since when, ms. `whole` = of all jobs. */
export async function waitingFor(
  sql: Sql,
  company: string,
  audience: string,
  whole = false,
): Promise<z.infer<typeof Waits>[]> {
  const rows = await sql`
    select a.id as "applicationId", (extract(epoch from coalesce((
        select max(s.created_at) from assessments s
        where s.company_id = a.company_id and s.application_id = a.id and s.standing), a.stage_at)) * 1000)::float8 as since
    from ${matched(sql, company)} and a.stage = 'assessed' ${whole ? sql`` : theirs(sql, audience)}`;
  return rows.map((row) => Waits.parse(row));
}

/** What a digest names besides: who is on hold, and how many others got personally. */
export async function besideOf(
  sql: Sql,
  company: string,
  audience: string,
  whole = false,
): Promise<z.infer<typeof Beside>> {
  const mine = whole ? sql`true` : sql`(true ${theirs(sql, audience)})`;
  const [row] = await sql`
    select (count(*) filter (where a.stage = 'held' and ${mine}))::int as held,
      (count(*) filter (where a.stage = 'assessed' and not ${mine}))::int as elsewhere
    from ${matched(sql, company)} and a.stage in ('assessed', 'held')`;
  const { held, elsewhere } = Beside.parse(row);
  return { held, elsewhere: audience === everybody ? elsewhere : 0 };
}
