import { z } from "zod";
import type { Sql, Tx } from "./client.ts";
import { belongs } from "./rights.ts";

const Waiting = z.object({ id: z.uuid(), since: z.date(), kind: z.enum(["review", "held"]) });
export type Waiting = z.infer<typeof Waiting>;

/**
 * What waits for a decision, the longest wait first: assessments to review, and candidates on hold whose day has come.
 * Practice jobs and erased candidates are left out; with `ownOf` only this recruiter's jobs.
 */
export async function waitingQueue(
  sql: Sql | Tx,
  company: string,
  /** The local day, YYYY-MM-DD. */
  today: string,
  ownOf: string | null,
): Promise<Waiting[]> {
  const rows = await sql`
    select a.id, a.stage_at as since, case a.stage when 'held' then 'held' else 'review' end as kind
    from applications a
    join jobs j on j.company_id = a.company_id and j.id = a.job_id and not j.practice
    join candidates c on c.company_id = a.company_id and c.id = a.candidate_id and c.erased_at is null
    where a.company_id = ${company} and a.stage in ('assessed', 'manual', 'held')
      ${ownOf ? sql`and ${belongs(sql, company, sql`a.job_id`, sql`${ownOf}::text`)}` : sql``}
      and (a.stage <> 'held' or ${today} >= (
        select e.data->>'until' from application_events e
        where e.company_id = a.company_id and e.application_id = a.id and e.name = 'held' order by e.id desc limit 1))
    order by a.stage_at, a.id`;
  return rows.map((row) => Waiting.parse(row));
}
