import { z } from "zod";
import { Role } from "../core/rights.ts";
import type { Fragment, Sql, Tx } from "./client.ts";

/** What a click is about. */
export type Subject = { application: string } | { job: string } | null;

const Standing = z.object({ id: z.string(), name: z.string(), role: Role, own: z.boolean().nullable() });
export type Standing = z.infer<typeof Standing>;

/**
 * A person as of now, and whether what they want to act on belongs to one of their jobs (null = about nothing); null =
 * unknown or removed. `hold` keeps role and listing as they are until the transaction ends.
 */
export async function standing(
  sql: Sql | Tx,
  company: string,
  person: string,
  subject: Subject,
  hold = false,
): Promise<Standing | null> {
  const job = subject && jobOf(sql, company, subject);
  const [row] = await sql`
    select r.id, r.name, r.role, ${job ? belongs(sql, company, job, sql`r.id`) : sql`null::boolean`} as own
    from recruiters r where r.company_id = ${company} and r.id = ${person} and r.removed_at is null
    ${hold ? sql`for share of r` : sql``}`;
  return row ? Standing.parse(row) : null;
}

function jobOf(sql: Sql | Tx, company: string, subject: NonNullable<Subject>): Fragment {
  if ("job" in subject) return sql`${subject.job}::text`;
  return sql`(select s.job_id from applications s where s.company_id = ${company} and s.id = ${subject.application}::uuid)`;
}

/** Whether the job belongs to the person: assigned to them, or to nobody at all. */
export const belongs = (sql: Sql | Tx, company: string, job: Fragment, person: Fragment): Fragment => sql`
  (exists (select 1 from job_recruiters o where o.company_id = ${company} and o.job_id = ${job} and o.recruiter_id = ${person})
    or not exists (select 1 from job_recruiters o where o.company_id = ${company} and o.job_id = ${job}))`;

/** Of these applications, those that belong to the person's jobs. */
export async function ownApplications(
  sql: Sql | Tx,
  company: string,
  person: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select a.id from applications a where a.company_id = ${company} and a.id = any(${[...ids]}::uuid[])
      and ${belongs(sql, company, sql`a.job_id`, sql`${person}::text`)}`;
  return new Set(rows.map(({ id }) => id));
}

/** Who is assigned to a job, by id. */
export async function assignedTo(sql: Sql | Tx, company: string, job: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select recruiter_id as id from job_recruiters where company_id = ${company} and job_id = ${job} order by 1`;
  return rows.map(({ id }) => id);
}

/** Assigns exactly these people to a job. */
export async function assign(
  tx: Tx,
  company: string,
  job: string,
  people: readonly string[],
  by: string,
  now: Date,
): Promise<void> {
  await tx`delete from job_recruiters where company_id = ${company} and job_id = ${job}
    and not recruiter_id = any(${[...people]}::text[])`;
  await tx`insert into job_recruiters (company_id, job_id, recruiter_id, assigned_by, assigned_at)
    select ${company}, ${job}, id, ${by}, ${now} from unnest(${[...people]}::text[]) id on conflict do nothing`;
}
