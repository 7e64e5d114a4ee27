import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { channelName } from "../core/channel-names.ts";
import { type ColumnKind, columnKinds } from "../core/intake/columns.ts";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { badRows } from "../db/imports.ts";
import { type ImportDeps, type Preview, prepareImport, runImport } from "../intake/table/import.ts";
import { undoImport } from "../intake/table/undo-import.ts";
import { type CliIo, parseArguments, UsageError } from "./command.ts";
import { originOf, originOptions, originShape } from "./import-origin.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

const Arguments = z.object({
  positionals: z.tuple([z.string()], "name one file"),
  ...originShape,
  columns: z.string().optional(),
  preview: z.boolean().default(false),
});

/** `import candidates FILE`: people from a table; `--preview` only shows what each column would be read as. */
export async function importCandidates(args: string[], io: CliIo): Promise<number> {
  const options = { ...originOptions, columns: { type: "string" }, preview: { type: "boolean" } } as const;
  const given = parseArguments(args, options, Arguments);
  const [path] = given.positionals;
  return await withDatabase(io.config(), async ({ db, vault }) => {
    await ensureCompany(db.orm, sampleCompany);
    const deps: ImportDeps = { sql: db.sql, transact: db.transact, vault, clock: () => null };
    const origin = await originOf(db, given);
    const file = { name: basename(path), bytes: readFileSync(path), actor: "cli" };
    const preview = await prepareImport(deps, defaultCompany, file);
    const columns = given.columns === undefined ? preview.columns : readColumns(given.columns, preview);
    show(preview, columns, io);
    if (given.preview) return 0;
    const plan = { columns, ...origin };
    const run = { id: preview.id, plan, actor: "cli" };
    const progress = ({ rows }: { rows: number }) => {
      if (rows % 5000 === 0) io.note(`${rows} rows`);
    };
    const counts = await runImport(deps, defaultCompany, run, progress, io.interrupted).catch((error) => {
      if (io.interrupted.aborted) io.note("stopped; a running server goes on with it by itself");
      throw error;
    });
    if (!counts) throw new Error("the import runs somewhere else");
    const { rows, created, joined, repeated, erased, bad } = counts;
    io.print(
      `${rows} rows: ${created} new people, ${joined} known ones (by phone or e-mail), ${repeated} there already, ${erased} erased before, ${bad} bad; channel of rows that name none: ${channelName(origin.channel, "en")}`,
    );
    for (const { line, reason } of await badRows(db.sql, defaultCompany, preview.id, 50))
      io.note(`${basename(path)}:${line}: ${reasons[reason] ?? reason}`);
    if (bad > 50) io.note(`… and ${bad - 50} more`);
    io.print(`take it back with: import undo ${preview.id}`);
    return bad > 0 ? 1 : 0;
  });
}

/** `import undo ID`: takes back exactly what an import made. */
export async function importUndo(args: string[], io: CliIo): Promise<number> {
  const [id] = parseArguments(
    args,
    {},
    z.object({ positionals: z.tuple([z.uuid("is no import's id")], "name the import's id") }),
  ).positionals;
  return await withDatabase(io.config(), async ({ db, vault }) => {
    const deps: ImportDeps = { sql: db.sql, transact: db.transact, vault, clock: () => null };
    const undone = await undoImport(deps, defaultCompany, id, "cli");
    if (!undone) throw new Error("there is no finished import with this id, or it was taken back already");
    io.print(`${undone.removed} rows taken back, ${undone.kept.length} kept`);
    for (const { number, reason } of undone.kept.slice(0, 50))
      io.note(`${number === null ? "pool" : `C${number}`}: kept, ${keptBecause[reason]}`);
    return 0;
  });
}

/** Kinds by position, like name,phone,ignore,words. */
function readColumns(list: string, { header }: Preview): ColumnKind[] {
  const kinds = list.split(",").map((word) => columnKinds.find((kind) => kind === word.trim()));
  const known = kinds.filter((kind) => kind !== undefined);
  if (known.length !== header.length)
    throw new UsageError(
      `--columns needs ${header.length} of ${columnKinds.join(", ")}, one for each column, joined by commas`,
    );
  return known;
}

function show({ format, header, sample, before }: Preview, columns: readonly ColumnKind[], io: CliIo): void {
  io.note(`${format}, ${header.length} columns`);
  header.forEach((name, i) => {
    io.note(`  ${name || "-"} -> ${columns[i]}`);
  });
  const bad = sample.filter(({ row }) => typeof row === "string").length;
  if (bad > 0) io.note(`${bad} of the first ${sample.length} rows cannot be read so`);
  if (before)
    io.note(`this very file was imported on ${before.toISOString().slice(0, 10)}; again changes nothing`);
}

const reasons: Record<string, string> = {
  empty: "has neither a name nor a phone nor an e-mail address",
  phone: "the phone is no number we understand",
  email: "the e-mail address is none",
  date: "the date is not like 2026-11-18 or 2026-11-18 09:30",
  channel: "the channel is none we know",
  job: "there is no job with this title",
  columns: "has more cells than there are columns",
  quote: "a quote is not closed or stands in the wrong place",
};

const keptBecause = {
  talking: "a conversation has begun",
  handled: "somebody has done something with the application",
  elsewhere: "the person has come in by another way too",
  merged: "was merged with another candidate",
  erased: "was erased",
} as const;
