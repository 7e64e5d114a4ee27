import { z } from "zod";
import { wantedJobs } from "./blocks.ts";
import type { Metric } from "./metric.ts";
import type { Scope } from "./scope.ts";

const Names = z.object({ name: z.string() });
const Bounds = z.object({ first: z.iso.date().nullable(), inWindow: z.boolean() });

/** Channels by which anybody came or for which anything was spent, as of now. */
export async function channelsInUse({ sql, company, now, today }: Scope): Promise<string[]> {
  const rows = await sql`
    select channel as name from touches where company_id = ${company} and at <= ${now}
    union select channel from spend where company_id = ${company} and day <= ${today}::text::date order by 1`;
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
  const { sql, company, timeZone, today, from, to } = scope;
  const local = (column: "at") => sql`(${sql(column)} at time zone ${timeZone})::date`;
  const days = (() => {
    switch (facts) {
      case "pipeline":
        return sql`
          select ${local("at")} as day from touches where company_id = ${company}
          union all select ${local("at")} from milestones where company_id = ${company}
          union all select day from spend where company_id = ${company}`;
      case "spend":
        return sql`select day from spend where company_id = ${company}`;
      case "staff":
        return sql`select hired_on as day from employees where company_id = ${company}`;
      default:
        return facts satisfies never;
    }
  })();
  const [row] = await sql`
    select min(day)::text as first, coalesce(bool_or(true ${from && facts !== "staff" ? sql`and day >= ${from}::text::date` : sql``}
      ${to ? sql`and day <= ${to}::text::date` : sql``}), false) as "inWindow"
    from (${days}) d where day <= ${today}::text::date`;
  return Bounds.parse(row);
}
