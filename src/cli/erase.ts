import { readFileSync } from "node:fs";
import { z } from "zod";
import { erase } from "../conversation/erase.ts";
import { eraseAgain } from "../conversation/erase-again.ts";
import { noteAudit } from "../db/audit-trail.ts";
import { defaultCompany } from "../db/companies.ts";
import { readNow } from "../db/decisions.ts";
import { ErasedPerson, listErased } from "../db/erased-people.ts";
import { candidateOfCase } from "../db/erasure.ts";
import { type CliCommand, type CliIo, parseArguments, UsageError } from "./command.ts";
import { withDatabase } from "./open.ts";

const Arguments = z.object({
  positionals: z
    .array(
      z.string().regex(/^(?:C?\d{1,9}|[0-9a-f-]{36})$/i, "name a candidate: C1042, or an application's id"),
    )
    .max(1, "name one candidate: C1042, or an application's id"),
  yes: z.boolean().default(false),
  list: z.boolean().default(false),
  again: z.string().min(1).optional(),
});

/**
 * `erase CANDIDATE --yes`: everything about a person, with all their applications; cannot be undone. A backup that is
 * older than that would bring them back: `--list` prints who is erased, to be kept beside the backups, and `--again FILE`
 * erases them in what was restored.
 */
export const eraseCommand: CliCommand = {
  name: "erase",
  summary: "erase everything about a candidate, with all their applications; cannot be undone",
  usage: ["erase C1042 --yes", "erase --list > erased.jsonl", "erase --again erased.jsonl (after a restore)"],
  async run(args, io) {
    const boolean = { type: "boolean" } as const;
    const options = { yes: boolean, list: boolean, again: { type: "string" } } as const;
    const { positionals, yes, list, again } = parseArguments(args, options, Arguments);
    const [which] = positionals;
    if ([which !== undefined, list, again !== undefined].filter(Boolean).length !== 1)
      throw new UsageError("name one candidate (C1042, or an application's id), or --list, or --again FILE");
    if (which !== undefined) return await eraseOne(io, which, yes);
    return again === undefined ? await printList(io) : await eraseListed(io, readList(again));
  },
};

async function eraseOne(io: CliIo, which: string, yes: boolean): Promise<number> {
  return await withDatabase(io.config(), async ({ db, vault }) => {
    const found = await candidateOfCase(db.sql, defaultCompany, which);
    if (!found) throw new Error(`there is no candidate ${which}`);
    if (found.erased) {
      io.print(`${which} is erased already`);
      return 0;
    }
    if (!yes) {
      io.note(`this erases everything about ${which} and cannot be undone; add --yes to do it`);
      return 2;
    }
    const erased = await db.transact(async (tx) => {
      const now = await readNow(tx, null);
      const about = { company: defaultCompany, candidateId: found.id, actor: "cli" };
      const result = await erase({ vault }, tx, {
        ...about,
        key: `erased:${found.id}`,
        now: now.getTime(),
      });
      for (const subject of result.applications)
        await noteAudit(tx, defaultCompany, { actor: "cli", action: "erase", subject }, now);
      return result;
    });
    io.print(
      `erased: ${erased.applications.length} applications, ${erased.conversations.length} conversations`,
    );
    return 0;
  });
}

async function printList(io: CliIo): Promise<number> {
  return await withDatabase(io.config(), async ({ db }) => {
    const people = await listErased(db.sql, defaultCompany);
    for (const person of people) io.print(JSON.stringify(person));
    io.note(`${people.length} erased: ids and keyed hashes, no person; keep it apart from the backups`);
    return 0;
  });
}

async function eraseListed(io: CliIo, people: readonly ErasedPerson[]): Promise<number> {
  return await withDatabase(io.config(), async ({ db, vault }) => {
    let erased = 0;
    for (const person of people)
      erased += await db.transact(async (tx) =>
        eraseAgain({ vault }, tx, defaultCompany, person, await readNow(tx, null)),
      );
    io.print(`${people.length} on the list, ${erased} were here and are erased again`);
    return 0;
  });
}

function readList(path: string): ErasedPerson[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.flatMap((line, at) => {
    if (line.trim() === "") return [];
    try {
      return [ErasedPerson.parse(JSON.parse(line))];
    } catch (cause) {
      throw new Error(`${path}: line ${at + 1} is not of \`erase --list\``, { cause });
    }
  });
}
