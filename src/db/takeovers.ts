import { z } from "zod";
import type { Sql, Tx } from "./client.ts";

const Current = z.object({
  by: z.string(),
  name: z.string().nullable(),
  why: z.string().nullable(),
  since: z.date(),
  until: z.date().nullable(),
});
/** Who talks with the candidate instead of the assistant; `until` null = until handed back. */
export type Takeover = z.infer<typeof Current>;

/** The takeover of an application's conversation as of now; null = the assistant has it. */
export async function currentTakeover(
  sql: Sql | Tx,
  company: string,
  applicationId: string,
): Promise<Takeover | null> {
  const [row] = await sql`
    select e.actor as by, r.name, e.data->>'why' as why, e.at as since, t.due as until
    from conversations c
    cross join lateral (
      select f.actor, f.at, f.data from application_events f
      where f.company_id = c.company_id and f.application_id = c.application_id and f.name = 'taken_over'
        and f.id > coalesce((
          select max(b.id) from application_events b where b.company_id = c.company_id
            and b.application_id = c.application_id and b.name = 'handed_back'), 0)
      order by f.id limit 1) e
    left join recruiters r on r.company_id = c.company_id and r.id = e.actor
    left join timers t on t.company_id = c.company_id and t.conversation_id = c.id and t.kind = 'handback'
    where c.company_id = ${company} and c.application_id = ${applicationId} and c.status = 'taken'
    order by c.created_at desc limit 1`;
  return row ? Current.parse(row) : null;
}
