import { z } from "zod";
import type { Sql, Tx } from "./client.ts";
import { belongs } from "./rights.ts";

/** A question candidates ask and the company's answer; `job` '' = for every job. */
export const FaqEntry = z.object({
  id: z.uuid(),
  job: z.string().max(64),
  question: z.string().trim().min(2).max(200),
  answer: z.string().trim().min(2).max(1500),
});
export type FaqEntry = z.infer<typeof FaqEntry>;

const Shown = FaqEntry.extend({ jobTitle: z.string().nullable(), updatedAt: z.date() });
export type ShownFaqEntry = z.infer<typeof Shown>;

/** The company's entries, those for every job first; with `ownOf` only these and those of this recruiter's jobs. */
export async function faqEntries(
  sql: Sql | Tx,
  company: string,
  ownOf: string | null = null,
): Promise<ShownFaqEntry[]> {
  const rows = await sql`
    select f.id, f.job_id as job, j.title as "jobTitle", f.question, f.answer, f.updated_at as "updatedAt"
    from faq_entries f left join jobs j on j.company_id = f.company_id and j.id = f.job_id
    where f.company_id = ${company}
      ${ownOf ? sql`and (f.job_id = '' or ${belongs(sql, company, sql`f.job_id`, sql`${ownOf}::text`)})` : sql``}
    order by f.job_id <> '', j.title, f.created_at, f.id`;
  return rows.map((row) => Shown.parse(row));
}

/** One entry, locked until the transaction ends; null = not there. */
export async function lockFaqEntry(tx: Tx, company: string, id: string): Promise<FaqEntry | null> {
  const [row] = await tx`
    select id, job_id as job, question, answer from faq_entries where company_id = ${company} and id = ${id} for update`;
  return row ? FaqEntry.parse(row) : null;
}

/** Adds an entry, or changes the one with this id. */
export const putFaqEntry = (tx: Tx, company: string, entry: FaqEntry, by: string, now: Date) => tx`
  insert into faq_entries (company_id, id, job_id, question, answer, updated_by, updated_at, created_at)
  values (${company}, ${entry.id}, ${entry.job}, ${entry.question}, ${entry.answer}, ${by}, ${now}, ${now})
  on conflict (company_id, id) do update
    set job_id = excluded.job_id, question = excluded.question, answer = excluded.answer,
      updated_by = excluded.updated_by, updated_at = excluded.updated_at`;

/** Removes an entry. */
export const dropFaqEntry = (tx: Tx, company: string, id: string) =>
  tx`delete from faq_entries where company_id = ${company} and id = ${id}`;
