import { z } from "zod";
import { completedAt } from "./assessments-read.ts";
import type { Fragment, Sql, Tx } from "./client.ts";
import { everybody } from "./digests.ts";
import { belongs } from "./rights.ts";

const Person = z.object({ id: z.string(), place: z.string() });
const Waits = z.object({ applicationId: z.uuid(), since: z.number() });
const Beside = z.object({ held: z.int(), elsewhere: z.int() });

/** Whose candidates: those a digest of this audience brings, those a person may see, or all of the company. */
export type Share = { audience: string } | { person: string } | "all";

/** Whether person `r` is assigned to job `j` and gets its candidates by direct message, unless they chose not to. */
const owns = (sql: Sql | Tx): Fragment => sql`
  r.company_id = j.company_id and r.removed_at is null and r.id like 'slack:%'
    and exists (select 1 from job_recruiters o where o.company_id = j.company_id and o.job_id = j.id and o.recruiter_id = r.id)
    and not exists (select 1 from recruiter_settings s where s.company_id = r.company_id and s.recruiter_id = r.id
      and not s.digests)`;

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

const within = (sql: Sql, company: string, share: Share): Fragment => {
  if (share === "all") return sql`true`;
  if ("person" in share) return belongs(sql, company, sql`j.id`, sql`${share.person}::text`);
  return share.audience === everybody
    ? sql`not exists (select 1 from recruiters r where ${owns(sql)})`
    : sql`exists (select 1 from recruiters r where ${owns(sql)} and r.id = ${share.audience})`;
};

/** Matched candidates who wait for a decision, and since when, ms. */
export async function waitingFor(sql: Sql, company: string, share: Share): Promise<z.infer<typeof Waits>[]> {
  const rows = await sql`
    select a.id as "applicationId", (extract(epoch from coalesce((
        select max(${completedAt(sql, sql`s`)}) from assessments s
        where s.company_id = a.company_id and s.application_id = a.id and s.standing), a.stage_at)) * 1000)::float8 as since
    from ${matched(sql, company)} and a.stage = 'assessed' and ${within(sql, company, share)}`;
  return rows.map((row) => Waits.parse(row));
}

/** What a digest names besides: who is on hold, and how many others got personally. */
export async function besideOf(sql: Sql, company: string, share: Share): Promise<z.infer<typeof Beside>> {
  const mine = sql`(${within(sql, company, share)})`;
  const [row] = await sql`
    select (count(*) filter (where a.stage = 'held' and ${mine}))::int as held,
      (count(*) filter (where a.stage = 'assessed' and not ${mine}))::int as elsewhere
    from ${matched(sql, company)} and a.stage in ('assessed', 'held')`;
  const { held, elsewhere } = Beside.parse(row);
  const isEverybodys = share !== "all" && "audience" in share && share.audience === everybody;
  return { held, elsewhere: isEverybodys ? elsewhere : 0 };
}

/** Who gets what concerns a job: its recruiters by direct message, else everybody. */
export async function ownersOf(tx: Sql | Tx, company: string, job: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select r.id from jobs j join recruiters r on ${owns(tx)} where j.company_id = ${company} and j.id = ${job} order by 1`;
  return rows.length > 0 ? rows.map(({ id }) => id) : [everybody];
}
