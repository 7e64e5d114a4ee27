import { z } from "zod";
import type { OfferAnswer } from "../core/dialogue/offer.ts";
import { Locale } from "../core/locale.ts";
import type { Sql, Tx } from "./client.ts";

const Reach = z.object({
  candidateId: z.uuid(),
  applicationId: z.uuid(),
  number: z.int(),
  conversationId: z.uuid(),
  channel: z.string(),
  locale: Locale.catch("zh-CN"),
  lastSaidAt: z.date().nullable(),
  unreachable: z.boolean(),
  /** Their consent to the talent pool stands today. */
  pooled: z.boolean(),
  optedOut: z.boolean(),
  applied: z.boolean(),
  /** When they were last invited to any job. */
  lastInvited: z.date().nullable(),
  /** The company's. */
  timeZone: z.string(),
});
/** Somebody of the pool, through which chat they are reached, and what speaks against writing to them. */
export type Reach = z.infer<typeof Reach>;

/** How these people are reached about a job; whoever has no chat, or was erased, is left out. Locks nothing. */
export async function reachOfPool(
  sql: Sql | Tx,
  company: string,
  job: string,
  ids: readonly string[],
  now: Date,
): Promise<Reach[]> {
  const rows = await sql`
    select c.id as "candidateId", v.application_id as "applicationId", v.number, v.id as "conversationId", v.channel,
      v.locale, v.last_said_at as "lastSaidAt", v.unreachable,
      coalesce(p.pool_until >= (${now}::timestamptz at time zone y.time_zone)::date, false)
        and c.consent_pool is not false as pooled,
      exists (select 1 from pool_optouts o where o.company_id = c.company_id and o.candidate_id = c.id) as "optedOut",
      exists (select 1 from applications a where a.company_id = c.company_id and a.candidate_id = c.id
        and a.job_id = ${job}) as applied,
      (select max(i.invited_at) from pool_invitations i where i.company_id = c.company_id and i.candidate_id = c.id
        and i.state <> 'dropped') as "lastInvited", y.time_zone as "timeZone"
    from candidates c
    join companies y on y.id = c.company_id
    join candidate_profiles p on p.company_id = c.company_id and p.candidate_id = c.id
    join lateral (
      select v.id, v.application_id, a.number, v.channel, v.locale, v.last_said_at, v.unreachable
      from applications a join conversations v on v.company_id = a.company_id and v.application_id = a.id
      where a.company_id = c.company_id and a.candidate_id = c.id and v.erased_at is null and v.thread_sealed is not null
      order by v.unreachable, v.updated_at desc limit 1
    ) v on true
    where c.company_id = ${company} and c.id = any(${[...ids]}::uuid[]) and c.erased_at is null`;
  return rows.map((row) => Reach.parse(row));
}

/** Notes an invitation; false = they were invited to this job before, by whomever. */
export async function noteInvitation(
  tx: Tx,
  company: string,
  i: { jobId: string; candidateId: string; applicationId: string; by: string; now: Date; dueAt: Date },
): Promise<boolean> {
  const result = await tx`
    insert into pool_invitations (company_id, job_id, candidate_id, application_id, invited_by, invited_at, due_at)
    values (${company}, ${i.jobId}, ${i.candidateId}, ${i.applicationId}, ${i.by}, ${i.now}, ${i.dueAt})
    on conflict do nothing`;
  return result.count === 1;
}

/** What became of an invitation that was waiting. */
export const settleInvitation = (
  tx: Tx,
  company: string,
  job: string,
  candidate: string,
  end: { state: "sent" } | { state: "dropped"; reason: string },
  now: Date,
) => tx`
  update pool_invitations set state = ${end.state}, reason = ${end.state === "dropped" ? end.reason : null},
    sent_at = ${end.state === "sent" ? now : null}
  where company_id = ${company} and job_id = ${job} and candidate_id = ${candidate} and state = 'waiting'`;

/** The answer of whoever this application's chat belongs to; "never" holds for every later job. */
export async function answerInvitation(
  tx: Tx,
  company: string,
  applicationId: string,
  job: string,
  answer: OfferAnswer,
  now: Date,
): Promise<void> {
  const person = tx`(select candidate_id from applications where company_id = ${company} and id = ${applicationId})`;
  if (answer !== "yes")
    await tx`
      update pool_invitations set state = 'refused', answered_at = ${now}
      where company_id = ${company} and job_id = ${job} and candidate_id = ${person} and state = 'sent'`;
  if (answer === "never") await optOut(tx, company, applicationId, now);
}

/** No invitations any more, for ever. */
export const optOut = (tx: Tx, company: string, applicationId: string, now: Date) => tx`
  insert into pool_optouts (company_id, candidate_id, since)
  select company_id, candidate_id, ${now} from applications where company_id = ${company} and id = ${applicationId}
  on conflict do nothing`;

const Accepted = z.object({ candidateId: z.uuid(), code: z.string() });

/**
 * Somebody takes an invitation up: marks it, closes the chat of the earlier application for the thread, so that the new
 * one begins there. Null = there is none, or its job is closed.
 */
export async function acceptInvitation(
  tx: Tx,
  company: string,
  conversation: { id: string; applicationId: string },
  job: string,
  now: Date,
): Promise<z.infer<typeof Accepted> | null> {
  const [row] = await tx`
    update pool_invitations i set state = 'accepted', answered_at = ${now}
    from applications a, jobs j, tracking_links l
    where a.company_id = ${company} and a.id = ${conversation.applicationId} and i.company_id = a.company_id
      and i.candidate_id = a.candidate_id and i.job_id = ${job} and i.state in ('sent', 'refused')
      and j.company_id = a.company_id and j.id = i.job_id and j.status = 'open'
      and l.company_id = a.company_id and l.job_id = i.job_id and l.source = 'pool'
    returning i.candidate_id as "candidateId", l.code`;
  if (!row) return null;
  await tx`delete from timers where company_id = ${company} and conversation_id = ${conversation.id}`;
  await tx`
    update conversations set thread_index = ${`moved:${conversation.id}`}, updated_at = ${now}
    where company_id = ${company} and id = ${conversation.id}`;
  return Accepted.parse(row);
}
