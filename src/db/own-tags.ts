import { randomInt } from "node:crypto";
import { z } from "zod";
import type { Sql, Tx } from "./client.ts";
import { markProfiles } from "./profile-marks.ts";

const OwnTag = z.object({ id: z.string(), name: z.string() });
export type OwnTag = z.infer<typeof OwnTag>;

/** Most tags of a company's own. */
export const maxOwnTags = 50;

/** The company's own tags, oldest first. */
export async function ownTagsOf(sql: Sql | Tx, company: string): Promise<OwnTag[]> {
  const rows = await sql`
    select id, name from own_tags where company_id = ${company} and removed_at is null order by created_at, id`;
  return rows.map((row) => OwnTag.parse(row));
}

const letters = "23456789abcdefghjkmnpqrstvwxyz";

/** Adds a tag; one of this name that is there is given back. The name was checked (core/profile/own-tag.ts). */
export async function addOwnTag(
  tx: Tx,
  company: string,
  name: string,
  by: string,
  now: Date,
): Promise<OwnTag> {
  const known = (await ownTagsOf(tx, company)).find((tag) => tag.name === name);
  if (known) return known;
  const id = `own_${Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join("")}`;
  await tx`insert into own_tags (company_id, id, name, created_by, created_at) values (${company}, ${id}, ${name}, ${by}, ${now})`;
  await tx`insert into audit (company_id, at, actor, action, subject, after)
    values (${company}, ${now}, ${by}, 'own_tag', ${id}, ${JSON.stringify({ name })}::text::jsonb)`;
  return { id, name };
}

/** Notes about a candidate, unless they were erased, that a tag holds or does not; null takes the note back. */
export async function noteTag(
  tx: Tx,
  company: string,
  note: { candidateId: string; tag: string; holds: boolean | null; by: string; now: Date },
): Promise<void> {
  const { candidateId, tag, holds, by, now } = note;
  if (holds === null)
    await tx`delete from tag_notes where company_id = ${company} and candidate_id = ${candidateId} and tag = ${tag}`;
  else
    await tx`
      insert into tag_notes (company_id, candidate_id, tag, holds, noted_by, noted_at)
      select company_id, id, ${tag}, ${holds}, ${by}, ${now} from candidates
      where company_id = ${company} and id = ${candidateId} and erased_at is null
      on conflict (company_id, candidate_id, tag) do update
        set holds = excluded.holds, noted_by = excluded.noted_by, noted_at = excluded.noted_at`;
  await markProfiles(tx, company, tx`select ${candidateId}::uuid`);
}
