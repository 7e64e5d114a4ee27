import { z } from "zod";
import type { Fragment, Tx } from "./client.ts";

/** Why something that an import made stays: a chat began, people did something with it, it came again elsewhere, … */
export const keptReasons = ["talking", "handled", "elsewhere", "merged", "erased"] as const;
export type KeptReason = (typeof keptReasons)[number];

const Open = z.object({
  id: z.uuid(),
  madeCandidate: z.boolean(),
  madeApplication: z.boolean(),
  number: z.int().nullable(),
  reason: z.enum(keptReasons).nullable(),
});
export type UndoneRow = z.infer<typeof Open>;

/**
 * The next `limit` deliveries of an import after `after`, those that others of
 * the same import stand on last, each with the reason why what it made has to
 * stay; null = nothing has happened with it since.
 */
export async function standingOf(
  tx: Tx,
  company: string,
  importId: string,
  after: Pick<UndoneRow, "madeCandidate" | "madeApplication" | "id"> | null,
  limit: number,
): Promise<UndoneRow[]> {
  const rows = await tx`
    select i.id, i.made_candidate as "madeCandidate", i.made_application as "madeApplication", a.number, case
      when c.erased_at is not null then 'erased'
      when exists (select 1 from candidate_merges m where m.company_id = i.company_id and m.undone_at is null
        and i.candidate_id in (m.kept_id, m.gone_id)) then 'merged'
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
    from intakes i
    join candidates c on c.company_id = i.company_id and c.id = i.candidate_id
    left join applications a on a.company_id = i.company_id and a.id = i.application_id
    where i.company_id = ${company} and i.import_id = ${importId} ${
      after
        ? tx`and (i.made_candidate, i.made_application, i.id)
            > (${after.madeCandidate}::boolean, ${after.madeApplication}::boolean, ${after.id}::uuid)`
        : tx``
    }
    order by i.made_candidate, i.made_application, i.id limit ${limit}`;
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
  await tx`delete from resumes r using intakes i where ${mine} and r.company_id = i.company_id and r.intake_id = i.id`;
  await tx`delete from candidate_contacts k using intakes i
    where ${mine} and k.company_id = i.company_id and k.intake_id = i.id`;
  await tx`delete from application_events e using intakes i
    where ${mine} and e.company_id = i.company_id and e.application_id = i.application_id and e.key = 'intake:' || i.id`;
  await tx`delete from touches t using intakes i join applications a on a.company_id = i.company_id and a.id = i.application_id
    where ${mine} and i.made_touch and t.company_id = i.company_id and t.candidate_id = i.candidate_id
      and t.job_id = a.job_id and t.channel = i.channel and t.at = i.received_at`;
  await tx`delete from milestones m using intakes i join applications a on a.company_id = i.company_id and a.id = i.application_id
    where ${mine} and i.made_milestone and m.company_id = i.company_id and m.candidate_id = i.candidate_id
      and m.job_id = a.job_id and m.stage = 'applied'`;
  await tx`update candidates c set name_sealed = null, name_index = null from intakes i
    where ${mine} and i.gave_name and c.company_id = i.company_id and c.id = i.candidate_id`;
  await tx`update candidates c set phone_sealed = null, phone_index = null from intakes i
    where ${mine} and i.gave_phone and c.company_id = i.company_id and c.id = i.candidate_id`;
  await tx`delete from applications a where a.company_id = ${company} and a.id in (${made("made_application")})`;
  for (const table of ["tag_notes", "pool_invitations"])
    await tx`delete from ${tx(table)} t where t.company_id = ${company} and t.candidate_id in (${made("made_candidate")})`;
  await tx`delete from candidates c where c.company_id = ${company} and c.id in (${made("made_candidate")})`;
  await tx`delete from intakes i where ${mine}`;
}

/** Says that an import was taken back; false = it was not done, or somebody was faster. */
export async function claimUndo(
  tx: Tx,
  company: string,
  id: string,
  by: string,
  now: Date,
): Promise<boolean> {
  const result = await tx`
    update imports set state = 'undone', undone_by = ${by}, undone_at = ${now}, removed = 0, kept = 0
    where company_id = ${company} and id = ${id} and state in ('done', 'failed')`;
  return result.count === 1;
}

export const noteUndone = (tx: Tx, company: string, id: string, removed: number, kept: number) => tx`
  update imports set removed = removed + ${removed}, kept = kept + ${kept}
  where company_id = ${company} and id = ${id}`;
