import { z } from "zod";
import type { Sql } from "./client.ts";
import type { Vault } from "./vault.ts";

/** Whose questions, and where they were asked. */
export type Asker = { company: string; person: string; place: string };

const Row = z.object({ sealed: z.instanceof(Uint8Array) });
const remembered = 6;
const minutes = 30;

/** What somebody asked in a place within the last half hour, oldest first. */
export async function questionsLately(sql: Sql, vault: Vault, asker: Asker, now: Date): Promise<string[]> {
  const rows = await sql`
    select question_sealed as sealed from asked_questions
    where company_id = ${asker.company} and person = ${asker.person} and place = ${asker.place}
      and asked_at > ${now}::timestamptz - make_interval(mins => ${minutes})
    order by asked_at desc, id limit ${remembered}`;
  return rows
    .map((row) => z.string().parse(vault.open(Row.parse(row).sealed, context(asker.company))))
    .reverse();
}

/** Keeps a question for the ones that follow it; the caller has masked it. */
export async function rememberQuestion(
  sql: Sql,
  vault: Vault,
  asker: Asker,
  question: string,
  now: Date,
): Promise<void> {
  const { company, person, place } = asker;
  await sql`
    insert into asked_questions (company_id, person, place, question_sealed, asked_at)
    values (${company}, ${person}, ${place}, ${vault.seal(question, context(company))}, ${now})`;
}

const context = (company: string): string => `${company}:asked_questions`;
