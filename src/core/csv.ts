export type CsvCell = string | number | null;

/**
 * A CSV file (RFC 4180, CRLF) that spreadsheets open safely: a text that would be read as a formula (= + - @, tab, return)
 * gets an apostrophe in front, as spreadsheets themselves write it. Begins with a byte order mark, so that Excel reads UTF-8.
 */
export const toCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

function cell(value: CsvCell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
