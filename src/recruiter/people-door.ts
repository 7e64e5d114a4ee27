import type { Accepted, Applicant } from "../core/intake/applicant.ts";
import type { ColumnKind } from "../core/intake/columns.ts";
import type { LawfulBasis } from "../core/intake/lawful-basis.ts";
import type { RowProblem, TableRow } from "../core/intake/table-row.ts";
import type { Bilingual } from "../core/locale.ts";
import type { Tx } from "../db/client.ts";

/** What recruiters need of the doors through which people come in. What takes a transaction works inside the caller's. */
export type PeopleDoor = {
  /** Keeps a table until it is run or given up; nobody comes in yet. */
  prepareTable(
    company: string,
    file: { name: string; bytes: Uint8Array; actor: string },
  ): Promise<{ id: string } | { reason: Bilingual }>;
  /** What a kept table would become by its plan of now; null = its file is gone. */
  lookInto(company: string, id: string): Promise<TablePreview | null>;
  /** Runs a table that was started, in the background; never throws. */
  runTable(company: string, id: string, actor: string): void;
  /** Takes an import back. "under way" = it takes longer than anybody waits. */
  undoTable(company: string, id: string, by: string): Promise<"done" | "under way" | "nothing">;
  /** Lets one person in by the common door, once per source. */
  letIn(tx: Tx, company: string, applicant: Applicant): Promise<Accepted>;
  /** Reads a résumé file in its cage; `title` = the words of its name. */
  readFile(file: {
    name: string;
    bytes: Uint8Array;
  }): Promise<{ text: string; title: string } | { reason: Bilingual }>;
  /**
   * Lets in whom a file is about when its name says the job, as boards name them; else it waits among the mails. The channel
   * "unknown" leaves it to the name.
   */
  letInByName(
    tx: Tx,
    company: string,
    file: { name: string; text: string; sha: string; channel: string; lawfulBasis: LawfulBasis },
    by: string,
  ): Promise<ByName>;
};

export type ByName =
  | { is: "in"; applicationId: string | null; repeated: boolean; isNew: boolean }
  | { is: "waits" | "repeated" | "erased" };

/** A table as it would be read now; `looked` = how many rows were looked at, `problems` those of them that cannot come in. */
export type TablePreview = {
  header: string[];
  columns: ColumnKind[];
  /** Cells of the first row. */
  example: string[];
  sample: { line: number; row: TableRow | RowProblem }[];
  looked: number;
  problems: { line: number; reason: RowProblem }[];
  /** When this very file was imported before. */
  before: Date | null;
};
