import { z } from "zod";
import type { Sql, Tx } from "./client.ts";
import { belongs } from "./rights.ts";

const Titled = z.object({ id: z.string(), title: z.string() });

/** Open jobs that are no practice, the newest first; `ownOf` = only those that belong to this person. */
export async function openJobs(
  sql: Sql | Tx,
  company: string,
  ownOf: string | null,
): Promise<z.infer<typeof Titled>[]> {
  const mine = ownOf === null ? sql`` : sql`and ${belongs(sql, company, sql`j.id`, sql`${ownOf}::text`)}`;
  const rows = await sql`
    select j.id, j.title from jobs j where j.company_id = ${company} and j.status = 'open' and not j.practice ${mine}
    order by j.created_at desc, j.id limit 500`;
  return rows.map((row) => Titled.parse(row));
}
