import type { Fragment, Sql, Tx } from "./client.ts";

/**
 * Notes, in the transaction that writes a fact, that somebody's tags must be derived anew (profile-fold.ts). `whom`
 * selects candidate ids of the company.
 */
export const markProfiles = (tx: Sql | Tx, company: string, whom: Fragment) => tx`
  insert into profile_marks (company_id, candidate_id)
  select distinct ${company}::text, marked.id from (${whom}) as marked (id) where marked.id is not null
  order by 2 -- two who mark many at once must not wait for each other
  on conflict (company_id, candidate_id) do update set marks = profile_marks.marks + 1`;

/** The same for the candidate of an application. */
export const markApplicant = (tx: Sql | Tx, company: string, applicationId: string) =>
  markProfiles(
    tx,
    company,
    tx`select candidate_id from applications where company_id = ${company} and id = ${applicationId}`,
  );

/** Marks everybody of a company, so that the index is made again from the facts. */
export const markEverybody = (sql: Sql | Tx, company: string) =>
  markProfiles(sql, company, sql`select id from candidates where company_id = ${company}`);

/** Marks those whose tags change by time alone: somebody can start by now, a consent has run out. Returns how many. */
export async function markDue(sql: Sql, clock: Date | null): Promise<number> {
  const result = await sql`
    insert into profile_marks (company_id, candidate_id)
    select p.company_id, p.candidate_id from candidate_profiles p join companies c on c.id = p.company_id
    where p.due_on <= (coalesce(${clock}::timestamptz, clock_timestamp()) at time zone c.time_zone)::date
    order by 1, 2
    on conflict (company_id, candidate_id) do nothing`;
  return result.count;
}

/** Companies with somebody to derive anew. */
export async function markedCompanies(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select c.id from companies c where exists (select 1 from profile_marks m where m.company_id = c.id) order by c.id`;
  return rows.map(({ id }) => id);
}
