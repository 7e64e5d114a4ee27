import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ImportPlan } from "../core/intake/import-plan.ts";
import type { RowProblem } from "../core/intake/table-row.ts";
import type { Fragment, Sql, Tx } from "./client.ts";
import type { Vault } from "./vault.ts";

const Row = z.object({
  id: z.uuid(),
  nameSealed: z.instanceof(Uint8Array).nullable(),
  format: z.string(),
  plan: ImportPlan,
  state: z.enum(["preview", "running", "done", "failed", "undone"]),
  rows: z.int(),
  created: z.int(),
  joined: z.int(),
  repeated: z.int(),
  erased: z.int(),
  bad: z.int(),
  removed: z.int().nullable(),
  kept: z.int().nullable(),
  actor: z.string(),
  by: z.string().nullable(),
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
});
export type ImportRow = Omit<z.infer<typeof Row>, "nameSealed"> & { name: string };

export type NewImport = {
  company: string;
  name: string;
  bytes: Uint8Array;
  format: string;
  plan: ImportPlan;
  actor: string;
  now: Date;
};

const fileIndex = (vault: Vault, company: string, sha256: string) =>
  vault.index(sha256, `${company}:import-file`);

/** Keeps a file until it is run. */
export async function addImport(sql: Sql, vault: Vault, sha256: string, i: NewImport): Promise<string> {
  const id = randomUUID();
  const file = vault.seal(Buffer.from(i.bytes).toString("base64"), `${i.company}:import-file`);
  await sql`
    insert into imports (company_id, id, name_sealed, file_index, file_sealed, format, plan, state, actor, created_at)
    values (${i.company}, ${id}, ${vault.seal(i.name.slice(0, 200), `${i.company}:import`)},
      ${fileIndex(vault, i.company, sha256)}, ${file}, ${i.format}, ${sql.json(i.plan)}, 'preview', ${i.actor}, ${i.now})`;
  return id;
}

/** When this very file was run before and not taken back; null = never. */
export async function importedBefore(
  sql: Sql,
  vault: Vault,
  company: string,
  sha256: string,
): Promise<Date | null> {
  const [row] = await sql<{ at: Date }[]>`
    select finished_at as at from imports where company_id = ${company} and state = 'done'
      and file_index = ${fileIndex(vault, company, sha256)} order by finished_at desc limit 1`;
  return row?.at ?? null;
}

/** The newest imports, or the one asked for. */
export async function listImports(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  which: { id: string } | { limit: number },
): Promise<ImportRow[]> {
  const rows = await sql`
    select i.id, i.name_sealed as "nameSealed", i.format, i.plan, i.state, i.rows, i.created, i.joined, i.repeated,
      i.erased, i.bad, i.removed, i.kept, i.actor, r.name as by, i.created_at as "createdAt",
      i.finished_at as "finishedAt"
    from imports i left join recruiters r on r.company_id = i.company_id and r.id = i.actor
    where i.company_id = ${company} ${"id" in which ? sql`and i.id = ${which.id}` : sql``}
    order by i.created_at desc, i.id limit ${"id" in which ? 1 : which.limit}`;
  return rows.map((row) => {
    const { nameSealed, ...rest } = Row.parse(row);
    return { ...rest, name: nameSealed ? z.string().parse(vault.open(nameSealed, `${company}:import`)) : "" };
  });
}

/** The file of an import; null = it is not kept any more. */
export async function importFile(
  sql: Sql,
  vault: Vault,
  company: string,
  id: string,
): Promise<Uint8Array | null> {
  const [row] = await sql<{ sealed: Uint8Array | null }[]>`
    select file_sealed as sealed from imports where company_id = ${company} and id = ${id}`;
  return row?.sealed
    ? Buffer.from(z.string().parse(vault.open(row.sealed, `${company}:import-file`)), "base64")
    : null;
}

/** Takes up an import that waits or whose runner died a minute ago; false = somebody else has it, or it is over. */
export async function claimImport(
  sql: Sql,
  company: string,
  id: string,
  plan: ImportPlan | null,
): Promise<boolean> {
  const result = await sql`
    update imports set state = 'running', alive_at = clock_timestamp(), plan = coalesce(${plan && JSON.stringify(plan)}::text::jsonb, plan),
      rows = 0, created = 0, joined = 0, repeated = 0, erased = 0, bad = 0
    where company_id = ${company} and id = ${id} and file_sealed is not null
      and (state in ('preview', 'failed') or (state = 'running' and alive_at < clock_timestamp() - interval '1 minute'))`;
  return result.count === 1;
}

export type ImportCounts = Record<"rows" | "created" | "joined" | "repeated" | "erased" | "bad", number>;

/** Shows how far it is. */
export const noteProgress = (tx: Sql | Tx, company: string, id: string, c: ImportCounts) => tx`
  update imports set rows = ${c.rows}, created = ${c.created}, joined = ${c.joined}, repeated = ${c.repeated},
    erased = ${c.erased}, bad = ${c.bad}, alive_at = clock_timestamp()
  where company_id = ${company} and id = ${id}`;

/** Ends an import; its file is gone, unless it failed and may be run again. */
export const endImport = (
  tx: Sql | Tx,
  company: string,
  id: string,
  state: "done" | "failed",
  now: Date,
) => tx`
  update imports set state = ${state}, finished_at = ${now},
    file_sealed = case when ${state} = 'done' then null else file_sealed end
  where company_id = ${company} and id = ${id}`;

export type BadLine = { line: number; reason: RowProblem };

export async function addBadRows(tx: Sql | Tx, company: string, id: string, bad: readonly BadLine[]) {
  if (bad.length === 0) return;
  const rows = bad.map((one) => ({ company_id: company, import_id: id, ...one }));
  await tx`insert into import_bad_rows ${tx(rows)} on conflict do nothing`;
}

const Bad = z.object({ line: z.int(), reason: z.string() });

/** The first `limit` rows that were not taken. */
export async function badRows(sql: Sql | Tx, company: string, id: string, limit: number) {
  const rows = await sql`
    select line, reason from import_bad_rows where company_id = ${company} and import_id = ${id}
    order by line limit ${limit}`;
  return rows.map((row) => Bad.parse(row));
}

/** Files nobody ran within a day are given up; the lists of bad rows go after 30 days. Returns the rows changed. */
export async function forgetImports(sql: Sql, now: Fragment): Promise<number> {
  const results = [
    await sql`update imports set file_sealed = null where file_sealed is not null and state <> 'running'
      and created_at < ${now} - interval '1 day'`,
    await sql`delete from import_bad_rows b using imports i where i.company_id = b.company_id and i.id = b.import_id
      and i.created_at < ${now} - interval '30 days'`,
    await sql`update imports set name_sealed = null where name_sealed is not null
      and created_at < ${now} - interval '365 days'`,
  ];
  return results.reduce((sum, { count }) => sum + count, 0);
}
