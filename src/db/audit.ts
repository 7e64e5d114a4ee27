import { z } from "zod";
import type { Sql, Tx } from "./client.ts";

const Entry = z.object({
  name: z.string(),
  actor: z.string(),
  /** The recruiter's name; null for the candidate, the system, and people who are not known. */
  by: z.string().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
  at: z.date(),
});
export type AuditEntry = z.infer<typeof Entry>;

/** What happened to an application, the newest first. Facts hold ids and numbers, never anybody's words. */
export async function auditTrail(
  sql: Sql | Tx,
  company: string,
  applicationId: string,
  limit: number,
): Promise<AuditEntry[]> {
  const rows = await sql`
    select e.name, e.actor, r.name as by, e.data, e.at from application_events e
    left join recruiters r on r.company_id = e.company_id and r.id = e.actor
    where e.company_id = ${company} and e.application_id = ${applicationId}
    order by e.id desc limit ${limit}`;
  return rows.map((row) => Entry.parse(row));
}

const Named = z.object({ id: z.string(), name: z.string() });

/** Names of recruiters by id, also of those who were removed. */
export async function recruiterNames(sql: Sql | Tx, company: string): Promise<Map<string, string>> {
  const rows = await sql`select id, name from recruiters where company_id = ${company}`;
  return new Map(rows.map((row) => Named.parse(row)).map(({ id, name }) => [id, name]));
}
