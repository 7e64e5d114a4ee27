import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { z } from "zod";

/** A row that was not loaded; lines count from 1, the header included. */
export type BadRow = { file: string; line: number; reason: string };
export type GoodRow<T> = { line: number; row: T };

/**
 * The rows of a CSV file with a header, each checked by `schema`: UTF-8 with or without BOM, or GB18030 as Chinese
 * spreadsheets save it. Columns may come in any order; `columns` must be there. Bad rows are returned beside the good ones. Throws only when
 * the file cannot be read.
 */
export function readCsv<T extends z.ZodType>(
  path: string,
  file: string,
  columns: readonly string[],
  schema: T,
): { good: GoodRow<z.infer<T>>[]; bad: BadRow[] } {
  const bad: BadRow[] = [];
  const good: GoodRow<z.infer<T>>[] = [];
  const records = split(decode(readFileSync(path)), (line, reason) => bad.push({ file, line, reason }));
  const [header, ...rest] = records;
  if (!header) return { good, bad: [...bad, { file, line: 1, reason: "the file is empty" }] };
  const names = header.cells.map((name) => name.trim());
  const missing = columns.filter((name) => !names.includes(name));
  if (missing.length > 0)
    return { good, bad: [{ file, line: header.line, reason: `no column ${missing.join(", ")}` }] };
  for (const { cells, line } of rest) {
    if (cells.length !== names.length) {
      bad.push({ file, line, reason: `${cells.length} columns instead of ${names.length}` });
      continue;
    }
    const parsed = schema.safeParse(
      Object.fromEntries(names.map((name, i) => [name, cells[i]?.trim() ?? ""])),
    );
    if (parsed.success) good.push({ line, row: parsed.data });
    else bad.push({ file, line, reason: reasonOf(parsed.error) });
  }
  return { good, bad: bad.sort((a, b) => a.line - b.line) };
}

const reasonOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

type Cells = { cells: string[]; line: number };

/** A cell may hold this many lines; beyond them an open quote is a slip. */
const longestCell = 20;

/**
 * Records with the line they begin on. A stray quote costs its own line only: lines are read together as long as
 * their quotes are even, and one with an odd number takes in the lines behind it only when that makes a whole record.
 */
function split(text: string, onBad: (line: number, reason: string) => void): Cells[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const width = parseText(lines[0] ?? "")[0]?.length;
  const out: Cells[] = [];
  let even: { text: string; line: number }[] = [];
  const flush = () => {
    out.push(...readEven(even, onBad));
    even = [];
  };
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? "";
    if (line.trim() === "") continue;
    if (!hasOpenQuote(line)) {
      even.push({ text: line, line: i + 1 });
      continue;
    }
    const end = lines.findIndex((next, at) => at > i && at <= i + longestCell && hasOpenQuote(next));
    const [record, ...more] = end < 0 ? [] : parseText(lines.slice(i, end + 1).join("\n"));
    flush();
    if (record && more.length === 0 && record.length === width) {
      out.push({ cells: record, line: i + 1 });
      i = end;
    } else onBad(i + 1, "a quote is not closed on this line");
  }
  flush();
  return out;
}

const hasOpenQuote = (line: string): boolean => line.includes('"') && line.split('"').length % 2 === 0;

function readEven(
  lines: { text: string; line: number }[],
  onBad: (line: number, reason: string) => void,
): Cells[] {
  const records = parseText(lines.map(({ text }) => text).join("\n"));
  // After an error the reader may be out of step: then each line is read by itself.
  const each = records.length === lines.length ? records : lines.map(({ text }) => parseText(text)[0]);
  return lines.flatMap(({ line }, i) => {
    const cells = each[i];
    if (!cells) onBad(line, "a quote stands in the wrong place");
    return cells ? [{ cells, line }] : [];
  });
}

const parseText = (text: string): string[][] =>
  parse(text, { relax_column_count: true, skip_empty_lines: true, skip_records_with_error: true });
