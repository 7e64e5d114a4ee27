import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { dayIn } from "../../core/calendar-days.ts";
import type { Applicant } from "../../core/intake/applicant.ts";
import { type ColumnKind, guessColumns } from "../../core/intake/columns.ts";
import type { ImportPlan } from "../../core/intake/import-plan.ts";
import { type RowProblem, readRow, type TableRow } from "../../core/intake/table-row.ts";
import { ownChannelIds } from "../../db/channels.ts";
import type { Sql } from "../../db/client.ts";
import { companyTimeZone } from "../../db/companies.ts";
import { readNow } from "../../db/decisions.ts";
import {
  addBadRows,
  addImport,
  type BadLine,
  claimImport,
  endImport,
  type ImportCounts,
  importedBefore,
  importFile,
  noteProgress,
} from "../../db/imports.ts";
import { jobTitles } from "../../db/jobs.ts";
import { learnTableSizes } from "../../db/table-sizes.ts";
import { type AcceptDeps, acceptPrepared } from "../accept.ts";
import { type Prepared, prepare } from "../prepare.ts";
import { openWordsReader } from "./read-lines.ts";
import { readTable } from "./read-table.ts";

export type ImportDeps = AcceptDeps & {
  sql: Sql;
  /** Rows per transaction, 1000 unless said otherwise: what is lost when a process dies, and how long others wait. */
  batch?: number;
};

/** Rows per transaction. */
export const batchOf = ({ batch }: ImportDeps): number => batch ?? 1000;

/** What a file is about to become: the columns with what they probably hold, and its first rows as they would be read. */
export type Preview = {
  id: string;
  format: string;
  header: string[];
  columns: ColumnKind[];
  sample: { line: number; row: TableRow | RowProblem }[];
  /** When this very file was imported before. */
  before: Date | null;
};

const sampleRows = 5;

/** Keeps a file and shows what it would become; nothing is imported. Throws UnreadableTable, UnsafeArchive. */
export async function prepareImport(
  deps: ImportDeps,
  company: string,
  file: { name: string; bytes: Uint8Array; actor: string },
): Promise<Preview> {
  const table = await readTable(file.bytes);
  const columns = guessColumns(table.header);
  const where = await whereabouts(deps.sql, company);
  const sample: Preview["sample"] = [];
  for await (const { line, cells } of table.lines) {
    sample.push({ line, row: cells ? readRow(table.header, columns, cells, where) : "quote" });
    if (sample.length >= sampleRows) break;
  }
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  const plan = { columns, jobId: null, channel: "unknown", campaign: null, lawfulBasis: "applied" as const };
  const now = await readNow(deps.sql, deps.clock());
  const before = await importedBefore(deps.sql, deps.vault, company, sha256);
  const { format, header } = table;
  const id = await addImport(deps.sql, deps.vault, sha256, { ...file, company, format, plan, now });
  return { id, format, header, columns, sample, before };
}

/**
 * Runs an import that was prepared, or goes on with one whose runner died or that failed, behind the last row that was
 * settled; rows that were here before change nothing. `progress` is told after each batch. Null = it runs somewhere else, is
 * over, or its file is gone. Aborted it stops between two batches and waits for whoever goes on.
 */
export async function runImport(
  deps: ImportDeps,
  company: string,
  run: { id: string; plan: ImportPlan | null; actor: string },
  progress: (counts: ImportCounts) => void = () => {},
  signal?: AbortSignal,
): Promise<ImportCounts | null> {
  const { sql, vault } = deps;
  const claimed = await claimImport(sql, company, run.id, run.plan, deps.clock());
  if (!claimed) return null;
  try {
    const bytes = await importFile(sql, vault, company, run.id);
    if (!bytes) return null;
    const { plan, counts } = claimed;
    const all = await importAll(deps, company, { ...run, plan, counts }, bytes, progress, signal);
    if (all) await endImport(sql, company, run.id, "done", await readNow(sql, deps.clock()));
    return all;
  } catch (error) {
    if (!signal?.aborted)
      await endImport(sql, company, run.id, "failed", await readNow(sql, deps.clock())).catch(() => {});
    throw error;
  }
}

async function whereabouts(sql: Sql, company: string) {
  const [timeZone, ownChannels] = await Promise.all([
    companyTimeZone(sql, company),
    ownChannelIds(sql, company),
  ]);
  return { timeZone, ownChannels };
}

type Run = { id: string; plan: ImportPlan; actor: string; counts: ImportCounts };

/** Null = somebody else has taken it up. */
async function importAll(
  deps: ImportDeps,
  company: string,
  run: Run,
  bytes: Uint8Array,
  progress: (counts: ImportCounts) => void,
  signal: AbortSignal | undefined,
): Promise<ImportCounts | null> {
  const table = await readTable(bytes);
  const [where, jobs, now] = await Promise.all([
    whereabouts(deps.sql, company),
    jobTitles(deps.sql, company),
    readNow(deps.sql, deps.clock()),
  ]);
  const reader = openWordsReader(dayIn(where.timeZone, now), bytes.length);
  const before = run.counts.rows;
  let counts: ImportCounts | null = run.counts;
  let next = emptyBatch();
  let running: Promise<void> = Promise.resolve();
  const take = async (ready: Promise<Prepared[]>, wrong: BadLine[], rows: number) => {
    const people = await ready;
    if (counts) counts = await settle(deps, company, { ...run, counts }, { people, wrong, rows });
    if (counts) progress({ ...counts });
    if (rows - before === batchOf(deps) || rows - before === 10 * batchOf(deps))
      await learnTableSizes(deps.sql);
  };
  /** The next rows are read and made ready while these are written. */
  const flush = async (rows: number) => {
    const { people, cells, wrong } = next;
    const ready = readied(deps, company, people, reader.read(cells));
    ready.catch(() => {});
    await running;
    signal?.throwIfAborted();
    running = take(ready, wrong, rows);
    running.catch(() => {});
    next = emptyBatch();
  };
  try {
    let rows = 0;
    for await (const { line, cells } of table.lines) {
      if (cells?.every((cell) => cell.trim() === "")) continue;
      rows += 1;
      if (rows <= before) continue;
      const read = cells ? rowOf(table.header, run.plan, cells, where) : "quote";
      const jobId = typeof read === "string" || read.job === null ? run.plan.jobId : jobs.get(read.job);
      if (typeof read === "string" || cells === null)
        next.wrong.push({ line, reason: typeof read === "string" ? read : "quote" });
      else if (jobId === undefined) next.wrong.push({ line, reason: "job" });
      else {
        next.people.push(applicantOf(read, { run, jobId, now, cells }));
        next.cells.push(read.words);
      }
      if (rows % turn === 0) await setImmediate();
      if (next.people.length + next.wrong.length >= batchOf(deps)) await flush(rows);
      if (!counts) return null;
    }
    await flush(rows);
    await running;
    return counts;
  } finally {
    await reader.close();
  }
}

/** People of one transaction, still without what their cells say, and the rows that are none. */
type Batch = { people: Applicant[]; cells: string[][]; wrong: BadLine[] };

const emptyBatch = (): Batch => ({ people: [], cells: [], wrong: [] });

/** People with what their cells say, as the database takes them. */
async function readied(
  { vault }: ImportDeps,
  company: string,
  people: readonly Applicant[],
  words: Promise<(Applicant["resume"] | null)[]>,
): Promise<Prepared[]> {
  const readings = await words;
  const ready: Prepared[] = [];
  for (const person of people) {
    ready.push(prepare(vault, company, { ...person, resume: readings[ready.length] ?? null }));
    if (ready.length % turn === 0) await setImmediate();
  }
  return ready;
}

/** Rows that are read before the database's answers, and everybody else, get their turn. */
const turn = 50;

/** One batch with the note of how far it is, in one transaction; null = somebody else has taken the import up. */
async function settle(
  deps: ImportDeps,
  company: string,
  run: Run,
  { people, wrong, rows }: { people: readonly Prepared[]; wrong: BadLine[]; rows: number },
): Promise<ImportCounts | null> {
  const after = { ...run.counts, rows, bad: run.counts.bad + wrong.length };
  try {
    await deps.transact(async (tx) => {
      for (const { outcome } of await acceptPrepared(deps, tx, company, people))
        if (outcome !== "unknown_job") after[outcome] += 1;
      await addBadRows(tx, company, run.id, wrong);
      if (!(await noteProgress(tx, company, run.id, run.counts, after, deps.clock()))) throw new TakenUp();
    });
    return after;
  } catch (error) {
    if (error instanceof TakenUp) return null;
    throw error;
  }
}

/** Rolls a batch back that somebody else has settled. */
class TakenUp extends Error {
  override name = "TakenUp";
}

function rowOf(
  header: readonly string[],
  plan: ImportPlan,
  cells: readonly string[],
  where: { timeZone: string; ownChannels: readonly string[] },
): TableRow | RowProblem {
  const longer = cells.slice(header.length).some((cell) => cell.trim() !== "");
  return longer ? "columns" : readRow(header, plan.columns, cells, where);
}

type Context = {
  run: Run;
  jobId: string | null;
  now: Date;
  cells: readonly string[];
};

function applicantOf(row: TableRow, { run, jobId, now, cells }: Context): Applicant {
  const { plan } = run;
  const trimmed = cells.map((cell) => cell.trim());
  while (trimmed.at(-1) === "") trimmed.pop();
  return {
    // The row itself is its name: the same row in a longer file, or in the same file again, is the same delivery.
    source: {
      kind: "csv",
      id: createHash("sha256")
        .update(JSON.stringify([jobId, trimmed]))
        .digest("base64url"),
    },
    jobId,
    channel: row.channel ?? plan.channel,
    campaign: row.campaign ?? plan.campaign,
    lawfulBasis: plan.lawfulBasis,
    consentPool: null,
    name: row.name,
    contacts: { phone: row.phone, email: row.email, openid: null },
    resume: null,
    receivedAt: row.at === null ? now : new Date(row.at),
    actor: run.actor,
    locale: "zh-CN",
    importId: run.id,
  };
}
