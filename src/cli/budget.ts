import { z } from "zod";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { budgetFacts } from "../metrics/budget-facts.ts";
import { budgetWords, simulationWords } from "../recruiter/budget-words.ts";
import { companyTimeZone } from "../recruiter/candidate.ts";
import { readChange } from "../recruiter/commands/budget.ts";
import { type CliCommand, parseArguments, UsageError } from "./command.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

const Arguments = z.object({
  positionals: z.array(z.string()),
  now: z.iso
    .datetime({ offset: true, error: "--now is a time with zone like 2026-11-18T18:00:00+08:00" })
    .optional(),
});

/** `budget [+500 douyin]`: how to share out the budget, or what more of it on a channel would bring. */
export const budgetCommand: CliCommand = {
  name: "budget",
  summary: "how to share out the channels' budget, or what a change of it would bring",
  usage: ["budget [--now T]", "budget +500 CHANNEL [--now T]"],
  async run(args, io) {
    const said = parseArguments(args, { now: { type: "string" } }, Arguments);
    const text = said.positionals.join(" ");
    const change = readChange(text);
    if (text !== "" && !change)
      throw new UsageError(`"${text}" is not an amount and a channel like +500 douyin`);
    const now = said.now === undefined ? new Date() : new Date(said.now);
    const facts = await withDatabase(io.config(), async ({ db }) => {
      await ensureCompany(db.orm, sampleCompany);
      const timeZone = await companyTimeZone(db.sql, defaultCompany);
      return await budgetFacts({ sql: db.sql, company: defaultCompany, timeZone, now });
    });
    for (const locale of ["zh-CN", "en"] as const) {
      const told = change
        ? simulationWords(facts, change.channel, change.extra, locale)
        : budgetWords(facts, locale);
      for (const line of [told.head, ...told.lines, told.small, ""]) io.print(line);
    }
    return 0;
  },
};
