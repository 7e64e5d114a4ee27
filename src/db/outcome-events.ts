import { z } from "zod";
import {
  countedOutcomes,
  exitReasonIds,
  factOf,
  type Outcome,
  type OutcomeMove,
  type OutcomeRuling,
  outcomes,
  removedFact,
  ruleOutcome,
  type Standing,
} from "../core/outcomes.ts";
import type { Sql, Tx } from "./client.ts";
import { insertFact } from "./outcomes.ts";

const Told = z.object({
  applicationId: z.uuid(),
  name: z.string(),
  outcome: z.enum(outcomes),
  on: z.iso.date().nullable(),
  reason: z.enum(exitReasonIds).nullable(),
});

/** Outcomes that hold now, by application; the latest word about each counts. */
export async function standingOutcomes(
  sql: Sql | Tx,
  company: string,
  applicationIds: readonly string[],
): Promise<Map<string, Standing>> {
  const rows = await sql`
    select distinct on (application_id, data->>'outcome') application_id as "applicationId", name,
      data->>'outcome' as outcome, data->>'on' as on, data->>'reason' as reason
    from application_events
    where company_id = ${company} and application_id = any(${[...applicationIds]}::uuid[])
      and name = any(${[...Object.values(factOf), removedFact]}::text[]) and data ? 'outcome'
    order by application_id, data->>'outcome', id desc`;
  const all = new Map<string, Standing>();
  for (const { applicationId, name, outcome, on, reason } of rows.map((row) => Told.parse(row))) {
    const standing = all.get(applicationId) ?? {};
    if (name !== removedFact && on !== null) standing[outcome] = { on, reason };
    all.set(applicationId, standing);
  }
  return all;
}

const Subject = z.object({
  candidateId: z.uuid(),
  jobId: z.string(),
  practice: z.boolean(),
  erased: z.boolean(),
});

export type OutcomeEntry = OutcomeMove & {
  company: string;
  /** Locked by this transaction already. */
  applicationId: string;
  actor: string;
  now: Date;
  today: string;
  timeZone: string;
};

/** Why an outcome was not taken; beside the rules of `core/outcomes`. */
export type OutcomeRefusal = Extract<OutcomeRuling, { kind: "refused" }>["because"] | "practice" | "erased";

export type OutcomeRecorded =
  | { kind: "recorded"; before: Standing; after: Standing; took: Outcome[] }
  | { kind: "same"; before: Standing }
  | { kind: "refused"; because: OutcomeRefusal };

/**
 * Writes an outcome as a fact with time and actor (what stood before included), and brings the stages and the
 * employment that metrics count in line with it. Said twice, it is written once.
 */
export async function recordOutcome(tx: Tx, entry: OutcomeEntry): Promise<OutcomeRecorded> {
  const { company, applicationId, outcome, on, reason } = entry;
  const [row] = await tx`
    select a.candidate_id as "candidateId", a.job_id as "jobId", j.practice, c.erased_at is not null as erased
    from applications a join jobs j on j.company_id = a.company_id and j.id = a.job_id
    join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
    where a.company_id = ${company} and a.id = ${applicationId}`;
  const subject = Subject.parse(row);
  if (subject.erased) return { kind: "refused", because: "erased" };
  if (subject.practice) return { kind: "refused", because: "practice" };
  const before = (await standingOutcomes(tx, company, [applicationId])).get(applicationId) ?? {};
  const ruling = ruleOutcome(before, entry, entry.today);
  if (ruling.kind === "refused") return ruling;
  if (ruling.kind === "same") return { kind: "same", before };
  for (const contrary of ruling.also)
    await tell(tx, entry, before, { outcome: contrary, on: null, reason: null });
  await tell(tx, entry, before, { outcome, on, reason: outcome === "left" ? reason : null });
  const after = (await standingOutcomes(tx, company, [applicationId])).get(applicationId) ?? {};
  await count(tx, entry, subject, after);
  return { kind: "recorded", before, after, took: ruling.also };
}

async function tell(tx: Tx, entry: OutcomeEntry, standing: Standing, move: OutcomeMove): Promise<void> {
  const { company, applicationId, actor, now } = entry;
  const [row] = await tx`
    select count(*)::int as n from application_events
    where company_id = ${company} and application_id = ${applicationId} and key like 'outcome:%'`;
  const { n } = z.object({ n: z.int() }).parse(row);
  const before = standing[move.outcome];
  await insertFact(tx, {
    company,
    applicationId,
    key: `outcome:${n + 1}`,
    name: move.on === null ? removedFact : factOf[move.outcome],
    actor,
    data: { ...move, before: before?.on ?? null, reason_before: before?.reason ?? null },
    at: now.getTime(),
  });
}

/** Noon of a past day, the moment itself of today: a day is all that was said. */
async function count(
  tx: Tx,
  { company, now, today, timeZone }: OutcomeEntry,
  { candidateId, jobId }: z.infer<typeof Subject>,
  standing: Standing,
): Promise<void> {
  const { stages, employment } = countedOutcomes(standing);
  for (const [stage, day] of Object.entries(stages)) {
    if (day === null) {
      await tx`delete from milestones where company_id = ${company} and candidate_id = ${candidateId}
        and job_id = ${jobId} and stage = ${stage}`;
      continue;
    }
    const at =
      day === today
        ? tx`${now}::timestamptz`
        : tx`((${day}::text::timestamp + interval '12 hours') at time zone ${timeZone})`;
    await tx`
      insert into milestones (company_id, candidate_id, job_id, stage, at)
      values (${company}, ${candidateId}, ${jobId}, ${stage}, ${at})
      on conflict (company_id, candidate_id, job_id, stage) do update set at = excluded.at
      where (milestones.at at time zone ${timeZone})::date <> (excluded.at at time zone ${timeZone})::date`;
  }
  if (!employment) {
    await tx`delete from employees where company_id = ${company} and key = ${candidateId} and job_id = ${jobId}`;
    return;
  }
  await tx`
    insert into employees (company_id, key, job_id, candidate_id, hired_on, left_on, exit_reason)
    values (${company}, ${candidateId}, ${jobId}, ${candidateId}, ${employment.hiredOn}::text::date,
      ${employment.leftOn}::text::date, ${employment.reason})
    on conflict (company_id, key, job_id) do update set
      hired_on = excluded.hired_on, left_on = excluded.left_on, exit_reason = excluded.exit_reason`;
}
