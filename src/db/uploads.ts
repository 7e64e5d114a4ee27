import { z } from "zod";
import { Locale } from "../core/locale.ts";
import type { Sql, Tx } from "./client.ts";

/** Who a file in a conversation belongs to, and what it is for. */
const UploadPlace = z.object({
  conversationId: z.uuid(),
  candidateId: z.uuid(),
  jobId: z.string(),
  /** The recruiting channel that brought them last. */
  source: z.string(),
  consented: z.boolean(),
  locale: Locale,
  /** Files answered in the last 24 hours. */
  files: z.int(),
});
export type UploadPlace = z.infer<typeof UploadPlace>;

/** The place of an open conversation by its thread; null = there is none, or it was erased. */
export async function uploadPlace(
  sql: Sql,
  thread: { company: string; channel: string; account: string; threadIndex: string },
): Promise<UploadPlace | null> {
  const [row] = await sql`
    select c.id as "conversationId", a.candidate_id as "candidateId", a.job_id as "jobId", 
      coalesce((select t.channel from touches t where t.company_id = a.company_id and t.candidate_id = a.candidate_id
        and t.job_id = a.job_id order by t.at desc limit 1), 'unknown') as source, coalesce(p.consent_screening, false) as consented, c.locale,
      (select count(*)::int from conversation_events e where e.company_id = c.company_id
        and e.conversation_id = c.id and e.type = 'fileRead' and e.at > now() - interval '24 hours') as files
    from conversations c
    join applications a on a.company_id = c.company_id and a.id = c.application_id
    join candidates p on p.company_id = a.company_id and p.id = a.candidate_id
    where c.company_id = ${thread.company} and c.channel = ${thread.channel} and c.account = ${thread.account}
      and c.thread_index = ${thread.threadIndex} and c.erased_at is null`;
  return row ? UploadPlace.parse(row) : null;
}

/**
 * Notes an account on a platform as this candidate's, unless they were erased; one that is known stays whose it is, as
 * long as they are not erased.
 */
export const noteOpenid = (
  tx: Tx,
  row: { company: string; candidateId: string; index: string; sealed: Uint8Array },
) => tx`
  insert into candidate_contacts as k (company_id, kind, value_index, candidate_id, value_sealed, intake_id, created_at)
  select company_id, 'openid', ${row.index}, id, ${row.sealed}, null, now() from candidates
  where company_id = ${row.company} and id = ${row.candidateId} and erased_at is null
  on conflict (company_id, kind, value_index) do update set candidate_id = excluded.candidate_id,
    value_sealed = excluded.value_sealed, intake_id = null, created_at = excluded.created_at,
    not_before = (select c.erased_at from candidates c where c.company_id = k.company_id and c.id = k.candidate_id)
  where exists (select 1 from candidates c where c.company_id = k.company_id and c.id = k.candidate_id
    and c.erased_at is not null)`;
