import type { Applicant } from "../core/intake/applicant.ts";
import type { Tx } from "../db/client.ts";
import { acceptIn } from "./accept.ts";
import { wordsOfName } from "./files/image-name.ts";
import { type IncomingFile, type ResumeFile, readResumeFile } from "./files/read-resume-file.ts";
import { lookIntoTable } from "./look-into-table.ts";
import type { TakeDeps } from "./mail/take-mail.ts";
import { type NamedFile, takeNamedFile } from "./named-file.ts";
import { runStarted } from "./run-started.ts";
import { type ImportDeps, prepareImport } from "./table/import.ts";
import { undoImport } from "./table/undo-import.ts";
import { tableProblem } from "./table-words.ts";

export type PeopleDoorDeps = ImportDeps & {
  boards: TakeDeps["boards"];
  /** Tells whoever started an import how far it is. */
  told(company: string, id: string): Promise<unknown>;
  /** An import or an undo ended with this error. */
  failed(company: string, id: string, error: unknown): void;
  read?: (file: IncomingFile) => Promise<ResumeFile>;
};

/** Somebody who clicked sees the result when it comes within this, ms. */
const patienceMs = 1_500;

/** How recruiters take people in: tables, files, by hand. The tables of the database are the only state. */
export function createPeopleDoor(deps: PeopleDoorDeps) {
  const { read = (file) => readResumeFile(file) } = deps;
  return {
    async prepareTable(company: string, file: { name: string; bytes: Uint8Array; actor: string }) {
      try {
        const { id } = await prepareImport(deps, company, file);
        return { id };
      } catch (error) {
        const reason = tableProblem(error);
        if (!reason) throw error;
        return { reason };
      }
    },

    lookInto: (company: string, id: string) => lookIntoTable(deps, company, id),

    runTable(company: string, id: string, actor: string): void {
      runStarted(deps, company, { id, actor }, () => deps.told(company, id)).catch((error: unknown) =>
        deps.failed(company, id, error),
      );
    },

    async undoTable(company: string, id: string, by: string) {
      const work: Promise<"done" | "nothing"> = undoImport(deps, company, id, by).then((undone) =>
        undone ? "done" : "nothing",
      );
      work.then(
        () => deps.told(company, id).catch(() => {}),
        (error: unknown) => deps.failed(company, id, error),
      );
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<"under way">((resolve) => {
        timer = setTimeout(resolve, patienceMs, "under way");
      });
      return await Promise.race([work, late]).finally(() => clearTimeout(timer));
    },

    async letIn(tx: Tx, company: string, applicant: Applicant) {
      const [accepted] = await acceptIn(deps, tx, company, [applicant]);
      if (!accepted) throw new Error("an applicant was neither accepted nor refused");
      return accepted;
    },

    async readFile(file: IncomingFile) {
      const found = await read(file);
      if ("refused" in found) return { reason: found.reason };
      return { text: found.text, title: wordsOfName(file.name) };
    },

    letInByName: (tx: Tx, company: string, file: NamedFile, by: string) =>
      takeNamedFile(deps, tx, company, file, by),
  };
}
