import { createHash } from "node:crypto";
import type { ColumnKind } from "../core/intake/columns.ts";
import { type RowProblem, readRow, type TableRow } from "../core/intake/table-row.ts";
import { ownChannelIds } from "../db/channels.ts";
import { companyTimeZone } from "../db/companies.ts";
import { importedBefore, importFile, listImports } from "../db/imports.ts";
import { jobTitles } from "../db/jobs.ts";
import type { ImportDeps } from "./table/import.ts";
import { readTable } from "./table/read-table.ts";

const sampleRows = 5;
/** Rows that are looked at for problems; the whole file is read only by the run. */
const lookedRows = 500;

/** The first rows of a kept table as its plan of now reads them; null = the file is gone. */
export async function lookIntoTable({ sql, vault }: ImportDeps, company: string, id: string) {
  const [row] = await listImports(sql, vault, company, { id });
  const bytes = row && (await importFile(sql, vault, company, id));
  if (!row || !bytes) return null;
  const [timeZone, ownChannels, jobs, table] = await Promise.all([
    companyTimeZone(sql, company),
    ownChannelIds(sql, company),
    jobTitles(sql, company),
    readTable(bytes),
  ]);
  const { columns } = row.plan;
  const read = (cells: readonly string[]): TableRow | RowProblem => {
    if (cells.slice(table.header.length).some((cell) => cell.trim() !== "")) return "columns";
    const found = readRow(table.header, columns, cells, { timeZone, ownChannels });
    return typeof found !== "string" && found.job !== null && !jobs.has(found.job) ? "job" : found;
  };
  const sample: { line: number; row: TableRow | RowProblem }[] = [];
  const problems: { line: number; reason: RowProblem }[] = [];
  let example: string[] = [];
  let looked = 0;
  for await (const { line, cells } of table.lines) {
    if (cells?.every((cell) => cell.trim() === "")) continue;
    if (looked === 0) example = cells ?? [];
    looked += 1;
    const found = cells ? read(cells) : "quote";
    if (sample.length < sampleRows) sample.push({ line, row: found });
    if (typeof found === "string") problems.push({ line, reason: found });
    if (looked >= lookedRows) break;
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const before = await importedBefore(sql, vault, company, sha256);
  const kinds: ColumnKind[] = table.header.map((_, i) => columns[i] ?? "ignore");
  return { header: table.header, columns: kinds, example, sample, looked, problems, before };
}
