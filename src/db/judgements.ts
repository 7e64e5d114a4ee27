import { z } from "zod";
import type { DialogueEvent } from "../core/dialogue/event.ts";
import type { Sql, Tx } from "./client.ts";
import type { Vault } from "./vault.ts";

/** How long a judgement belongs to whoever took it, s; longer than all its calls together may last. */
const leaseSeconds = 90;
/** After so many broken-off tries it is left alone. */
const mostTries = 3;
/** Only fresh results are judged: what is older was decided by people without it. */
const freshHours = 24;

const moment = (sql: Sql | Tx, clock: Date | null) => sql`coalesce(${clock}::timestamptz, clock_timestamp())`;

/** Queues every fresh result by rules whose candidate agreed to a model, except of practice; each once, whoever calls. */
export async function planJudgements(sql: Sql, clock: Date | null): Promise<void> {
  const now = moment(sql, clock);
  await sql`
    insert into judgements (company_id, assessment_id, run, application_id, conversation_id, not_before, created_at)
    select s.company_id, s.id, 1, s.application_id, s.conversation_id, ${now}, ${now}
    from assessments s
    join applications a on a.company_id = s.company_id and a.id = s.application_id
    join jobs b on b.company_id = a.company_id and b.id = a.job_id and not b.practice
    join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
    where s.created_at > ${now} - make_interval(hours => ${freshHours}) and c.consent_model and c.erased_at is null
      and not exists (select 1 from judgements j where j.company_id = s.company_id
        and j.conversation_id = s.conversation_id and (j.assessment_id = s.id or j.result_id = s.id))
    on conflict do nothing`;
}

const Claimed = z.object({
  company: z.string(),
  assessmentId: z.uuid(),
  run: z.int(),
  applicationId: z.uuid(),
  conversationId: z.uuid(),
  token: z.uuid(),
});
export type ClaimedJudgement = z.infer<typeof Claimed>;

/** Takes the next judgement that is due, or whose owner died; null = none. Its three calls are booked at once. */
export async function claimJudgement(
  sql: Sql,
  calls: number,
  clock: Date | null,
): Promise<ClaimedJudgement | null> {
  const now = moment(sql, clock);
  const [row] = await sql`
    with due as (
      select company_id, assessment_id, run from judgements
      where state <> 'done' and not_before <= ${now} and (lease_until is null or lease_until < ${now})
        and tries < ${mostTries}
      order by not_before limit 1 for update skip locked
    )
    update judgements j set state = 'running', token = gen_random_uuid(), tries = tries + 1, calls = calls + ${calls},
      lease_until = ${now} + make_interval(secs => ${leaseSeconds})
    from due where j.company_id = due.company_id and j.assessment_id = due.assessment_id and j.run = due.run
    returning j.company_id as company, j.assessment_id as "assessmentId", j.run, j.token,
      j.application_id as "applicationId", j.conversation_id as "conversationId"`;
  return row ? Claimed.parse(row) : null;
}

const Material = z.object({
  pins: z.record(z.string(), z.string()),
  inputHash: z.string(),
  attempt: z.int(),
  scoredAt: z.date(),
  calls: z.coerce.number(),
  tokens: z.coerce.number(),
});

/** What a judgement starts from, and what the conversation has cost apart from it; null = erased, or no consent any more. */
export async function judgementMaterial(
  sql: Sql,
  vault: Vault,
  j: ClaimedJudgement,
  booked: number,
): Promise<(z.infer<typeof Material> & { events: DialogueEvent[] }) | null> {
  const [row] = await sql`
    select v.pins, s.input_hash as "inputHash", s.attempt, s.created_at as "scoredAt",
      (select sum(calls) - ${booked} from judgements where company_id = v.company_id and conversation_id = v.id) as calls,
      (select sum(tokens) from judgements where company_id = v.company_id and conversation_id = v.id) as tokens
    from conversations v
    join assessments s on s.company_id = v.company_id and s.id = ${j.assessmentId}
    join applications a on a.company_id = v.company_id and a.id = v.application_id
    join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
    where v.company_id = ${j.company} and v.id = ${j.conversationId} and v.erased_at is null and c.consent_model`;
  if (!row) return null;
  const rows = await sql<{ bodySealed: Uint8Array }[]>`
    select body_sealed as "bodySealed" from conversation_events
    where company_id = ${j.company} and conversation_id = ${j.conversationId} order by seq`;
  // Our own words from our own table, authenticated by the vault.
  const events = rows.map(({ bodySealed }) => vault.open(bodySealed, `${j.company}:events`) as DialogueEvent);
  return { ...Material.parse(row), events };
}

/** Whether the candidate still agrees to a model. */
export async function agreesToModel(sql: Sql | Tx, company: string, applicationId: string): Promise<boolean> {
  const [row] = await sql`
    select c.consent_model is true and c.erased_at is null as agreed from applications a
    join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
    where a.company_id = ${company} and a.id = ${applicationId}`;
  return z.object({ agreed: z.boolean() }).safeParse(row).data?.agreed ?? false;
}

export type SettledJudgement = {
  source: "model" | "fallback" | "dropped";
  reason: string | null;
  model: string | null;
  calls: number;
  tokens: number;
  ms: number;
  resultId: string | null;
};

/** Ends a judgement, with what it really cost; false = somebody else owns it now. */
export async function settleJudgement(
  tx: Tx | Sql,
  j: ClaimedJudgement,
  s: SettledJudgement,
  booked: number,
  now: Date,
): Promise<boolean> {
  const result = await tx`
    update judgements set state = 'done', token = null, lease_until = null, source = ${s.source}, reason = ${s.reason},
      model = ${s.model}, calls = calls - ${booked} + ${s.calls}, tokens = tokens + ${s.tokens}, ms = ${s.ms},
      result_id = ${s.resultId}, settled_at = ${now}
    where ${mine(tx, j)}`;
  return result.count === 1;
}

/** Gives a judgement back that was interrupted: somebody will take it later. */
export async function releaseJudgement(
  sql: Sql,
  j: ClaimedJudgement,
  cost: { calls: number; tokens: number },
  booked: number,
): Promise<void> {
  await sql`
    update judgements set state = 'waiting', token = null, lease_until = null,
      calls = calls - ${booked} + ${cost.calls}, tokens = tokens + ${cost.tokens}
    where ${mine(sql, j)}`;
}

/** Queues the one later try after a fallback. */
export async function queueAnother(tx: Tx, j: ClaimedJudgement, notBefore: Date, now: Date): Promise<void> {
  await tx`
    insert into judgements (company_id, assessment_id, run, application_id, conversation_id, not_before, created_at)
    values (${j.company}, ${j.assessmentId}, ${j.run + 1}, ${j.applicationId}, ${j.conversationId}, ${notBefore}, ${now})
    on conflict do nothing`;
}

const mine = (sql: Sql | Tx, j: ClaimedJudgement) => sql`
  company_id = ${j.company} and assessment_id = ${j.assessmentId} and run = ${j.run} and token = ${j.token}`;
