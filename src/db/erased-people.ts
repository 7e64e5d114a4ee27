import { z } from "zod";
import type { Sql, Tx } from "./client.ts";

/** Somebody who had everything erased, without a person in it: an id, and the keyed hashes late data is known by. */
export const ErasedPerson = z.strictObject({
  candidate: z.uuid(),
  external: z.string().nullable(),
  contacts: z.array(z.strictObject({ kind: z.enum(["phone", "email", "openid"]), index: z.string() })),
});
export type ErasedPerson = z.infer<typeof ErasedPerson>;

/**
 * Everybody who had themselves erased, those merged into them too. Whose data only went by its time is not among them:
 * that happens again by itself, and they may come back.
 */
export async function listErased(sql: Sql, company: string): Promise<ErasedPerson[]> {
  const rows = await sql`
    select c.id as candidate, c.external_index as external,
      coalesce((select jsonb_agg(jsonb_build_object('kind', k.kind, 'index', k.value_index) order by k.kind, k.value_index)
        from candidate_contacts k where k.company_id = c.company_id and k.candidate_id = c.id), '[]') as contacts
    from candidates c
    where c.company_id = ${company} and c.erased_at is not null and (
      exists (select 1 from candidate_contacts k where k.company_id = c.company_id and k.candidate_id = c.id)
      or exists (select 1 from applications a
        join application_events e on e.company_id = a.company_id and e.application_id = a.id and e.name = 'erased'
        where a.company_id = c.company_id and a.candidate_id = c.id)
      or exists (select 1 from candidate_merges m
        where m.company_id = c.company_id and m.gone_id = c.id and m.undone_at is null))
    order by c.erased_at, c.id`;
  return rows.map((row) => ErasedPerson.parse(row));
}

const Found = z.object({ id: z.uuid() });

/** Candidates that are here again although they are on the list: by id, or by a hash of something they are known by. */
export async function broughtBack(tx: Tx, company: string, person: ErasedPerson): Promise<string[]> {
  const hashes = (kind: string) =>
    person.contacts.filter((one) => one.kind === kind).map(({ index }) => index);
  const rows = await tx`
    select c.id from candidates c
    where c.company_id = ${company} and c.erased_at is null and (
      c.id = ${person.candidate} or c.external_index = ${person.external} or c.phone_index = any(${hashes("phone")}::text[])
      or exists (select 1 from candidate_contacts k where k.company_id = c.company_id and k.candidate_id = c.id
        and (k.kind, k.value_index) in (select kind, index from jsonb_to_recordset(${tx.json(person.contacts)}::jsonb)
          as x (kind text, index text))))
    order by c.id`;
  return rows.map((row) => Found.parse(row).id);
}

/** Keeps late data about somebody from creating anything where the database does not know that they were erased. */
export async function keepOut(tx: Tx, company: string, person: ErasedPerson, at: Date): Promise<void> {
  await tx`
    insert into candidates (company_id, id, external_index, locale, created_at, erased_at)
    values (${company}, ${person.candidate}, ${person.external}, 'zh-CN', ${at}, ${at}) on conflict do nothing`;
  await tx`
    insert into candidate_contacts (company_id, kind, value_index, candidate_id, created_at)
    select ${company}, kind, index, ${person.candidate}, ${at}
    from jsonb_to_recordset(${tx.json(person.contacts)}::jsonb) as x (kind text, index text) on conflict do nothing`;
}
