import { z } from "zod";
import { type PersonKey, personTables } from "../core/privacy/tables.ts";
import type { Sql, Tx } from "./client.ts";
import { holdLane, letterLane, poolLane } from "./deferred.ts";
import { eraseIntake } from "./intake-erasure.ts";
import { markApplicant } from "./profile-marks.ts";

const Owned = z.object({ id: z.uuid() });

/** What belonged to an erased person; their cards are to be drawn anew, without them. */
export type Erased = { applications: string[]; conversations: string[] };

/**
 * Removes every personal trace of a candidate, with all their applications and conversations: transcript, events, state,
 * score evidence, name, thread. What stays has no person in it (core/privacy/tables says why), among it keyed hashes that
 * keep late deliveries without effect. Good-byes are queued after this call.
 */
export async function erasePerson(
  tx: Tx,
  company: string,
  candidateId: string,
  now: number,
): Promise<Erased> {
  const at = new Date(now);
  const conversations = idsOf(
    await tx`
      select v.id from conversations v join applications a on a.company_id = v.company_id and a.id = v.application_id
      where v.company_id = ${company} and a.candidate_id = ${candidateId} order by v.id for update of v`,
  );
  const applications = idsOf(
    await tx`select id from applications where company_id = ${company} and candidate_id = ${candidateId} order by id for update`,
  );
  const owned: Record<PersonKey, string[]> = {
    candidate_id: [candidateId],
    application_id: applications,
    conversation_id: conversations,
  };
  const lanes = [
    ...conversations.map((id) => `c:${id}`),
    ...applications.flatMap((id) => [`r:${id}`, letterLane(id), holdLane(id), poolLane(id)]),
  ];
  await eraseIntake(tx, company, { candidateId }, at);
  await Promise.all([
    ...personTables.flatMap(({ name, erase }) =>
      "by" in erase
        ? [
            tx`delete from ${tx(name)} where company_id = ${company} and ${tx(erase.by)} = any(${owned[erase.by]}::uuid[])`,
          ]
        : [],
    ),
    tx`update outbox set state = case when state in ('pending', 'inflight') then 'dropped' else state end,
         body_sealed = null, token = null, lease_until = null, settled_at = coalesce(settled_at, ${at}),
         external_id = null
       where company_id = ${company} and lane = any(${lanes})`,
    // That somebody worked here and for how long is counted on; why they left and how well they did is theirs.
    tx`update employees set exit_reason = null, sat = null, three_min_rate = null
       where company_id = ${company} and candidate_id = ${candidateId}`,
    // Whose names recruiters' questions hold nobody can tell; what they only serve, follow-ups, is soon over anyway.
    tx`delete from asked_questions where company_id = ${company}`,
    // Out of the index within a minute; who asks before that finds nobody there, because the candidate is erased.
    ...applications.map((id) => markApplicant(tx, company, id)),
    tx`update candidate_profiles set tags = '[]', available_from = null, pool_until = null
       where company_id = ${company} and candidate_id = ${candidateId}`,
    tx`update applications set job_fit = null, total = null, band = null, stage = 'withdrawn', version = version + 1,
         stage_at = ${at} where company_id = ${company} and candidate_id = ${candidateId}`,
    tx`update application_events set data = null
       where company_id = ${company} and application_id = any(${applications}::uuid[])`,
    tx`update candidates set name_sealed = null, name_index = null, phone_sealed = null, phone_index = null,
         consent_screening = null, consent_model = null, consent_pool = null, consent_voice = null,
         erased_at = ${at}
       where company_id = ${company} and id = ${candidateId}`,
    tx`update conversations set thread_sealed = null, thread_index = 'erased:' || id, state_sealed = null,
         status = 'erased', erased_at = ${at}, updated_at = ${at}
       where company_id = ${company} and id = any(${conversations}::uuid[])`,
  ]);
  return { applications, conversations };
}

const idsOf = (rows: readonly unknown[]): string[] => rows.map((row) => Owned.parse(row).id);

/** The candidate an application belongs to; null = no such application. */
export async function candidateOf(tx: Tx, company: string, applicationId: string): Promise<string | null> {
  const [row] = await tx`
    select candidate_id as id from applications where company_id = ${company} and id = ${applicationId}`;
  return row ? Owned.parse(row).id : null;
}

const Case = z.object({ id: z.uuid(), erased: z.boolean() });

/** The candidate of an application that is named by its number (C1042) or its id; null = there is none. */
export async function candidateOfCase(
  sql: Sql,
  company: string,
  which: string,
): Promise<z.infer<typeof Case> | null> {
  const number = /^C?(\d{1,9})$/i.exec(which)?.[1];
  const [row] = await sql`
    select c.id, c.erased_at is not null as erased from applications a
    join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
    where a.company_id = ${company}
      and ${number === undefined ? sql`a.id::text = ${which.toLowerCase()}` : sql`a.number = ${Number(number)}`}`;
  return row ? Case.parse(row) : null;
}
