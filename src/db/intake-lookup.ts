import { z } from "zod";
import { type ContactKind, contactKinds } from "../core/intake/contact-key.ts";
import type { Tx } from "./client.ts";

/** One applicant or erasure of a company at a time; held until the transaction ends. Chats do not wait for it. */
export const holdIntake = (tx: Tx, company: string) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${`intake:${company}`}, 0))`;

const Known = z.object({
  kind: z.string(),
  sourceIndex: z.string(),
  candidateId: z.uuid(),
  applicationId: z.uuid().nullable(),
  erased: z.boolean(),
});
export type KnownDelivery = z.infer<typeof Known>;

/** The deliveries among these that were let in before. */
export async function knownDeliveries(
  tx: Tx,
  company: string,
  keys: readonly { kind: string; sourceIndex: string }[],
): Promise<KnownDelivery[]> {
  const rows = await tx`
    select i.kind, i.source_index as "sourceIndex", i.candidate_id as "candidateId",
      i.application_id as "applicationId", c.erased_at is not null as erased
    from unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ sourceIndex }) => sourceIndex)}::text[]) k (kind, source)
    join intakes i on i.company_id = ${company} and i.kind = k.kind and i.source_index = k.source
    join candidates c on c.company_id = i.company_id and c.id = i.candidate_id`;
  return rows.map((row) => Known.parse(row));
}

export type ContactIndex = { kind: ContactKind; index: string };

const Owner = z.object({
  kind: z.enum(contactKinds),
  index: z.string(),
  candidateId: z.uuid(),
  /** What was sent until then is about somebody who had themselves erased; null = nobody did. */
  notBefore: z.date().nullable(),
});
export type ContactOwner = z.infer<typeof Owner>;

/** Whose these contacts are; of several persons with one phone from older data the first. */
export async function contactOwners(
  tx: Tx,
  company: string,
  contacts: readonly ContactIndex[],
): Promise<ContactOwner[]> {
  const phones = contacts.filter(({ kind }) => kind === "phone").map(({ index }) => index);
  const [listed, older] = await Promise.all([
    tx`
      select o.kind, o.value_index as index, o.candidate_id as "candidateId",
        coalesce(c.erased_at, o.not_before) as "notBefore"
      from unnest(${contacts.map(({ kind }) => kind)}::text[], ${contacts.map(({ index }) => index)}::text[]) k (kind, index)
      join candidate_contacts o on o.company_id = ${company} and o.kind = k.kind and o.value_index = k.index
      join candidates c on c.company_id = o.company_id and c.id = o.candidate_id`,
    tx`
      select distinct on (phone_index) 'phone' as kind, phone_index as index, id as "candidateId",
        null::timestamptz as "notBefore" from candidates
      where company_id = ${company} and phone_index = any(${phones}::text[]) and erased_at is null
      order by phone_index, created_at, id`,
  ]);
  const all = [...listed, ...older].map((row) => Owner.parse(row));
  return [...new Map(all.reverse().map((owner) => [`${owner.kind}:${owner.index}`, owner])).values()];
}

const Person = z.object({
  id: z.uuid(),
  erased: z.boolean(),
  named: z.boolean(),
  phoned: z.boolean(),
});
export type KnownPerson = z.infer<typeof Person>;

/** These candidates as they are now, locked until the transaction ends. */
export async function lockCandidates(
  tx: Tx,
  company: string,
  ids: readonly string[],
): Promise<KnownPerson[]> {
  const rows = await tx`
    select id, erased_at is not null as erased, name_sealed is not null as named, phone_index is not null as phoned
    from candidates where company_id = ${company} and id = any(${[...ids]}::uuid[]) order by id for no key update`;
  return rows.map((row) => Person.parse(row));
}

const Applied = z.object({ id: z.uuid(), candidateId: z.uuid(), jobId: z.string() });

/** The newest application of each of these candidates for each job. */
export async function applicationsOf(tx: Tx, company: string, ids: readonly string[]) {
  const rows = await tx`
    select distinct on (candidate_id, job_id) id, candidate_id as "candidateId", job_id as "jobId" from applications
    where company_id = ${company} and candidate_id = any(${[...ids]}::uuid[])
    order by candidate_id, job_id, created_at desc, id`;
  return rows.map((row) => Applied.parse(row));
}

/** Whether each of these jobs is for practice; unknown ones are left out. */
export async function jobsFor(
  tx: Tx,
  company: string,
  ids: readonly string[],
): Promise<Map<string, { practice: boolean }>> {
  const rows = await tx<{ id: string; practice: boolean }[]>`
    select id, practice from jobs where company_id = ${company} and id = any(${[...ids]}::text[])`;
  return new Map(rows.map(({ id, practice }) => [id, { practice }]));
}
