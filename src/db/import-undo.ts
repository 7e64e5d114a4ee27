import { z } from "zod";
import type { Fragment, Sql, Tx } from "./client.ts";
import { holdTimelines } from "./timelines-once.ts";

/** Why something that an import made stays: a chat began, people did something with it, it came again elsewhere, … */
export const keptReasons = ["talking", "handled", "elsewhere", "merged", "erased"] as const;
export type KeptReason = (typeof keptReasons)[number];

const Open = z.object({
  id: z.uuid(),
  candidateId: z.uuid(),
  number: z.int().nullable(),
  reason: z.enum(keptReasons).nullable(),
});
export type UndoneRow = z.infer<typeof Open>;

/** The deliveries of an import in the order in which they go: those that others of the same import stand on last. */
export async function deliveriesOf(sql: Sql, company: string, importId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from intakes where company_id = ${company} and import_id = ${importId}
    order by made_candidate, made_application, id`;
  return rows.map(({ id }) => id);
}

/** Each of these deliveries with the reason why what it made has to stay; null = nothing has happened with it since. */
export async function standingOf(tx: Tx, company: string, ids: readonly string[]): Promise<UndoneRow[]> {
  const rows = await tx`
    select i.id, i.candidate_id as "candidateId", a.number, case
      when c.erased_at is not null then 'erased'
      when exists (select 1 from candidate_merges m where m.company_id = i.company_id and m.undone_at is null
          and m.kept_id = i.candidate_id)
        or exists (select 1 from candidate_merges m where m.company_id = i.company_id and m.undone_at is null
          and m.gone_id = i.candidate_id) then 'merged'
      when i.made_application and exists (select 1 from conversations v where v.company_id = i.company_id
        and v.application_id = i.application_id) then 'talking'
      when i.made_application and ${handled(tx, tx`i.application_id`)} then 'handled'
      when i.made_candidate and exists (select 1 from intakes o where o.company_id = i.company_id
        and o.candidate_id = i.candidate_id and o.import_id is distinct from i.import_id) then 'elsewhere'
      when i.made_candidate and exists (select 1 from applications p where p.company_id = i.company_id
        and p.candidate_id = i.candidate_id and ${handled(tx, tx`p.id`)}) then 'handled'
      when i.made_candidate and exists (select 1 from applications p join conversations v on v.company_id = p.company_id
        and v.application_id = p.id where p.company_id = i.company_id and p.candidate_id = i.candidate_id) then 'talking'
      when i.made_application and exists (select 1 from intakes o where o.company_id = i.company_id
        and o.candidate_id = i.candidate_id and o.application_id = i.application_id and o.import_id is distinct from i.import_id) then 'elsewhere'
    end as reason
    from unnest(${[...ids]}::uuid[]) with ordinality w (id, place)
    join intakes i on i.company_id = ${company} and i.id = w.id
    join candidates c on c.company_id = i.company_id and c.id = i.candidate_id
    left join applications a on a.company_id = i.company_id and a.id = i.application_id
    order by w.place`;
  return rows.map((row) => Open.parse(row));
}

/** Whether anything but the arrivals of applicants is on record about an application. */
const handled = (tx: Tx, application: Fragment): Fragment => tx`
  exists (select 1 from application_events e where e.company_id = i.company_id and e.application_id = ${application}
    and e.name not in ('applied', 'applied_again'))`;

/** Removes exactly what these deliveries made; candidates and applications go only with the delivery that made them. */
export async function takeBack(tx: Tx, company: string, ids: readonly string[]): Promise<void> {
  const mine = tx`i.company_id = ${company} and i.id = any(${[...ids]}::uuid[])`;
  const made = (flag: "made_application" | "made_candidate") => tx`
    select i.${tx(flag === "made_candidate" ? "candidate_id" : "application_id")} from intakes i where ${mine} and i.${tx(flag)}`;
  // In order on one connection, in one round trip.
  await Promise.all([
    tx`delete from resumes r using intakes i where ${mine} and r.company_id = i.company_id and r.intake_id = i.id`,
    tx`delete from candidate_contacts k using intakes i
      where ${mine} and k.company_id = i.company_id and k.intake_id = i.id`,
    tx`delete from application_events e using intakes i
      where ${mine} and e.company_id = i.company_id and e.application_id = i.application_id and e.key = 'intake:' || i.id`,
    holdTimelines(tx),
    tx`delete from touches t using intakes i join applications a on a.company_id = i.company_id and a.id = i.application_id
      where ${mine} and i.made_touch and t.company_id = i.company_id and t.candidate_id = i.candidate_id
        and t.job_id = a.job_id and t.channel = i.channel and t.at = i.received_at`,
    tx`delete from milestones m using intakes i join applications a on a.company_id = i.company_id and a.id = i.application_id
      where ${mine} and i.made_milestone and m.company_id = i.company_id and m.candidate_id = i.candidate_id
        and m.job_id = a.job_id and m.stage = 'applied'`,
    tx`update candidates c set name_sealed = null, name_index = null from intakes i
      where ${mine} and i.gave_name and c.company_id = i.company_id and c.id = i.candidate_id`,
    tx`update candidates c set phone_sealed = null, phone_index = null from intakes i
      where ${mine} and i.gave_phone and c.company_id = i.company_id and c.id = i.candidate_id`,
    tx`delete from applications a where a.company_id = ${company} and a.id in (${made("made_application")})`,
    tx`delete from candidates c where c.company_id = ${company} and c.id in (${made("made_candidate")})`,
    tx`delete from intakes i where ${mine}`,
  ]);
}

const Counts = z.object({ removed: z.int(), kept: z.int() });
export type UndoCounts = z.infer<typeof Counts>;

/**
 * Says that an import is being taken back, or goes on with that where whoever did it died a minute ago; null = it was not
 * done, was taken back already, or somebody is at it.
 */
export async function claimUndo(
  tx: Tx,
  company: string,
  id: string,
  by: string,
  now: Date,
): Promise<{ again: boolean; counts: UndoCounts } | null> {
  const [row] = await tx`
    update imports set state = 'undone', undone_by = coalesce(undone_by, ${by}), undone_at = coalesce(undone_at, ${now}),
      alive_at = ${now}, removed = coalesce(removed, 0), kept = 0
    from (select id, state from imports where company_id = ${company} and id = ${id} for update) before
    where company_id = ${company} and imports.id = before.id and (before.state in ('done', 'failed')
      or (before.state = 'undone' and alive_at < ${now}::timestamptz - interval '1 minute'))
    returning before.state = 'undone' as again, removed, kept`;
  return row ? { again: z.boolean().parse(row.again), counts: Counts.parse(row) } : null;
}

/** Shows how far it is, if it still stands where this one left it; `over` = that was the last. False = somebody else does it. */
export async function noteUndone(
  tx: Tx,
  company: string,
  id: string,
  from: UndoCounts,
  to: UndoCounts,
  when: { now: Date; over: boolean },
): Promise<boolean> {
  const result = await tx`
    update imports set removed = ${to.removed}, kept = ${to.kept}, alive_at = ${when.over ? null : when.now}
    where company_id = ${company} and id = ${id} and state = 'undone' and alive_at is not null
      and removed = ${from.removed} and kept = ${from.kept}`;
  return result.count === 1;
}
