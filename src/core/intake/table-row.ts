import { readChannel } from "../channel-names.ts";
import { momentOf } from "../zoned-time.ts";
import type { ColumnKind } from "./columns.ts";
import { contactKey } from "./contact-key.ts";

/** A row of a table as the person it is about. */
export type TableRow = {
  name: string | null;
  phone: string | null;
  email: string | null;
  /** Title as it is written; null = the table does not say. */
  job: string | null;
  channel: string | null;
  campaign: string | null;
  /** ms; null = the table does not say. */
  at: number | null;
  /** The rest in lines like those of a résumé's form. */
  words: string[];
};

/** Why a row is not taken; what the row says is not repeated. */
export const rowProblems = ["empty", "phone", "email", "date", "channel", "job", "columns", "quote"] as const;
export type RowProblem = (typeof rowProblems)[number];

/** Reads the cells of a row; channel ids of the company's own are in `own`. */
export function readRow(
  header: readonly string[],
  kinds: readonly ColumnKind[],
  cells: readonly string[],
  where: { timeZone: string; ownChannels: readonly string[] },
): TableRow | RowProblem {
  const row: TableRow = {
    name: null,
    phone: null,
    email: null,
    job: null,
    channel: null,
    campaign: null,
    at: null,
    words: [],
  };
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i] ?? "ignore";
    const cell = cells[i]?.trim() ?? "";
    if (cell === "" || nothing.test(cell)) continue;
    switch (kind) {
      case "name":
        row.name = cell.slice(0, 100);
        break;
      case "phone":
      case "email":
        // Boards hide a part of it until the résumé is bought: that is no contact, and no mistake either.
        if (cell.includes("*")) break;
        row[kind] = contactKey(kind, cell);
        if (row[kind] === null) return kind;
        break;
      case "job":
        row.job = cell.slice(0, 100);
        break;
      case "channel":
        row.channel = readChannel(cell, where.ownChannels);
        if (row.channel === null) return "channel";
        break;
      case "campaign":
        row.campaign = cell.slice(0, 100);
        break;
      case "at":
        row.at = readMoment(cell, where.timeZone);
        if (row.at === null) return "date";
        break;
      case "words":
        row.words.push(`${header[i]?.trim() || "-"}：${cell}`);
        break;
      case "protected":
      case "ignore":
        break;
      default:
        return kind satisfies never;
    }
  }
  if (row.name === null && row.phone === null && row.email === null) return "empty";
  return row;
}

const nothing = /^(?:[-—/\\]+|无|暂无|null|n\/?a)$/i;

const written =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]+(\d{1,2})[:：](\d{2})(?:[:：]\d{2}(?:\.\d+)?)?(Z)?)?$/;

function readMoment(cell: string, timeZone: string): number | null {
  const match = written.exec(cell.normalize("NFKC"));
  if (!match) return null;
  const [, year = "", month = "", day = "", hour = "0", minute = "00", utc] = match;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = `${hour.padStart(2, "0")}:${minute}`;
  const plain = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(plain) || new Date(plain).toISOString().slice(0, 10) !== date) return null;
  return utc ? plain : momentOf(timeZone, date, time);
}
