import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Arrival } from "../core/intake/arrival.ts";
import type { Tx } from "../db/client.ts";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { readNow } from "../db/decisions.ts";
import { candidateOf, mergeCandidates, splitCandidates } from "../db/merges.ts";
import { arrive } from "../intake/arrive.ts";
import { type CliCommand, type CliIo, parseArguments, UsageError } from "./command.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

const text = { type: "string" } as const;
const ApplicationNumber = z.string().regex(/^[Cc]?\d{1,9}$/, "a candidate is a number like C1042");

/** `candidate add|merge|split`: somebody entered by hand, and two entries that are one person. */
export const candidateCommand: CliCommand = {
  name: "candidate",
  summary: "enter somebody by hand; make one person of two entries, and take that back exactly",
  usage: [
    "candidate add --name N [--phone P] [--email E] [--job JOB] [--channel C] [--basis applied|consent|public]",
    "candidate merge C1042 C1043 (the first one stays)",
    "candidate split C1042",
  ],
  async run([what, ...rest], io) {
    switch (what) {
      case "add":
        return await add(rest, io);
      case "merge":
        return await merge(rest, io);
      case "split":
        return await split(rest, io);
      default:
        throw new UsageError(`candidate needs add, merge or split${what ? `, not ${what}` : ""}`);
    }
  },
};

async function add(args: string[], io: CliIo): Promise<number> {
  const options = { name: text, phone: text, email: text, job: text, channel: text, basis: text } as const;
  const schema = z.object({
    positionals: z.tuple([], "needs no words besides its options"),
    name: z.string("name the person with --name"),
    phone: z.string().optional(),
    email: z.string().optional(),
    job: z.string().optional(),
    channel: z.string().optional(),
    basis: z.string().optional(),
  });
  const { positionals: _, basis, ...given } = parseArguments(args, options, schema);
  const arrival = Arrival.safeParse({ ...given, ...(basis ? { lawful_basis: basis } : {}) });
  if (!arrival.success)
    throw new UsageError(
      arrival.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
    );
  return await withDatabase(io.config(), async ({ db, vault }) => {
    await ensureCompany(db.orm, sampleCompany);
    const deps = { sql: db.sql, transact: db.transact, vault, clock: () => null };
    const source = { kind: "manual", id: randomUUID(), actor: "cli" } as const;
    const done = await arrive(deps, defaultCompany, source, arrival.data);
    if ("problem" in done) throw new UsageError(`--${done.problem} cannot be used`);
    io.print(`${done.outcome}${done.application ? ` ${done.application}` : ", in the pool without a job"}`);
    return 0;
  });
}

async function merge(args: string[], io: CliIo): Promise<number> {
  const schema = z.object({
    positionals: z.tuple([ApplicationNumber, ApplicationNumber], "name two candidates"),
  });
  const { positionals: numbers } = parseArguments(args, {}, schema);
  return await withDatabase(io.config(), async ({ db, vault }) => {
    const done = await db.transact(async (tx) => {
      const [kept, gone] = await Promise.all(numbers.map((number) => known(tx, number)));
      if (!kept || !gone) return "gone";
      const by = { actor: "cli", now: await readNow(tx, null) };
      return await mergeCandidates(tx, vault, defaultCompany, { kept, gone }, by);
    });
    if (typeof done === "string") throw new Error(refusals[done]);
    io.print(`${numbers[1]} is ${numbers[0]} now; take it back with: candidate split ${numbers[0]}`);
    return 0;
  });
}

async function split(args: string[], io: CliIo): Promise<number> {
  const schema = z.object({ positionals: z.tuple([ApplicationNumber], "name one candidate") });
  const [number] = parseArguments(args, {}, schema).positionals;
  return await withDatabase(io.config(), async ({ db, vault }) => {
    const done = await db.transact(async (tx) => {
      const kept = await known(tx, number);
      const by = { actor: "cli", now: await readNow(tx, null) };
      return kept && (await splitCandidates(tx, vault, defaultCompany, kept, by));
    });
    if (!done) throw new Error(`${number} has not been merged with anybody who is still there`);
    io.print("they are two again, each with what they had");
    return 0;
  });
}

const known = (tx: Tx, number: string) => candidateOf(tx, defaultCompany, Number(number.replace(/^c/i, "")));

const refusals = {
  same: "these are one person already",
  gone: "one of them is not there, or was erased",
  both_hired: "both were hired for the same job: correct that first",
} as const;
