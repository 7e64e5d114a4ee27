import { createHash } from "node:crypto";
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
import { type AcceptDeps, acceptIn } from "../accept.ts";
import { readTable } from "./read-table.ts";
import { createWordsReader } from "./read-words.ts";

export type ImportDeps = AcceptDeps & { sql: Sql };

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
/** Rows per transaction. */
const batch = 500;

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
 * Runs an import that was prepared; rows that were here before change nothing. `progress` is told after each batch. Null =
 * it runs somewhere else, is over, or its file is gone.
 */
export async function runImport(
  deps: ImportDeps,
  company: string,
  run: { id: string; plan: ImportPlan | null; actor: string },
  progress: (counts: ImportCounts) => void = () => {},
): Promise<ImportCounts | null> {
  const { sql, vault } = deps;
  if (!(await claimImport(sql, company, run.id, run.plan))) return null;
  try {
    const bytes = await importFile(sql, vault, company, run.id);
    const [row] = await sql<
      { plan: ImportPlan }[]
    >`select plan from imports where company_id = ${company} and id = ${run.id}`;
    if (!bytes || !row) return null;
    const counts = await importAll(deps, company, { ...run, plan: row.plan }, bytes, progress);
    await endImport(sql, company, run.id, "done", await readNow(sql, deps.clock()));
    return counts;
  } catch (error) {
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

async function importAll(
  deps: ImportDeps,
  company: string,
  run: { id: string; plan: ImportPlan; actor: string },
  bytes: Uint8Array,
  progress: (counts: ImportCounts) => void,
): Promise<ImportCounts> {
  const table = await readTable(bytes);
  const [where, jobs, now] = await Promise.all([
    whereabouts(deps.sql, company),
    jobTitles(deps.sql, company),
    readNow(deps.sql, deps.clock()),
  ]);
  const readWords = createWordsReader(dayIn(where.timeZone, now));
  const counts: ImportCounts = { rows: 0, created: 0, joined: 0, repeated: 0, erased: 0, bad: 0 };
  let good: Applicant[] = [];
  let bad: BadLine[] = [];
  let running: Promise<void> = Promise.resolve();
  const take = async (people: Applicant[], wrong: BadLine[], rows: number) => {
    const next = await deps.transact(async (tx) => {
      const after = { ...counts, rows, bad: counts.bad + wrong.length };
      for (const { outcome } of await acceptIn(deps, tx, company, people))
        if (outcome !== "unknown_job") after[outcome] += 1;
      await addBadRows(tx, company, run.id, wrong);
      await noteProgress(tx, company, run.id, after);
      return after;
    });
    Object.assign(counts, next);
    progress({ ...counts });
  };
  /** The next rows are read while these are written. */
  const flush = async (rows: number) => {
    await running;
    running = take(good, bad, rows);
    running.catch(() => {});
    good = [];
    bad = [];
  };
  let rows = 0;
  for await (const { line, cells } of table.lines) {
    if (cells?.every((cell) => cell.trim() === "")) continue;
    rows += 1;
    const read = cells ? rowOf(table.header, run.plan, cells, where) : "quote";
    const jobId = typeof read === "string" || read.job === null ? run.plan.jobId : jobs.get(read.job);
    if (typeof read === "string" || cells === null)
      bad.push({ line, reason: typeof read === "string" ? read : "quote" });
    else if (jobId === undefined) bad.push({ line, reason: "job" });
    else good.push(applicantOf(read, { run, jobId, now, cells, words: readWords(read.words) }));
    if (good.length + bad.length >= batch) await flush(rows);
  }
  await flush(rows);
  await running;
  return counts;
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
  run: { id: string; plan: ImportPlan; actor: string };
  jobId: string | null;
  now: Date;
  cells: readonly string[];
  words: Applicant["resume"];
};

function applicantOf(row: TableRow, { run, jobId, now, cells, words }: Context): Applicant {
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
    resume: words,
    receivedAt: row.at === null ? now : new Date(row.at),
    actor: run.actor,
    locale: "zh-CN",
    importId: run.id,
  };
}
