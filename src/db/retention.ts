import { z } from "zod";
import { keptDays } from "../core/privacy/kept.ts";
import { personTables } from "../core/privacy/tables.ts";
import { withoutQuotes } from "../core/scoring/without-quotes.ts";
import { openAssessment } from "./assessments-read.ts";
import type { Sql, Tx } from "./client.ts";
import { forgetImports } from "./imports.ts";
import { forgetIntake, forgetResumeWords } from "./intake-erasure.ts";
import { forgetMails } from "./mails.ts";
import type { Transact } from "./transact.ts";
import type { Vault } from "./vault.ts";

const Idle = z.object({ company: z.string(), id: z.uuid() });
const Stored = z.object({ id: z.uuid(), bodySealed: z.instanceof(Uint8Array) });

const moment = (sql: Sql | Tx, clock: Date | null) => sql`coalesce(${clock}::timestamptz, clock_timestamp())`;
const days = (sql: Sql | Tx, count: number) => sql`make_interval(days => ${count})`;

/**
 * Removes the words of up to `limit` conversations that have been idle for 180 days: transcript, events, state,
 * platform address, and the quotes in their scores. Stage, scores and facts stay. Returns how many there were.
 */
export async function forgetTranscripts(
  transact: Transact,
  vault: Vault,
  limit: number,
  clock: Date | null,
): Promise<number> {
  return await transact(async (tx) => {
    const rows = await tx`
      select company_id as company, id from conversations
      where erased_at is null and updated_at < ${moment(tx, clock)} - ${days(tx, keptDays.transcripts)}
      order by updated_at limit ${limit} for update skip locked`;
    for (const { company, id } of rows.map((row) => Idle.parse(row))) {
      await Promise.all([
        tx`delete from messages where company_id = ${company} and conversation_id = ${id}`,
        tx`delete from conversation_events where company_id = ${company} and conversation_id = ${id}`,
        tx`delete from timers where company_id = ${company} and conversation_id = ${id}`,
        tx`delete from candidate_files where company_id = ${company} and conversation_id = ${id}`,
        tx`update conversations set status = 'erased', erased_at = ${moment(tx, clock)}, state_sealed = null,
             thread_sealed = null, thread_index = ${`erased:${id}`}
           where company_id = ${company} and id = ${id}`,
      ]);
      await stripQuotes(tx, vault, company, id);
    }
    const words = await forgetResumeWords(tx, moment(tx, clock), keptDays.transcripts, limit);
    return Math.max(rows.length, words);
  });
}

async function stripQuotes(tx: Tx, vault: Vault, company: string, conversationId: string): Promise<void> {
  const rows = await tx`
    select id, body_sealed as "bodySealed" from assessments
    where company_id = ${company} and conversation_id = ${conversationId} and body_sealed is not null`;
  for (const { id, bodySealed } of rows.map((row) => Stored.parse(row))) {
    const bare = bareBody(vault, company, bodySealed);
    await tx`update assessments set body_sealed = ${bare} where company_id = ${company} and id = ${id}`;
  }
}

/** null for a body of another layout: its words must go too, and the figures stand in columns of their own. */
function bareBody(vault: Vault, company: string, sealed: Uint8Array): Uint8Array | null {
  try {
    return vault.seal(withoutQuotes(openAssessment(vault, company, sealed)), `${company}:assessments`);
  } catch {
    return null;
  }
}

/**
 * Empties what is older than 12 months and stays as a row: totals and job facts of applications, and the names and phones
 * of candidates whose newest application and touch are older than that. Consents to the talent pool end after as long.
 * Facts without words stay for the metrics. Returns the number of rows changed.
 */
export async function forgetScores(transact: Transact, clock: Date | null): Promise<number> {
  return await transact(async (tx) => {
    const cutoff = tx`${moment(tx, clock)} - ${days(tx, keptDays.scores)}`;
    const poolCutoff = tx`${moment(tx, clock)} - ${days(tx, keptDays.pool)}`;
    // Tags live as long as what they rest on; the oldest of them decides when they are looked at again.
    const results = [
      await tx`
        insert into profile_marks (company_id, candidate_id)
        select p.company_id, p.candidate_id from candidate_profiles p
        where exists (select 1 from jsonb_array_elements(p.tags) tag where (tag->>'on')::date < (${cutoff})::date + 1)
        order by 1, 2
        on conflict (company_id, candidate_id) do nothing`,
      await tx`
        update applications a set total = null, band = null, job_fit = null
        where a.stage_at < ${cutoff} and (a.total is not null or a.band is not null or a.job_fit is not null)
          and not exists (select 1 from assessments s where s.company_id = a.company_id
            and s.application_id = a.id and s.created_at >= ${cutoff})`,
      await tx`
        update candidates c set name_sealed = null, name_index = null, phone_sealed = null, phone_index = null,
          erased_at = ${moment(tx, clock)}
        where c.created_at < ${cutoff} and c.erased_at is null
          and not exists (select 1 from applications a where a.company_id = c.company_id
            and a.candidate_id = c.id and a.stage_at >= ${cutoff})
          and not exists (select 1 from touches t where t.company_id = c.company_id
            and t.candidate_id = c.id and t.at >= ${cutoff})`,
      await tx`
        update candidates c set consent_pool = false
        where c.consent_pool and c.created_at < ${poolCutoff} and not exists (
          select 1 from applications a
          join application_events e on e.company_id = a.company_id and e.application_id = a.id
          where a.company_id = c.company_id and a.candidate_id = c.id and e.at >= ${poolCutoff}
            and (e.name = 'consented' or (e.name = 'consent_changed' and e.data->>'of' = 'pool')))`,
      ...(await forgetIntake(tx)),
      await tx`delete from digest_rows r using digests d
        where d.company_id = r.company_id and d.id = r.digest_id and d.made_at < ${cutoff}`,
      await tx`delete from digests where made_at < ${cutoff}`,
      await tx`delete from alerts where ended_at < ${cutoff}`,
    ];
    return results.reduce((sum, result) => sum + result.count, 0);
  });
}

/**
 * Removes the rows that core/privacy/tables lets go after a time, each table by its own column, and traces of the program
 * itself. Returns the number of rows.
 */
export async function forgetRows(sql: Sql, clock: Date | null): Promise<number> {
  const now = moment(sql, clock);
  const traces = sql`${now} - ${days(sql, keptDays.traces)}`;
  let count = (await forgetImports(sql, now)) + (await forgetMails(sql, traces));
  // What waited for a candidate who never wrote again.
  count += (
    await sql`delete from outbox where state = 'pending' and not_before = 'infinity' and created_at < ${traces}`
  ).count;
  for (const { name, keep } of personTables) {
    if (!("since" in keep)) continue;
    const cutoff = sql`${now} - ${days(sql, keptDays[keep.period])}`;
    count += (await sql`delete from ${sql(name)} where ${sql(keep.since)} < ${cutoff}`).count;
  }
  count += (await sql`delete from recruiter_inbox where received_at < ${traces}`).count;
  count += (await sql`delete from web_sessions where expires_at < ${now}`).count;
  return count;
}
