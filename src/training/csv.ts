import { parse } from "csv-parse/sync";
import { z } from "zod";

const Records = z.array(z.record(z.string(), z.string()));

/** The records of a CSV text with a header row (RFC 4180), as objects by column name. Throws when quotes are broken. */
export const readCsv = (text: string): Record<string, string>[] =>
  Records.parse(parse(text, { columns: true, skip_empty_lines: true, record_delimiter: ["\r\n", "\n"] }));
