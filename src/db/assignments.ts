import { z } from "zod";
import type { Sql, Tx } from "./client.ts";

const Owner = z.object({ id: z.string(), name: z.string() });

/** The recruiter an application is with; null = nobody in particular, or somebody who has left since. */
export async function ownerOf(
  sql: Sql | Tx,
  company: string,
  applicationId: string,
): Promise<z.infer<typeof Owner> | null> {
  const [row] = await sql`
    select r.id, r.name from assignments s
    join recruiters r on r.company_id = s.company_id and r.id = s.recruiter_id and r.removed_at is null
    where s.company_id = ${company} and s.application_id = ${applicationId}`;
  return row ? Owner.parse(row) : null;
}

/** Hands an application to a recruiter. */
export function assign(tx: Tx, company: string, applicationId: string, recruiterId: string, now: Date) {
  return tx`
    insert into assignments (company_id, application_id, recruiter_id, assigned_at)
    values (${company}, ${applicationId}, ${recruiterId}, ${now})
    on conflict (company_id, application_id) do update set recruiter_id = excluded.recruiter_id,
      assigned_at = excluded.assigned_at`;
}

/** How many attempts an application's candidate has begun, at least 1; one that is not finished counts. */
export async function attemptsBegun(sql: Sql | Tx, company: string, applicationId: string): Promise<number> {
  const [row] = await sql`
    select coalesce(max((data->>'attempt')::int), 1) as n from application_events
    where company_id = ${company} and application_id = ${applicationId}
      and name in ('restarted', 'assessment_completed')`;
  return z.object({ n: z.int() }).parse(row).n;
}
