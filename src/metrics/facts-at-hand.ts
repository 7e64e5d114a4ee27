import { z } from "zod";
import { milestoneStages } from "../core/milestones.ts";
import { channelsOf } from "../db/channels.ts";
import type { Fragment } from "../db/client.ts";
import { wantedJobs } from "./blocks.ts";
import type { Metric } from "./metric.ts";
import type { Scope } from "./scope.ts";

const Names = z.object({ name: z.string() });
const Bounds = z.object({ first: z.iso.date().nullable(), inWindow: z.boolean() });

/** Channels by which anybody came or for which anything was spent, as of now. */
export async function channelsInUse(scope: Scope): Promise<string[]> {
  const { sql, company, now, today } = scope;
  const rows = await sql`
    select c.channel as name from (${channelsOf(sql, company, "touches")}) c
    where exists (select 1 from touches where company_id = ${company} and channel = c.channel and at <= ${now})
    union
    select c.channel from (${channelsOf(sql, company, "spend")}) c
    where exists (
      select 1 from spend where company_id = ${company} and channel = c.channel and day <= ${today}::text::date)
    order by 1`;
  return rows.map((row) => Names.parse(row).name);
}

/** Titles of the jobs asked for that anybody applied to or works in. */
export async function jobsInUse(scope: Scope): Promise<string[]> {
  const { sql, company, now } = scope;
  const rows = await sql`
    select distinct j.title as name from jobs j
    where j.company_id = ${company} ${wantedJobs(scope)} and (
      exists (select 1 from touches t where t.company_id = j.company_id and t.job_id = j.id and t.at <= ${now})
      or exists (select 1 from employees e where e.company_id = j.company_id and e.job_id = j.id))
    order by 1`;
  return rows.map((row) => Names.parse(row).name);
}

/** Titles of all jobs of the company. */
export async function jobTitles({ sql, company }: Scope): Promise<string[]> {
  const rows = await sql`select distinct title as name from jobs where company_id = ${company} order by 1`;
  return rows.map((row) => Names.parse(row).name);
}

/** The first local day with a fact of this kind, and whether the window has any. */
export async function bounds(scope: Scope, facts: Metric["facts"]): Promise<z.infer<typeof Bounds>> {
  const { sql, today } = scope;
  const from = facts === "staff" ? null : scope.from;
  const to = scope.to !== null && scope.to < today ? scope.to : today;
  const [row] = await sql`
    select (select min(day) from (${firstDays(scope, facts, null, today)}) a)::text as first,
      exists (select 1 from (${firstDays(scope, facts, from, to)}) b where day is not null) as "inWindow"`;
  return Bounds.parse(row);
}

/** The first days between two with a fact of this kind, one per table or stage: ends of indexes. */
function firstDays(scope: Scope, facts: Metric["facts"], from: string | null, to: string): Fragment {
  const { sql, company, timeZone } = scope;
  const moments = sql`
    ${from ? sql`and at >= (${from}::text::timestamp at time zone ${timeZone})` : sql``}
    and at < ((${to}::text::timestamp + interval '1 day') at time zone ${timeZone})`;
  const days = (column: "day" | "hired_on") => sql`
    ${from ? sql`and ${sql(column)} >= ${from}::text::date` : sql``} and ${sql(column)} <= ${to}::text::date`;
  const spend = sql`
    select s.day from (${channelsOf(sql, company, "spend")}) c
    cross join lateral (
      select min(day) as day from spend where company_id = ${company} and channel = c.channel ${days("day")}) s`;
  switch (facts) {
    case "pipeline":
      return sql`
        select (min(at) at time zone ${timeZone})::date as day from touches where company_id = ${company} ${moments}
        union all
        select (m.at at time zone ${timeZone})::date from unnest(${[...milestoneStages]}::text[]) s (stage)
        cross join lateral (
          select min(at) as at from milestones where company_id = ${company} and stage = s.stage ${moments}) m
        union all ${spend}`;
    case "spend":
      return spend;
    case "staff":
      return sql`select min(hired_on) as day from tenures where company_id = ${company} ${days("hired_on")}`;
    default:
      return facts satisfies never;
  }
}
