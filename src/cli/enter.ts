import { basename } from "node:path";
import { z } from "zod";
import { OutcomeRow, SpendRow } from "../core/entries.ts";
import { readExitReason, readOutcome } from "../core/outcomes.ts";
import { readFen } from "../core/spend.ts";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { type BadRow, readCsv } from "../intake/history/read-csv.ts";
import { enterOutcomes, enterSpends } from "../recruiter/entries.ts";
import { type CliCommand, type CliIo, parseArguments, UsageError } from "./command.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

const by = { company: defaultCompany, id: "cli", name: "CLI" };

/** A row of spend.csv: `date` may also be a month or days from..to, the channel a name. */
const SpendLine = z
  .object({ channel: z.string(), date: z.string(), amount_cny: z.string() })
  .transform(({ channel, date, amount_cny }, context) => {
    const fen = readFen(amount_cny);
    if (fen === null)
      context.addIssue({
        code: "custom",
        path: ["amount_cny"],
        message: "is not an amount in CNY like 120.50",
      });
    return { channel, period: date, amount_cny: (fen ?? 0) / 100 };
  })
  .pipe(SpendRow);

const Cells = z.record(z.string(), z.string());

/** A row of outcomes.csv: outcome and reason by id or name, an empty date is today. */
const OutcomeLine = z.preprocess((cells) => {
  const { candidate, outcome = "", date = "", reason = "" } = Cells.parse(cells);
  return {
    candidate,
    outcome: readOutcome(outcome) ?? outcome,
    ...(date === "" ? {} : { on: date }),
    ...(reason === "" ? {} : { reason: readExitReason(reason) ?? reason }),
  };
}, OutcomeRow);

/** `spend import FILE.csv`: what channels cost, from a CSV file. */
export const spendCommand: CliCommand = {
  name: "spend",
  summary:
    "enter what channels cost from a CSV file (channel,date,amount_cny; date = day, month or from..to)",
  usage: ["spend import FILE.csv"],
  run: (args, io) =>
    importFile("spend", args, io, async (path, file, deps) => {
      const { good, bad } = readCsv(path, file, ["channel", "date", "amount_cny"], SpendLine);
      const results = await enterSpends(
        deps,
        by,
        good.map(({ row }) => row),
      );
      return report(
        results,
        good.map(({ line }) => line),
        file,
        bad,
      );
    }),
};

/** `outcome import FILE.csv`: what became of candidates, from a CSV file. */
export const outcomeCommand: CliCommand = {
  name: "outcome",
  summary: "enter what became of candidates from a CSV file (candidate,outcome,date,reason)",
  usage: ["outcome import FILE.csv"],
  run: (args, io) =>
    importFile("outcome", args, io, async (path, file, deps) => {
      const { good, bad } = readCsv(path, file, ["candidate", "outcome", "date", "reason"], OutcomeLine);
      const results = await enterOutcomes(
        deps,
        by,
        good.map(({ row }) => row),
      );
      return report(
        results,
        good.map(({ line }) => line),
        file,
        bad,
      );
    }),
};

type Done = { changed: number; same: number; bad: BadRow[] };
type Work = (path: string, file: string, deps: Parameters<typeof enterSpends>[0]) => Promise<Done>;

function report(
  results: readonly { status: "recorded" | "same" | "refused"; reason: string | null }[],
  lines: readonly number[],
  file: string,
  bad: BadRow[],
): Done {
  const refused = results.flatMap(({ status, reason }, i) =>
    status === "refused"
      ? [{ file, line: lines[i] ?? 0, reason: refusals[reason ?? ""] ?? "was refused" }]
      : [],
  );
  return {
    changed: results.filter(({ status }) => status === "recorded").length,
    same: results.filter(({ status }) => status === "same").length,
    bad: [...bad, ...refused].sort((a, b) => a.line - b.line),
  };
}

const refusals: Record<string, string> = {
  channel: "channel: is not a channel name or id (up to 32 of a-z 0-9 _ -)",
  period: "date: is not a day, a month like 2026-11 or days like 2026-11-01..2026-11-15",
  too_long: "date: has more than 366 days",
  unknown: "candidate: there is no such candidate; it is a number like C1042",
  erased: "candidate: was erased",
  practice: "candidate: is of a practice job, which has no outcomes",
  future: "date: lies in the future",
  not_hired: "outcome: was not hired by that day; enter hired first",
  left_first: "outcome: contradicts the day the person left",
  no_reason: "reason: is missing; leaving needs one",
  nothing: "outcome: there is nothing to take back",
};

async function importFile(name: string, [what, ...rest]: string[], io: CliIo, work: Work): Promise<number> {
  if (what !== "import") throw new UsageError(`${name} needs import${what ? `, not ${what}` : ""}`);
  const schema = z.object({ positionals: z.tuple([z.string()], "name one CSV file") });
  const [path] = parseArguments(rest, {}, schema).positionals;
  return await withDatabase(io.config(), async ({ db, vault }) => {
    await ensureCompany(db.orm, sampleCompany);
    const deps = { db, vault, clock: () => null, locale: "zh-CN" as const };
    const { changed, same, bad } = await work(path, basename(path), deps);
    io.print(`${changed} entered, ${same} there already, ${bad.length} bad`);
    for (const { file, line, reason } of bad) io.note(`${file}:${line}: ${reason}`);
    return bad.length > 0 ? 1 : 0;
  });
}
