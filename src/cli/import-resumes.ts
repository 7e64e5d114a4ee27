import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { limits } from "../intake/files/limits.ts";
import { readResumeFile } from "../intake/files/read-resume-file.ts";
import { refusalWords } from "../intake/files/words.ts";
import { type TakenFile, takeResumeFile } from "../intake/resume-file.ts";
import { type CliIo, parseArguments } from "./command.ts";
import { originOf, originOptions, originShape } from "./import-origin.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

const Arguments = z.object({
  positionals: z.array(z.string()).min(1, "name one résumé file or more"),
  ...originShape,
});

/** `import resumes FILE…`: one person of each file, a line about each; exit code 1 when some were not taken. */
export async function importResumes(args: string[], io: CliIo): Promise<number> {
  const given = parseArguments(args, originOptions, Arguments);
  return await withDatabase(io.config(), async ({ db, vault }) => {
    await ensureCompany(db.orm, sampleCompany);
    const deps = { sql: db.sql, transact: db.transact, vault, clock: () => null, read: readResumeFile };
    const origin = { ...(await originOf(db, given)), actor: "cli" };
    let refused = 0;
    for (const path of given.positionals) {
      if (io.interrupted.aborted) return 1;
      const taken = await take(path, (file) => takeResumeFile(deps, defaultCompany, file, origin));
      if ("refused" in taken) refused += 1;
      io.print(`${path}: ${told(taken)}`);
    }
    if (refused > 0) io.note(`${refused} of ${given.positionals.length} files were not taken`);
    return refused > 0 ? 1 : 0;
  });
}

async function take(
  path: string,
  by: (file: { name: string; bytes: Uint8Array }) => Promise<TakenFile>,
): Promise<TakenFile> {
  const size = statSync(path, { throwIfNoEntry: false });
  if (!size?.isFile()) return { refused: { zh: "没有这个文件。", en: "There is no such file." } };
  if (size.size > limits.fileBytes) return { refused: refusalWords("too_large") };
  return await by({ name: basename(path), bytes: readFileSync(path) });
}

function told(taken: TakenFile): string {
  if ("refused" in taken) return `not taken. ${taken.refused.en}`;
  const flags = taken.flags.map((flag) => flag.replaceAll("_", " "));
  const which = taken.number === null ? "" : `, C${taken.number}`;
  return `${outcomes[taken.outcome]}${which}${flags.length > 0 ? ` (${flags.join(", ")})` : ""}`;
}

const outcomes = {
  created: "new",
  joined: "known person",
  repeated: "there already",
  erased: "erased before, nothing kept",
  unknown_job: "the job is gone, nothing kept",
} as const;
