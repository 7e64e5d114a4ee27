import { z } from "zod";
import { erase } from "../conversation/erase.ts";
import { noteAudit } from "../db/audit-trail.ts";
import { defaultCompany } from "../db/companies.ts";
import { readNow } from "../db/decisions.ts";
import { candidateOfCase } from "../db/erasure.ts";
import { type CliCommand, parseArguments } from "./command.ts";
import { withDatabase } from "./open.ts";

const Arguments = z.object({
  positionals: z.tuple(
    [z.string().regex(/^(?:C?\d{1,9}|[0-9a-f-]{36})$/i, "name a candidate: C1042, or an application's id")],
    "name one candidate: C1042, or an application's id",
  ),
  yes: z.boolean().default(false),
});

/** `erase CANDIDATE --yes`: everything about a person, with all their applications; cannot be undone. */
export const eraseCommand: CliCommand = {
  name: "erase",
  summary: "erase everything about a candidate, with all their applications; cannot be undone",
  usage: ["erase C1042 --yes"],
  async run(args, io) {
    const {
      positionals: [which],
      yes,
    } = parseArguments(args, { yes: { type: "boolean" } }, Arguments);
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
  },
};
