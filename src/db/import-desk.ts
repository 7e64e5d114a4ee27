import { z } from "zod";
import type { ImportPlan } from "../core/intake/import-plan.ts";
import type { Sql, Tx } from "./client.ts";

/** Changes how a table will be read; false = it runs, is over or its file is gone. */
export async function planImport(tx: Tx, company: string, id: string, plan: ImportPlan): Promise<boolean> {
  const result = await tx`
    update imports set plan = ${JSON.stringify(plan)}::text::jsonb
    where company_id = ${company} and id = ${id} and state in ('preview', 'failed') and file_sealed is not null`;
  return result.count === 1;
}

/**
 * Starts an import: from now on whoever runs imports takes it up, also after this process has died. False = somebody was
 * faster, or its file is gone.
 */
export async function startImport(
  tx: Tx,
  company: string,
  id: string,
  plan: ImportPlan,
  by: string,
): Promise<boolean> {
  const result = await tx`
    update imports set state = 'running', plan = ${JSON.stringify(plan)}::text::jsonb, actor = ${by}, alive_at = 'epoch',
      finished_at = null
    where company_id = ${company} and id = ${id} and state in ('preview', 'failed') and file_sealed is not null`;
  return result.count === 1;
}

/** Gives a table up that was never run; false = it was. */
export async function dropImport(tx: Tx, company: string, id: string): Promise<boolean> {
  const result = await tx`
    delete from imports where company_id = ${company} and id = ${id} and state = 'preview'`;
  return result.count === 1;
}

const Stalled = z.object({ company: z.string(), id: z.uuid(), actor: z.string() });

/** Imports that were started and that nobody has been running for a minute. */
export async function stalledImports(sql: Sql): Promise<z.infer<typeof Stalled>[]> {
  const rows = await sql`
    select company_id as company, id, actor from imports
    where state = 'running' and file_sealed is not null and alive_at < clock_timestamp() - interval '1 minute'
    order by created_at limit 20`;
  return rows.map((row) => Stalled.parse(row));
}
