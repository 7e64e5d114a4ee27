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

export type ImportCounts = Record<"rows" | "created" | "joined" | "repeated" | "erased" | "bad", number>;

const Claimed = z.object({
  plan: ImportPlan,
  actor: z.string(),
  rows: z.int(),
  created: z.int(),
  joined: z.int(),
  repeated: z.int(),
  erased: z.int(),
  bad: z.int(),
});

/** Nobody who runs an import is silent for longer. */
const silent = (sql: Sql | Tx, clock: Date | null): Fragment =>
  sql`alive_at < coalesce(${clock}::timestamptz, clock_timestamp()) - interval '1 minute'`;

/** How often an import is taken up without getting on by a single batch. */
const mostStalls = 3;

/**
 * Takes up an import that waits, failed, or whose runner died a minute ago; it goes on behind the rows that are counted,
 * with another plan from the beginning. null = somebody else has it, it is over, or three died of it at the same rows.
 */
export async function claimImport(
  sql: Sql,
  company: string,
  id: string,
  plan: ImportPlan | null,
  clock: Date | null,
): Promise<{ plan: ImportPlan; actor: string; counts: ImportCounts } | null> {
  const given = sql`${plan && JSON.stringify(plan)}::text::jsonb`;
  const goesOn = (column: keyof ImportCounts) =>
    sql`${sql(column)} = case when rows > 0 and coalesce(${given} = plan, true) then ${sql(column)} else 0 end`;
  const [row] = await sql`
    update imports set state = 'running', alive_at = coalesce(${clock}::timestamptz, clock_timestamp()),
      plan = coalesce(${given}, plan), stalls = case when state = 'running' then stalls + 1 else 0 end,
      ${goesOn("rows")}, ${goesOn("created")}, ${goesOn("joined")}, ${goesOn("repeated")}, ${goesOn("erased")}, ${goesOn("bad")}
    where company_id = ${company} and id = ${id} and file_sealed is not null and (state in ('preview', 'failed')
      or (state = 'running' and stalls < ${mostStalls} and ${silent(sql, clock)}))
    returning plan, actor, rows, created, joined, repeated, erased, bad`;
  if (!row) return null;
  const { plan: now, actor, ...counts } = Claimed.parse(row);
  if (counts.rows === 0)
    await sql`delete from import_bad_rows where company_id = ${company} and import_id = ${id}`;
  return { plan: now, actor, counts };
}

const Silent = z.object({
  company: z.string(),
  id: z.uuid(),
  state: z.enum(["running", "undone"]),
  by: z.string(),
});

/** Imports and undos whose process died in the middle, to be taken up; those nobody gets on with are given up as failed. */
export async function silentImports(sql: Sql, clock: Date | null): Promise<z.infer<typeof Silent>[]> {
  await sql`
    update imports set state = 'failed', finished_at = coalesce(${clock}::timestamptz, clock_timestamp())
    where state = 'running' and stalls >= ${mostStalls} and ${silent(sql, clock)}`;
  const rows = await sql`
    select company_id as company, id, state, coalesce(undone_by, actor) as by from imports
    where (state = 'undone' or (state = 'running' and file_sealed is not null)) and ${silent(sql, clock)}
    order by created_at, id`;
  return rows.map((row) => Silent.parse(row));
}

/** Shows how far it is, if it still stands where this runner left it; false = somebody else has taken it up. */
export async function noteProgress(
  tx: Sql | Tx,
  company: string,
  id: string,
  from: ImportCounts,
  c: ImportCounts,
  clock: Date | null,
): Promise<boolean> {
  const result = await tx`
    update imports set rows = ${c.rows}, created = ${c.created}, joined = ${c.joined}, repeated = ${c.repeated},
      erased = ${c.erased}, bad = ${c.bad}, stalls = 0, alive_at = coalesce(${clock}::timestamptz, clock_timestamp())
    where company_id = ${company} and id = ${id} and state = 'running' and rows = ${from.rows}`;
  return result.count === 1;
}

/** Ends an import that runs; its file is gone, unless it failed and may be run again. */
export const endImport = (
  tx: Sql | Tx,
  company: string,
  id: string,
  state: "done" | "failed",
  now: Date,
) => tx`
  update imports set state = ${state}, finished_at = ${now},
    file_sealed = case when ${state} = 'done' then null else file_sealed end
  where company_id = ${company} and id = ${id} and state = 'running'`;

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
