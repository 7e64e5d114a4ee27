import type { Tx } from "./client.ts";
import { holdLane, letterLane } from "./deferred.ts";
import { eraseIntake } from "./intake-erasure.ts";

/**
 * Removes every personal trace of a conversation and its candidate: transcript, events, state, score evidence, name,
 * thread. What stays has no person in it: counts of facts without data, and keyed hashes that keep late
 * deliveries without effect. Good-byes are queued after this call.
 */
export async function eraseConversation(
  tx: Tx,
  company: string,
  conversation: { id: string; applicationId: string },
  now: number,
): Promise<void> {
  const { id, applicationId } = conversation;
  const at = new Date(now);
  await eraseIntake(tx, company, { applicationId }, at);
  const lanes = [`c:${id}`, `r:${applicationId}`, letterLane(applicationId), holdLane(applicationId)];
  await Promise.all([
    tx`delete from messages where company_id = ${company} and conversation_id = ${id}`,
    tx`delete from conversation_events where company_id = ${company} and conversation_id = ${id}`,
    tx`delete from timers where company_id = ${company} and conversation_id = ${id}`,
    tx`update outbox set state = case when state in ('pending', 'inflight') then 'dropped' else state end,
         body_sealed = null, token = null, lease_until = null, settled_at = coalesce(settled_at, ${at}),
         external_id = null
       where company_id = ${company} and lane = any(${lanes})`,
    tx`delete from assignments where company_id = ${company} and application_id = ${applicationId}`,
    tx`delete from review_reminders where company_id = ${company} and application_id = ${applicationId}`,
    tx`delete from judgements where company_id = ${company} and conversation_id = ${id}`,
    tx`delete from assessments where company_id = ${company} and conversation_id = ${id}`,
    tx`delete from scores s using applications a where a.company_id = ${company} and a.id = ${applicationId}
       and s.company_id = a.company_id and s.candidate_id = a.candidate_id`,
    // That somebody worked here and for how long is counted on; why they left and how well they did is theirs.
    tx`update employees e set exit_reason = null, sat = null, three_min_rate = null from applications a
       where a.company_id = ${company} and a.id = ${applicationId} and e.company_id = a.company_id
         and e.candidate_id = a.candidate_id`,
    // Whose names recruiters' questions hold nobody can tell; what they only serve, follow-ups, is soon over anyway.
    tx`delete from asked_questions where company_id = ${company}`,
    tx`delete from mail_sources where company_id = ${company} and application_id = ${applicationId}`,
    tx`update applications set job_fit = null, total = null, band = null, stage = 'withdrawn', version = version + 1,
         stage_at = ${at} where company_id = ${company} and id = ${applicationId}`,
    tx`update application_events set data = null where company_id = ${company} and application_id = ${applicationId}`,
    tx`update candidates set name_sealed = null, name_index = null, phone_sealed = null, phone_index = null,
         erased_at = ${at}
       where company_id = ${company} and id = (
         select candidate_id from applications where company_id = ${company} and id = ${applicationId})`,
    tx`update conversations set thread_sealed = null, thread_index = ${`erased:${id}`}, state_sealed = null,
         status = 'erased', erased_at = ${at}, updated_at = ${at}
       where company_id = ${company} and id = ${id}`,
  ]);
}
