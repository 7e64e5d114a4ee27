import { z } from "zod";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { importHistory } from "../intake/history/import-history.ts";
import { type CliCommand, type CliIo, parseArguments, UsageError } from "./command.ts";
import { importCandidates, importUndo } from "./import-candidates.ts";
import { importResumes } from "./import-resumes.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

/** `import history DIR`: another system's six CSV files; exit code 1 when rows were bad (the rest is loaded). */
export const importCommand: CliCommand = {
  name: "import",
  summary:
    "load candidates from a table or from résumé files, or another system's history; again changes nothing",
  usage: [
    "import candidates FILE.csv|xlsx [--preview] [--job JOB] [--channel C] [--campaign C] [--basis applied|consent|public] [--columns name,phone,…]",
    "import resumes FILE… [--job JOB] [--channel C] [--campaign C] [--basis applied|consent|public]",
    "import undo IMPORT",
    "import history DIR",
  ],
  async run([what, ...rest], io) {
    if (what === "candidates") return await importCandidates(rest, io);
    if (what === "resumes") return await importResumes(rest, io);
    if (what === "undo") return await importUndo(rest, io);
    if (what !== "history")
      throw new UsageError(
        `import needs what to import: candidates, resumes, undo or history${what ? `, not ${what}` : ""}`,
      );
    const schema = z.object({ positionals: z.tuple([z.string()], "name one folder with the CSV files") });
    const [dir] = parseArguments(rest, {}, schema).positionals;
    return await withDatabase(io.config(), async ({ db, vault }) => {
      await ensureCompany(db.orm, sampleCompany);
      const reports = await importHistory(
        {
          sql: db.sql,
          vault,
          company: defaultCompany,
          progress: ({ file, rows, changed, bad }) =>
            io.print(`${file.padEnd(15)} ${rows} rows read, ${changed} new or changed, ${bad.length} bad`),
        },
        dir,
      );
      return reportBad(
        reports.flatMap(({ bad }) => bad),
        io,
      );
    });
  },
};

function reportBad(bad: { file: string; line: number; reason: string }[], io: CliIo): number {
  for (const { file, line, reason } of bad)
    io.note(line > 0 ? `${file}:${line}: ${reason}` : `${file}: ${reason}`);
  if (bad.length > 0)
    io.note(`${bad.length} rows were not loaded: correct them and import again, the rest is there`);
  return bad.length > 0 ? 1 : 0;
}
