import type { ImportPlan } from "../core/intake/import-plan.ts";
import type { Tx } from "./client.ts";

/** Changes how a table will be read; false = it was started before, or its file is gone. */
export async function planImport(tx: Tx, company: string, id: string, plan: ImportPlan): Promise<boolean> {
  const result = await tx`
    update imports set plan = ${JSON.stringify(plan)}::text::jsonb
    where company_id = ${company} and id = ${id} and state = 'preview' and file_sealed is not null`;
  return result.count === 1;
}

/**
 * Starts an import, or goes on with one that failed (with another plan from the beginning): from now on whoever runs imports
 * takes it up, also after this process has died. False = somebody was faster, or its file is gone.
 */
export async function startImport(
  tx: Tx,
  company: string,
  id: string,
  plan: ImportPlan,
  by: string,
): Promise<boolean> {
  const given = tx`${JSON.stringify(plan)}::text::jsonb`;
  const counts = ["rows", "created", "joined", "repeated", "erased", "bad"].map(
    (column) => tx`${tx(column)} = case when plan = ${given} then ${tx(column)} else 0 end`,
  );
  const result = await tx`
    update imports set state = 'running', plan = ${given}, actor = ${by}, alive_at = 'epoch', stalls = 0,
      finished_at = null, ${counts.flatMap((one, i) => (i === 0 ? [one] : [tx`, `, one]))}
    where company_id = ${company} and id = ${id} and state in ('preview', 'failed') and file_sealed is not null`;
  return result.count === 1;
}

/** Gives a table up that was never run; false = it was. */
export async function dropImport(tx: Tx, company: string, id: string): Promise<boolean> {
  const result = await tx`
    delete from imports where company_id = ${company} and id = ${id} and state = 'preview'`;
  return result.count === 1;
}
