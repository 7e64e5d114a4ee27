import type { Sql, Tx } from "./client.ts";

/** Whether somebody agreed, and still does, that models see their masked words. */
export async function agreedToModel(sql: Sql | Tx, company: string, candidateId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from candidates where company_id = ${company} and id = ${candidateId} and consent_model
      and erased_at is null`;
  return rows.length > 0;
}

/** The same of whoever has these contacts: somebody must be known by one, and everybody who is must have agreed. */
export async function contactsAgreedToModel(
  sql: Sql | Tx,
  company: string,
  indexes: readonly string[],
): Promise<boolean> {
  const rows = await sql<{ agreed: boolean }[]>`
    select distinct c.consent_model is true and c.erased_at is null as agreed from candidates c
    where c.company_id = ${company} and (c.phone_index = any(${[...indexes]}) or c.id in (
      select candidate_id from candidate_contacts where company_id = ${company} and value_index = any(${[...indexes]})))`;
  return rows.length === 1 && rows[0]?.agreed === true;
}
