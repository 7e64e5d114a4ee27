import { z } from "zod";
import { type ContactKind, contactKinds } from "../core/intake/contact-key.ts";
import { maskContact } from "../core/intake/mask-contact.ts";
import { stages } from "./applications.ts";
import type { Fragment, Sql, Tx } from "./client.ts";
import type { Vault } from "./vault.ts";

/** Two entries, `a` the smaller id. */
export type Pair = { a: string; b: string };

/** The two ids in the order in which pairs are kept. */
export const pairOf = (one: string, other: string): Pair =>
  one < other ? { a: one, b: other } : { a: other, b: one };

const pairs = (sql: Sql | Tx, company: string): Fragment => sql`
  select least(i.candidate_id, o.id) as a, greatest(i.candidate_id, o.id) as b, max(i.created_at) as at
  from intakes i
  left join candidate_merges m on m.company_id = i.company_id and m.gone_id = i.also_candidate_id and m.undone_at is null
  join candidates o on o.company_id = i.company_id and o.id = coalesce(m.kept_id, i.also_candidate_id)
  join candidates c on c.company_id = i.company_id and c.id = i.candidate_id
  where i.company_id = ${company} and i.also_candidate_id is not null and o.id <> c.id
    and o.erased_at is null and c.erased_at is null
    and not exists (select 1 from candidate_merges g where g.company_id = i.company_id and g.undone_at is null
      and g.gone_id in (o.id, c.id))
    and not exists (select 1 from kept_apart k where k.company_id = i.company_id
      and k.first_id = least(i.candidate_id, o.id) and k.second_id = greatest(i.candidate_id, o.id))
  group by 1, 2`;

const PairRow = z.object({ a: z.uuid(), b: z.uuid(), at: z.date() });

/** Pairs that one delivery's contacts name both, the newest first, and how many there are. */
export async function proposedPairs(
  sql: Sql | Tx,
  company: string,
  limit: number,
): Promise<{ pairs: z.infer<typeof PairRow>[]; total: number }> {
  const rows = await sql`
    select a, b, at, (count(*) over ())::int as total from (${pairs(sql, company)}) p order by at desc, a, b limit ${limit}`;
  return { pairs: rows.map((row) => PairRow.parse(row)), total: z.int().catch(0).parse(rows[0]?.total) };
}

/** Whether a pair still waits for somebody to decide. */
export async function isProposed(tx: Tx, company: string, { a, b }: Pair): Promise<boolean> {
  const rows = await tx`select 1 from (${pairs(tx, company)}) p where a = ${a} and b = ${b}`;
  return rows.length > 0;
}

/** Notes that two entries are two persons; false = somebody has noted it before. */
export async function keepApart(
  tx: Tx,
  company: string,
  { a, b }: Pair,
  by: string,
  now: Date,
): Promise<boolean> {
  const result = await tx`
    insert into kept_apart (company_id, first_id, second_id, by, at) values (${company}, ${a}, ${b}, ${by}, ${now})
    on conflict do nothing`;
  return result.count === 1;
}

const MergeRow = z.object({
  id: z.uuid(),
  kept: z.uuid(),
  gone: z.uuid(),
  by: z.string(),
  at: z.date(),
});

/** Merges that can be reversed, the newest of each person, newest first; `id` = only that one. */
export async function standingMerges(
  sql: Sql | Tx,
  company: string,
  which: { id: string } | { limit: number },
) {
  const rows = await sql`
    select m.id, m.kept_id as kept, m.gone_id as gone, coalesce(r.name, m.merged_by) as by, m.merged_at as at
    from candidate_merges m left join recruiters r on r.company_id = m.company_id and r.id = m.merged_by
    join candidates c on c.company_id = m.company_id and c.id = m.kept_id and c.erased_at is null
    where m.company_id = ${company} and m.undone_at is null and m.record_sealed is not null
      and not exists (select 1 from candidate_merges n where n.company_id = m.company_id and n.kept_id = m.kept_id
        and n.undone_at is null and n.record_sealed is not null
        and (n.merged_at, m.id) > (m.merged_at, n.id))
      and not exists (select 1 from candidate_merges g where g.company_id = m.company_id and g.gone_id = m.kept_id
        and g.undone_at is null)
      ${"id" in which ? sql`and m.id = ${which.id}` : sql``}
    order by m.merged_at desc, m.id limit ${"id" in which ? 1 : which.limit}`;
  return rows.map((row) => MergeRow.parse(row));
}

const Entry = z.object({
  id: z.uuid(),
  name: z.instanceof(Uint8Array).nullable(),
  phone: z.instanceof(Uint8Array).nullable(),
  createdAt: z.date(),
  contacts: z.array(z.object({ kind: z.enum(contactKinds), sealed: z.string() })),
  applications: z.array(z.object({ number: z.int(), job: z.string(), stage: z.enum(stages) })),
  channels: z.array(z.string()),
});
/** An entry as it is shown beside another; contacts are masked. */
export type ComparedPerson = Omit<z.infer<typeof Entry>, "name" | "phone" | "contacts"> & {
  name: string | null;
  contacts: { kind: ContactKind; masked: string }[];
};

/** These entries as they are shown beside each other, by id. */
export async function comparedPeople(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  ids: readonly string[],
): Promise<Map<string, ComparedPerson>> {
  const rows = await sql`
    select c.id, c.name_sealed as name, c.phone_sealed as phone, c.created_at as "createdAt",
      (select coalesce(json_agg(json_build_object('kind', k.kind, 'sealed', encode(k.value_sealed, 'base64')) order by k.kind, k.created_at), '[]')
        from candidate_contacts k where k.company_id = c.company_id and k.candidate_id = c.id and k.value_sealed is not null) as contacts,
      (select coalesce(json_agg(json_build_object('number', a.number, 'job', j.title, 'stage', a.stage) order by a.number), '[]')
        from applications a join jobs j on j.company_id = a.company_id and j.id = a.job_id
        where a.company_id = c.company_id and a.candidate_id = c.id) as applications,
      array(select distinct i.channel from intakes i where i.company_id = c.company_id and i.candidate_id = c.id order by 1) as channels
    from candidates c where c.company_id = ${company} and c.id = any(${[...ids]}::uuid[]) and c.erased_at is null`;
  const open = (bytes: Uint8Array, of: string) => z.string().parse(vault.open(bytes, `${company}:${of}`));
  return new Map(
    rows.map((row) => {
      const { name, phone, contacts, ...rest } = Entry.parse(row);
      const listed = contacts.map(({ kind, sealed }) => ({
        kind,
        masked: maskContact(kind, open(Buffer.from(sealed, "base64"), "contacts")),
      }));
      // A phone from older data has no row of its own.
      const alone = phone && !listed.some(({ kind }) => kind === "phone");
      const own = alone
        ? [{ kind: "phone" as const, masked: maskContact("phone", open(phone, "phone")) }]
        : [];
      return [rest.id, { ...rest, name: name && open(name, "candidates"), contacts: [...own, ...listed] }];
    }),
  );
}

const Carded = z.object({ id: z.uuid(), conversationId: z.uuid().nullable() });

/** Applications of these people that have a card posted somewhere. */
export async function cardedApplications(tx: Tx, company: string, people: readonly string[]) {
  const rows = await tx`
    select a.id, (select v.id from conversations v where v.company_id = a.company_id and v.application_id = a.id
      order by v.created_at desc limit 1) as "conversationId"
    from applications a where a.company_id = ${company} and a.candidate_id = any(${[...people]}::uuid[])
      and exists (select 1 from recruiter_posts p where p.company_id = a.company_id and p.application_id = a.id and p.kind = 'card')
    order by a.id`;
  return rows.map((row) => Carded.parse(row));
}
