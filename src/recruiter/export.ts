import writeExcelFile from "write-excel-file/node";
import { type CsvCell, toCsv } from "../core/csv.ts";
import { inLocale, type Locale } from "../core/locale.ts";
import { milestoneNames, milestoneStages } from "../core/milestones.ts";
import { readNow } from "../db/decisions.ts";
import {
  type ExportFilter,
  type ExportFormat,
  type ExportLine,
  exportLines,
  noteExport,
  noteFetched,
  promisedExport,
} from "../db/exports.ts";
import { askRight } from "./access.ts";
import { companyTimeZone } from "./candidate.ts";
import type { RecruiterDeps } from "./types.ts";
import { caseNumber } from "./words.ts";

export type ExportFile = { name: string; type: string; bytes: Buffer; rows: number };

/** Applications in one file; beyond them the period has to be shorter. */
export const mostRows = 50_000;

const types: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  jsonl: "application/x-ndjson; charset=utf-8",
};

type Deps = Pick<RecruiterDeps, "db" | "clock" | "locale">;
type Asked = { company: string; format: ExportFormat; filter: ExportFilter };

/** The file, noted under the name of who takes it. */
export async function takeExport(deps: Deps, actor: string, asked: Asked): Promise<ExportFile> {
  const file = await makeFile(deps, asked);
  const now = await readNow(deps.db.sql, deps.clock());
  await noteExport(deps.db.sql, { ...asked, actor, now }, file.rows);
  return file;
}

/** The file behind a link; null = unknown, expired, or its maker has no rights any more. Every fetching is noted. */
export async function fetchExport(deps: Deps, token: string): Promise<ExportFile | null> {
  const { sql } = deps.db;
  const now = await readNow(sql, deps.clock());
  const promised = await promisedExport(sql, token, now);
  if (!promised) return null;
  const maker = { company: promised.company, id: promised.actor, name: "", role: "recruiter" as const };
  if ("kind" in (await askRight(deps, sql, maker, "command export", null))) return null;
  const file = await makeFile(deps, promised);
  await noteFetched(sql, promised.company, promised.id, file.rows, now);
  return file;
}

async function makeFile({ db, locale }: Deps, { company, format, filter }: Asked): Promise<ExportFile> {
  const timeZone = await companyTimeZone(db.sql, company);
  const lines = await exportLines(db.sql, company, timeZone, filter, mostRows);
  const bytes = await written(format, lines, locale);
  const period = [filter.from, filter.to].filter((day) => day !== null).join("_");
  const name = `applications${period ? `_${period}` : ""}.${format}`;
  return { name, type: types[format], bytes, rows: lines.length };
}

async function written(format: ExportFormat, lines: readonly ExportLine[], locale: Locale): Promise<Buffer> {
  const names = columns.map(({ name }) => inLocale(name, locale));
  const rows = lines.map((line) => columns.map(({ read }) => read(line)));
  switch (format) {
    case "csv":
      return Buffer.from(toCsv([names, ...rows]));
    case "jsonl":
      return Buffer.from(
        lines
          .map(
            (line) =>
              `${JSON.stringify(Object.fromEntries(columns.map(({ id, read }) => [id, read(line)])))}\n`,
          )
          .join(""),
      );
    case "xlsx": {
      // Every cell has its type, so that no text is ever taken for a formula.
      const head = names.map((value) => ({ value, type: String, fontWeight: "bold" as const }));
      const body = rows.map((row) =>
        row.map((value) =>
          value === null
            ? null
            : typeof value === "number"
              ? { value, type: Number }
              : { value, type: String },
        ),
      );
      return await writeExcelFile([head, ...body], { stickyRowsCount: 1 }).toBuffer();
    }
    default:
      return format satisfies never;
  }
}

type Column = { id: string; name: { zh: string; en: string }; read(line: ExportLine): CsvCell };

const columns: readonly Column[] = [
  { id: "candidate", name: { zh: "编号", en: "Number" }, read: (l) => caseNumber(l.number) },
  { id: "job", name: { zh: "岗位", en: "Job" }, read: (l) => l.job },
  { id: "stage", name: { zh: "阶段", en: "Stage" }, read: (l) => l.stage },
  { id: "band", name: { zh: "建议", en: "Band" }, read: (l) => l.band },
  { id: "score", name: { zh: "分数", en: "Score" }, read: (l) => l.score },
  { id: "first_touch", name: { zh: "首次来源", en: "First touch" }, read: (l) => l.first },
  { id: "last_touch", name: { zh: "最近来源", en: "Last touch" }, read: (l) => l.last },
  { id: "mail_source", name: { zh: "邮件来源", en: "Mail source" }, read: (l) => l.mail },
  { id: "came_at", name: { zh: "首次联系", en: "Came" }, read: (l) => l.came },
  ...milestoneStages.map((stage) => ({
    id: `${stage}_at`,
    name: milestoneNames[stage],
    read: (l: ExportLine) => l.reached[stage] ?? null,
  })),
  { id: "hired_on", name: { zh: "入职日期", en: "First day" }, read: (l) => l.hiredOn },
  { id: "left_on", name: { zh: "离职日期", en: "Left on" }, read: (l) => l.leftOn },
  { id: "exit_reason", name: { zh: "离职原因", en: "Reason for leaving" }, read: (l) => l.exitReason },
];
