import type { JobFit, Stage } from "../core/dialogue/effect.ts";
import { milestonesOf } from "../core/milestones.ts";
import type { Assessment } from "../core/scoring/assessment.ts";
import type { Tx } from "./client.ts";
import { forReal } from "./practice.ts";
import { markApplicant } from "./profile-marks.ts";

export type NewFact = {
  company: string;
  applicationId: string;
  key: string;
  name: string;
  actor: string;
  data: Record<string, string | number | boolean | null> | null;
  at: number;
};

/** Adds a fact once, with the milestones it stands for; its key makes a repetition harmless. */
export function insertFact(tx: Tx, f: NewFact) {
  const at = new Date(f.at);
  const stages = milestonesOf(f.name);
  const fact = tx`
    insert into application_events (company_id, application_id, key, name, actor, data, at)
    values (${f.company}, ${f.applicationId}, ${f.key}, ${f.name}, ${f.actor}, ${f.data ? tx.json(f.data) : null}, ${at})
    on conflict do nothing`;
  if (stages.length === 0) return fact;
  return tx`
    with fact as (${fact} returning 1)
    insert into milestones (company_id, candidate_id, job_id, stage, at)
    select a.company_id, a.candidate_id, a.job_id, s.stage, ${at}::timestamptz
    from applications a cross join unnest(${[...stages]}::text[]) as s (stage)
    where a.company_id = ${f.company} and a.id = ${f.applicationId} and exists (select 1 from fact)
      and ${forReal(tx, tx`a`)}
    on conflict do nothing`;
}

/** A retry after a decline: the application is not rejected any more; that it was stays among its events. */
export function liftRejection(tx: Tx, company: string, applicationId: string) {
  return tx`
    delete from milestones m using applications a
    where a.company_id = ${company} and a.id = ${applicationId} and m.company_id = a.company_id
      and m.candidate_id = a.candidate_id and m.job_id = a.job_id and m.stage = 'rejected'`;
}

/** A decision that was taken back: what it stood for did not happen; that it was made stays among its events. */
export function liftDecision(
  tx: Tx,
  company: string,
  applicationId: string,
  decision: { name: string; at: Date },
) {
  return tx`
    delete from milestones m using applications a
    where a.company_id = ${company} and a.id = ${applicationId} and m.company_id = a.company_id
      and m.candidate_id = a.candidate_id and m.job_id = a.job_id
      and m.stage = any(${[...milestonesOf(decision.name)]}::text[]) and m.at = ${decision.at}`;
}

type StageMove = { to: Stage; reopens?: true | undefined };

/** Moves an application as the conversation says; only a retry that `reopens` leaves what a person decided, a decline. */
export function moveStage(tx: Tx, company: string, applicationId: string, move: StageMove, now: number) {
  const { to, reopens = false } = move;
  return tx`
    update applications set stage = ${to}, version = version + 1, stage_at = ${new Date(now)}
    where company_id = ${company} and id = ${applicationId} and stage <> ${to}
      and (stage not in ('invited', 'declined') or ${to} = 'withdrawn' or (${reopens}::boolean and stage = 'declined'))`;
}

/** Keeps the four job-fit facts. */
export function setJobFit(tx: Tx, company: string, applicationId: string, jobFit: JobFit) {
  const plain = Object.fromEntries(Object.entries(jobFit).filter(([, value]) => value !== undefined));
  return tx`update applications set job_fit = ${tx.json(plain)} where company_id = ${company} and id = ${applicationId}`;
}

/**
 * Keeps the three separate choices of the consent screen, and that about voices; what is absent stays as it is. Who takes
 * the one for the talent pool back gets no invitations either, whatever else the company may write to them on, until they
 * give it anew.
 */
export function setConsent(
  tx: Tx,
  company: string,
  applicationId: string,
  consent: {
    screening?: boolean | undefined;
    model?: boolean | undefined;
    pool?: boolean | undefined;
    voice?: boolean | undefined;
  },
  now: Date,
) {
  const pool = consent.pool ?? null;
  return tx`
    with before as (
      select c.id, c.consent_pool from applications a
      join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
      where a.company_id = ${company} and a.id = ${applicationId}
    ), withdrawn as (
      insert into pool_optouts (company_id, candidate_id, since)
      select ${company}::text, id, ${now}::timestamptz from before where consent_pool and not ${pool}::boolean
      on conflict do nothing
    ), given as (
      delete from pool_optouts o using before b
      where o.company_id = ${company} and o.candidate_id = b.id and b.consent_pool is not true and ${pool}::boolean
    )
    update candidates c set consent_screening = coalesce(${consent.screening ?? null}::boolean, c.consent_screening),
      consent_model = coalesce(${consent.model ?? null}::boolean, c.consent_model),
      consent_pool = coalesce(${pool}::boolean, c.consent_pool),
      consent_voice = coalesce(${consent.voice ?? null}::boolean, c.consent_voice)
    from before b where c.company_id = ${company} and c.id = b.id`;
}

/** Removes what was computed from an assessment whose consent was withdrawn; that it was taken stays a fact. */
export function dropResults(tx: Tx, company: string, applicationId: string) {
  return tx`
    with mine as (
      update applications set total = null, band = null where company_id = ${company} and id = ${applicationId}
      returning candidate_id, job_id
    ), judged as (
      delete from judgements where company_id = ${company} and application_id = ${applicationId}
    ), assessed as (
      delete from assessments where company_id = ${company} and application_id = ${applicationId}
    )
    delete from scores s using mine where s.company_id = ${company} and s.candidate_id = mine.candidate_id
      and s.job_id = mine.job_id`;
}

export type NewAssessment = {
  company: string;
  id: string;
  applicationId: string;
  conversationId: string;
  rubricVersion: string;
  inputHash: string;
  assessment: Assessment;
  bodySealed: Uint8Array;
  /** Whether it becomes the result that is shown; else it is kept for the record. */
  standing: boolean;
  now: number;
};

/**
 * Stores a score once per (conversation, attempt, rubric, input) and shows it on the application. However many versions
 * an attempt has, metrics count it once: the total of the standing one, at the time the attempt was completed.
 */
export function insertAssessment(tx: Tx, a: NewAssessment) {
  const { assessment } = a;
  const dimensions = {
    response: assessment.complaint.response,
    completeness: assessment.complaint.completeness,
    emotion: assessment.complaint.emotion,
    complaint: assessment.complaint.total,
    accuracy: assessment.rule?.accuracy ?? null,
    clarity: assessment.rule?.clarity ?? null,
    explanation: assessment.rule?.total ?? null,
    short: assessment.short?.mean ?? null,
  };
  return tx`
    with stored as (
      insert into assessments (company_id, id, application_id, conversation_id, attempt, rubric_version, input_hash,
        total, band, passed, dimensions, body_sealed, standing, created_at)
      values (${a.company}, ${a.id}, ${a.applicationId}, ${a.conversationId}, ${assessment.attempt}, ${a.rubricVersion},
        ${a.inputHash}, ${assessment.total}, ${assessment.band}, ${assessment.passed}, ${tx.json(dimensions)},
        ${a.bodySealed}, ${a.standing}, ${new Date(a.now)})
      on conflict do nothing returning 1
    ), fact as (
      insert into scores (company_id, candidate_id, job_id, at, score)
      select p.company_id, p.candidate_id, p.job_id, coalesce((
          select min(s.created_at) from assessments s where s.company_id = ${a.company}
            and s.conversation_id = ${a.conversationId} and s.attempt = ${assessment.attempt}
        ), ${new Date(a.now)}::timestamptz), ${assessment.total}::double precision
      from applications p
      where p.company_id = ${a.company} and p.id = ${a.applicationId} and exists (select 1 from stored)
        and ${a.standing} and ${forReal(tx, tx`p`)}
      on conflict (company_id, candidate_id, job_id, at) do update set score = excluded.score
    )
    update applications set total = ${assessment.total}, band = ${assessment.band}
    where company_id = ${a.company} and id = ${a.applicationId} and exists (select 1 from stored)
      and ${a.standing} and not exists (
        select 1 from assessments newer where newer.company_id = ${a.company}
          and newer.application_id = ${a.applicationId} and newer.attempt > ${assessment.attempt})`;
}

/** Lets a later version of a result stand instead of this one, which is kept; who has the old card open is told so by the version. */
export async function standDown(
  tx: Tx,
  company: string,
  applicationId: string,
  assessmentId: string,
): Promise<void> {
  await tx`
    update assessments set standing = false where company_id = ${company} and id = ${assessmentId}`;
  await tx`
    update applications set version = version + 1 where company_id = ${company} and id = ${applicationId}`;
  await markApplicant(tx, company, applicationId);
}
