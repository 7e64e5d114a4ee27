import { z } from "zod";
import type { Sql, Tx } from "./client.ts";

const Company = z.object({ company: z.string() });

/** Adds the open changes of a company's tallies up; nothing counted differs before and after. */
export async function mergeTallies(sql: Sql | Tx, company: string): Promise<void> {
  await sql`select merge_tallies(${company})`;
}

/** Companies with open changes, so that questions need not read many of them. */
export async function companiesToMerge(sql: Sql): Promise<string[]> {
  const rows = await sql`select distinct company_id as company from tally_changes`;
  return rows.map((row) => Company.parse(row).company);
}
