import { z } from "zod";
import type { Bitmaps } from "../core/profile/rank.ts";
import { Tag } from "../core/profile/tags.ts";
import type { Sql, Tx } from "./client.ts";
import type { Vault } from "./vault.ts";

/** The bitmaps of these terms; what nobody has is not there. One scan of the index for each term. */
export async function readBitmaps(
  sql: Sql | Tx,
  company: string,
  terms: readonly string[],
): Promise<Bitmaps> {
  const bitmaps = new Map<string, Map<number, Uint8Array>>();
  for (const row of await bitmapRows(sql, company, terms)) {
    const pieces = bitmaps.get(row.term) ?? new Map<number, Uint8Array>();
    pieces.set(row.piece, row.bits);
    bitmaps.set(row.term, pieces);
  }
  return bitmaps;
}

/** The rows themselves; typed by the table, checked where they are few. */
export const bitmapRows = (sql: Sql | Tx, company: string, terms: readonly string[]) => sql<
  { term: string; piece: number; bits: Uint8Array }[]
>`
  select term, piece, bits from tag_bitmaps where company_id = ${company} and term = any(${[...terms]}::text[])`;

const Row = z.object({
  ordinal: z.int(),
  candidateId: z.uuid(),
  tags: z.array(Tag),
  terms: z.array(z.string()),
  poolUntil: z.string().nullable(),
  nameSealed: z.instanceof(Uint8Array).nullable(),
  applicationId: z.uuid().nullable(),
  number: z.int().nullable(),
  version: z.int().nullable(),
  jobId: z.string().nullable(),
  jobTitle: z.string().nullable(),
  invited: z.enum(["waiting", "sent", "dropped", "accepted", "refused", "linked"]).nullable(),
  /** They left a phone or an address, so that they can be written to by hand. */
  contact: z.boolean(),
});

/** Somebody in a list of matches: their application for this job, else their newest, and whether they were invited. */
export type MatchedPerson = Omit<z.infer<typeof Row>, "nameSealed"> & { name: string | null };

/** The people at these places of the index; whoever was erased since is left out. */
export async function peopleAt(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  jobId: string | null,
  ordinals: readonly number[],
): Promise<MatchedPerson[]> {
  const rows = await sql`
    select p.ordinal, p.candidate_id as "candidateId", p.tags, p.terms, p.pool_until::text as "poolUntil",
      c.name_sealed as "nameSealed", a.id as "applicationId", a.number, a.version, a.job_id as "jobId",
      j.title as "jobTitle", i.state as invited,
      exists (select 1 from candidate_contacts k where k.company_id = p.company_id and k.candidate_id = p.candidate_id
        and k.kind in ('phone', 'email') and k.value_sealed is not null) as contact
    from candidate_profiles p
    join candidates c on c.company_id = p.company_id and c.id = p.candidate_id and c.erased_at is null
    left join lateral (
      select a.id, a.number, a.version, a.job_id from applications a
      where a.company_id = p.company_id and a.candidate_id = p.candidate_id
      order by (a.job_id = ${jobId}::text) desc nulls last, a.created_at desc limit 1
    ) a on true
    left join jobs j on j.company_id = p.company_id and j.id = a.job_id
    left join pool_invitations i on i.company_id = p.company_id and i.job_id = ${jobId}::text
      and i.candidate_id = p.candidate_id
    where p.company_id = ${company} and p.ordinal = any(${[...ordinals]}::int[])`;
  return rows.map((raw) => {
    const { nameSealed, ...rest } = Row.parse(raw);
    const name = nameSealed ? z.string().parse(vault.open(nameSealed, `${company}:candidates`)) : null;
    return { ...rest, name };
  });
}
