import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readCsv } from "./csv.ts";

/** One text and whether it attacks somebody. `kind` is what the source calls it. */
export type Row = { text: string; label: boolean; kind: string };

/** A file of rows with the hash of its bytes. */
export type Source = { rows: Row[]; sha256: string };

const kinds = z.enum([
  "polite",
  "curt",
  "cold",
  "dismissive",
  "blame",
  "reported",
  "mockery",
  "contempt",
  "insult",
  "threat",
]);
const attacks: ReadonlySet<string> = new Set(["mockery", "contempt", "insult", "threat"]);

/** Our own lines: `# kind`, then one line each; throws on an unknown kind. */
export function readLines(path: string | URL): Source {
  const bytes = readFileSync(path);
  const rows: Row[] = [];
  let kind: z.infer<typeof kinds> | null = null;
  for (const line of bytes.toString("utf8").split("\n")) {
    if (line.startsWith("# ")) kind = kinds.parse(line.slice(2).trim());
    else if (line.trim() !== "" && kind) rows.push({ text: line, label: attacks.has(kind), kind });
  }
  return { rows, sha256: sha256(bytes) };
}

/** Where our own lines lie. */
export const ownLines = new URL("conduct-lines.txt", import.meta.url);

const Labelled = z.array(
  z.object({ label: z.enum(["0", "1"]), text: z.string(), kind: z.string().optional() }),
);

/** A labelled file of the data folder; `column` names the text. */
export function readData(folder: string, name: string, column = "text"): Source {
  const bytes = readFileSync(join(folder, name));
  const records = readCsv(bytes.toString("utf8")).map((row) => ({ ...row, text: row[column] }));
  const rows = Labelled.parse(records).map(({ label, text, kind }) => ({
    text,
    label: label === "1",
    kind: kind ?? "",
  }));
  return { rows, sha256: sha256(bytes) };
}

/** Hex SHA-256. */
export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
