import { z } from "zod";
import type { ReviewFacts } from "../core/reviews/review.ts";
import { bands, stages } from "./applications.ts";
import type { Fragment, Sql, Tx } from "./client.ts";
import { belongs } from "./rights.ts";

const ms = z.date().transform((at) => at.getTime());
const Row = z.object({
  id: z.uuid(),
  number: z.int(),
  version: z.int(),
  stage: z.enum(stages),
  stageAt: ms,
  jobId: z.string(),
  jobTitle: z.string(),
  total: z.number().nullable(),
  band: z.enum(bands).nullable(),
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  /** Those whose job it is. */
  jobOwners: z.array(z.string()),
  completedAt: ms.nullable(),
  holdOverAt: ms.nullable(),
  askedAt: ms.nullable(),
  appealAt: ms.nullable(),
  reactedAt: ms.nullable(),
  taken: z.boolean(),
  pending: z.boolean(),
});
export type ReviewRow = z.infer<typeof Row> & ReviewFacts;

/** Facts by which a candidate asks for a person, and those by which a person reacts; `response_time` counts the same. */
const asks = ["human_requested", "review_requested", "consent_refused", "answered_recruiter"];
const reactions = ["recruiter_replied", "recruiter_asked", "invited", "declined"];
const decisions = ["invited", "declined", "held"];

/**
 * Everything about applications that may wait for a person. Whoever is on the milestones as completed and neither
 * passed nor rejected nor withdrawn, which is what `pending_reviews` counts, is among them.
 */
export async function reviewRows(sql: Sql | Tx, company: string, ownOf: string | null): Promise<ReviewRow[]> {
  // An act that was taken back is none.
  const newest = (names: readonly string[]) => sql`
    (select max(e.at) from application_events e where e.company_id = a.company_id and e.application_id = a.id
      and e.name = any(${[...names]}::text[]) and ${stands(sql, sql`e`)})`;
  const unanswered = (names: readonly string[]) => sql`
    (select min(e.at) from application_events e where e.company_id = a.company_id and e.application_id = a.id
      and e.name = any(${[...names]}::text[]) and not exists (
        select 1 from application_events l where l.company_id = e.company_id and l.application_id = e.application_id
          and l.id > e.id and l.name = any(${reactions}::text[]) and ${stands(sql, sql`l`)}))`;
  const rows = await sql`
    select * from (
      select a.id, a.number, a.version, a.stage, a.stage_at as "stageAt", a.job_id as "jobId", j.title as "jobTitle",
        a.total, a.band, r.id as owner, r.name as "ownerName",
        array(select o.recruiter_id from job_recruiters o
          join recruiters w on w.company_id = o.company_id and w.id = o.recruiter_id and w.removed_at is null
          where o.company_id = a.company_id and o.job_id = a.job_id order by 1) as "jobOwners",
        ${newest(["assessment_completed"])} as "completedAt", ${newest(["hold_over"])} as "holdOverAt",
        ${unanswered(["human_requested", "consent_refused"])} as "askedAt",
        ${unanswered(["review_requested"])} as "appealAt", ${newest(reactions)} as "reactedAt",
        exists (select 1 from conversations c where c.company_id = a.company_id and c.application_id = a.id
          and c.status = 'taken') as taken,
        coalesce(m.completed and not m.ended, false) as pending
      from applications a
      join jobs j on j.company_id = a.company_id and j.id = a.job_id and not j.practice
      join candidates p on p.company_id = a.company_id and p.id = a.candidate_id and p.erased_at is null
      left join assignments s on s.company_id = a.company_id and s.application_id = a.id
      left join recruiters r on r.company_id = s.company_id and r.id = s.recruiter_id and r.removed_at is null
      left join lateral (
        select bool_or(stage = 'assessment_completed') as completed,
          bool_or(stage in ('assessment_passed', 'rejected', 'withdrawn')) as ended
        from milestones x where x.company_id = a.company_id and x.candidate_id = a.candidate_id and x.job_id = a.job_id
      ) m on true
      where a.company_id = ${company} ${ownJobs(sql, company, ownOf)}) q
    where stage in ('assessed', 'manual', 'held') or pending or "appealAt" is not null
    order by "stageAt", number`;
  return rows.map((row) => Row.parse(row));
}

/** Whether what a row of application_events says was not taken back. */
const stands = (sql: Sql | Tx, of: Fragment): Fragment => sql`
  not exists (select 1 from application_events undone where undone.company_id = ${of}.company_id
    and undone.application_id = ${of}.application_id and undone.key = 'undo:' || ${of}.key)`;

/** `and …` for applications `a` of this person's jobs; null = all. */
const ownJobs = (sql: Sql | Tx, company: string, ownOf: string | null): Fragment =>
  ownOf ? sql`and ${belongs(sql, company, sql`a.job_id`, sql`${ownOf}::text`)}` : sql``;

const Done = z.object({ kind: z.enum(["decision", "request"]), from: ms, to: ms });
/** A wait that ended: an assessment that was decided on, or a wish for a person that was answered. */
export type DoneReview = z.infer<typeof Done>;

/** Waits that ended since `since`, each by what ended it; several wishes answered at once are one, from the first. */
export async function doneReviews(
  sql: Sql | Tx,
  company: string,
  since: Date,
  ownOf: string | null = null,
): Promise<DoneReview[]> {
  const ended = (kind: string, from: readonly string[], by: readonly string[], which: "min" | "max") => sql`
    select ${kind}::text as kind, w.at as "from", d.at as "to" from application_events d
    join applications a on a.company_id = d.company_id and a.id = d.application_id
    join jobs j on j.company_id = a.company_id and j.id = a.job_id and not j.practice
    cross join lateral (
      select ${which === "min" ? sql`min(e.at)` : sql`max(e.at)`} as at from application_events e
      where e.company_id = d.company_id and e.application_id = d.application_id and e.id < d.id
        and e.name = any(${[...from]}::text[])
        and e.id > coalesce((
          select max(p.id) from application_events p where p.company_id = d.company_id
            and p.application_id = d.application_id and p.id < d.id and p.name = any(${[...by]}::text[])
            and ${stands(sql, sql`p`)}), 0)) w
    where d.company_id = ${company} and d.name = any(${[...by]}::text[]) and d.at >= ${since} and w.at is not null
      ${ownJobs(sql, company, ownOf)}
      and ${stands(sql, sql`d`)}`;
  const rows = await sql`
    ${ended("decision", ["assessment_completed", "hold_over"], decisions, "max")}
    union all ${ended("request", asks, reactions, "min")}`;
  return rows.map((row) => Done.parse(row));
}

export type ReminderClaim = { applicationId: string; since: number; level: "owner" | "lead"; person: string };

/** Notes reminders that are due and were not given yet; the ones that come back are this caller's to send. */
export async function claimReminders(
  tx: Tx,
  company: string,
  claims: readonly ReminderClaim[],
  now: Date,
): Promise<ReminderClaim[]> {
  const taken: ReminderClaim[] = [];
  for (const claim of claims) {
    const result = await tx`
      insert into review_reminders (company_id, application_id, since, level, person, sent_at)
      values (${company}, ${claim.applicationId}, ${new Date(claim.since)}, ${claim.level}, ${claim.person}, ${now})
      on conflict do nothing`;
    if (result.count === 1) taken.push(claim);
  }
  return taken;
}

/** One process at a time plans the reminders of a company, so that one message holds all of a person's. */
export const lockReminders = (tx: Tx, company: string) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${`reviews:${company}`}, 0))`;

const Last = z.object({ person: z.string(), at: ms });

/** When each person was last reminded. */
export async function lastReminders(tx: Tx, company: string): Promise<Map<string, number>> {
  const rows = await tx`
    select person, max(sent_at) as at from review_reminders where company_id = ${company} group by person`;
  return new Map(rows.map((row) => Last.parse(row)).map(({ person, at }) => [person, at]));
}

/** Ids of those who lead: they hear of what waits too long. */
export async function leadIds(sql: Sql | Tx, company: string): Promise<string[]> {
  const rows = await sql`
    select id from recruiters where company_id = ${company} and removed_at is null and role in ('lead', 'admin')
    order by id`;
  return rows.map((row) => z.object({ id: z.string() }).parse(row).id);
}
