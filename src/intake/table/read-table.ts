import { parse } from "csv-parse/sync";
import { streamXlsxRows } from "hucre/xlsx";
import { checkArchive } from "./check-archive.ts";
import { decodeText, type Encoding } from "./decode-text.ts";

/** A line of a table; lines count from 1 like in a spreadsheet, the header included. null = not readable. */
export type Line = { line: number; cells: string[] | null };

export type Table = { format: "xlsx" | Encoding; header: string[]; lines: AsyncIterable<Line> };

/** No file of ours: the message says why, for whoever gave it. */
export class UnreadableTable extends Error {
  override name = "UnreadableTable";
}

const mostColumns = 200;
const longestCell = 20_000;

/**
 * A CSV file (UTF-8, UTF-16 or GB18030; comma, semicolon or tab) or the first sheet of an Excel workbook, known by its
 * bytes and not by its name. The header is the first line with two cells or more. Throws UnreadableTable, UnsafeArchive.
 */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  if (bytes.length === 0) throw new UnreadableTable("the file is empty");
  const old = [0xd0, 0xcf, 0x11, 0xe0].every((byte, i) => bytes[i] === byte);
  if (old)
    throw new UnreadableTable(
      "this is an .xls file of an old Excel, or has a password: save it as .xlsx or .csv",
    );
  const zip = [0x50, 0x4b, 0x03, 0x04].every((byte, i) => bytes[i] === byte);
  const { format, lines } = zip ? { format: "xlsx" as const, lines: sheetLines(bytes) } : textLines(bytes);
  if (zip) await checkArchive(bytes);
  const iterator = lines[Symbol.asyncIterator]();
  for (;;) {
    const next = await iterator.next();
    if (next.done) throw new UnreadableTable("the file has no line with column names");
    const header = next.value.cells?.map((cell) => cell.trim()) ?? [];
    if (header.filter((cell) => cell !== "").length < 2) continue;
    if (header.length > mostColumns)
      throw new UnreadableTable(`the file has more than ${mostColumns} columns`);
    return { format, header, lines: { [Symbol.asyncIterator]: () => iterator } };
  }
}

async function* sheetLines(bytes: Uint8Array): AsyncGenerator<Line> {
  for await (const { index, values } of streamXlsxRows(bytes)) {
    if (values.length > mostColumns * 10) yield { line: index + 1, cells: null };
    else yield { line: index + 1, cells: values.map(cellText) };
  }
}

function cellText(value: string | number | boolean | Date | null): string {
  if (value === null) return "";
  // A spreadsheet's date is a time on the wall; it comes as that time in UTC.
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 19).replace("T", " ");
  return String(value).slice(0, longestCell);
}

function textLines(bytes: Uint8Array): { format: Encoding; lines: AsyncIterable<Line> } {
  const { text, encoding } = decodeText(bytes);
  return { format: encoding, lines: recordsOf(text.replace(/^\uFEFF/, "")) };
}

/** A cell may hold this many lines; beyond them an open quote is a slip. */
const mostLines = 20;
/** Records are read this many lines at a time, so that others get their turn. */
const block = 1000;

/**
 * Records with the line they begin on. A stray quote costs its own line only: one with an odd number of quotes takes in
 * the lines behind it only when that makes a whole record.
 */
async function* recordsOf(text: string): AsyncGenerator<Line> {
  const lines = text.split(/\r\n|\n|\r/);
  const delimiter = delimiterOf(lines);
  const read = (some: string) =>
    parse(some, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      skip_records_with_error: true,
    });
  const width = read(lines.find((line) => line.includes(delimiter)) ?? "")[0]?.length;
  let even: { text: string; line: number }[] = [];
  const flush = (): Line[] => {
    const records = even.length > 0 ? read(even.map((one) => one.text).join("\n")) : [];
    const each = records.length === even.length ? records : even.map((one) => read(one.text)[0] ?? null);
    const out = even.map(({ line }, i) => ({ line, cells: each[i] ?? null }));
    even = [];
    return out;
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (line.trim() === "") continue;
    if (even.length >= block) yield* flush();
    if (!hasOpenQuote(line)) {
      even.push({ text: line, line: i + 1 });
      continue;
    }
    yield* flush();
    let end = i + 1;
    while (end < lines.length && end <= i + mostLines && !hasOpenQuote(lines[end] ?? "")) end++;
    const closed = end < lines.length && end <= i + mostLines;
    const [record, ...more] = closed ? read(lines.slice(i, end + 1).join("\n")) : [];
    const whole = record && more.length === 0 && record.length === width;
    yield { line: i + 1, cells: whole ? record : null };
    if (whole) i = end;
  }
  yield* flush();
}

const hasOpenQuote = (line: string): boolean => line.includes('"') && line.split('"').length % 2 === 0;

/** The mark that stands most often in the first lines. */
function delimiterOf(lines: readonly string[]): string {
  const head = lines
    .filter((line) => line.trim() !== "")
    .slice(0, 5)
    .join("\n");
  const count = (mark: string) => head.split(mark).length;
  return [",", "\t", ";"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
