import type { Fragment, Tx } from "./client.ts";
import { holdIntake } from "./intake-lookup.ts";
import { dropMailsOf } from "./mails.ts";

/**
 * Removes what intake knows of a person, by candidate or by one of their applications: résumés and the values of their
 * contacts. The contacts' keyed hashes stay, so that late data about an erased person creates nothing. Nothing about
 * the company's people is let in meanwhile.
 */
export async function eraseIntake(
  tx: Tx,
  company: string,
  who: { applicationId: string } | { candidateId: string },
  at: Date,
): Promise<void> {
  await holdIntake(tx, company);
  const person =
    "candidateId" in who
      ? tx`${who.candidateId}::uuid`
      : tx`(select candidate_id from applications where company_id = ${company} and id = ${who.applicationId})`;
  // A phone from older data has no row of its own yet.
  await tx`
    insert into candidate_contacts (company_id, kind, value_index, candidate_id, created_at)
    select company_id, 'phone', phone_index, id, ${at} from candidates
    where company_id = ${company} and id = ${person} and phone_index is not null on conflict do nothing`;
  await dropMailsOf(tx, company, person);
  await Promise.all([
    tx`delete from resumes where company_id = ${company} and candidate_id = ${person}`,
    tx`update candidate_contacts set value_sealed = null where company_id = ${company} and candidate_id = ${person}`,
    tx`update candidates set erased_at = coalesce(erased_at, ${at}) where company_id = ${company} and id in (
         select gone_id from candidate_merges where company_id = ${company} and kept_id = ${person} and undone_at is null)`,
    tx`update candidate_merges set record_sealed = null
       where company_id = ${company} and (kept_id = ${person} or gone_id = ${person})`,
    tx`delete from kept_apart where company_id = ${company} and (first_id = ${person} or second_id = ${person})`,
    tx`update intakes set campaign = null where company_id = ${company} and candidate_id = ${person}`,
    tx`update application_events e set data = null from applications a
       where a.company_id = ${company} and a.candidate_id = ${person} and e.company_id = a.company_id
         and e.application_id = a.id`,
  ]);
}

/** Removes the words of up to `limit` résumés that came `days` ago; their fields stay. Returns how many there were. */
export async function forgetResumeWords(tx: Tx, now: Fragment, days: number, limit: number): Promise<number> {
  const result = await tx`
    update resumes r set body_sealed = null from (
      select company_id, id from resumes
      where created_at < ${now} - make_interval(days => ${days}) and body_sealed is not null
      order by created_at limit ${limit} for update skip locked
    ) old where r.company_id = old.company_id and r.id = old.id`;
  return result.count;
}

/**
 * What goes when a person's name goes by its time: résumés and contacts, these with their hashes, for whoever was only
 * forgotten may come again as a new person. Those of somebody who had themselves erased stay as hashes.
 */
export async function forgetIntake(tx: Tx) {
  return [
    await tx`
      delete from resumes r using candidates c
      where c.company_id = r.company_id and c.id = r.candidate_id and c.erased_at is not null`,
    await tx`
      delete from candidate_contacts k using candidates c
      where c.company_id = k.company_id and c.id = k.candidate_id and c.erased_at is not null
        and k.value_sealed is not null`,
    await tx`
      update candidate_merges m set record_sealed = null from candidates c
      where c.company_id = m.company_id and c.id = m.kept_id and c.erased_at is not null and m.record_sealed is not null`,
    await tx`
      delete from kept_apart k using candidates c
      where c.company_id = k.company_id and c.id in (k.first_id, k.second_id) and c.erased_at is not null`,
  ];
}
