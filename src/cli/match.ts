import { z } from "zod";
import { type Criterion, JobProfile } from "../core/profile/criteria.ts";
import { isBuiltIn, tags } from "../core/profile/tags.ts";
import { defaultCompany } from "../db/companies.ts";
import { jobProfile, setJobProfile } from "../db/job-profiles.ts";
import { foldProfiles } from "../db/profile-fold.ts";
import { markEverybody } from "../db/profile-marks.ts";
import { type Match, matchPage } from "../recruiter/match.ts";
import { type CliCommand, type CliIo, parseArguments, UsageError } from "./command.ts";
import { withDatabase } from "./open.ts";

export const matchCommand: CliCommand = {
  name: "match",
  summary:
    "who fits a job, with reasons and what is missing; what a job asks for; the index of tags made anew",
  usage: [
    "match JOB [--pool] [--limit N] [--json]",
    "match profile JOB [--require TAG[:LIMIT],…] [--want TAG[:LIMIT][*WEIGHT],…]",
    "match rebuild",
  ],
  async run([first, ...rest], io) {
    switch (first) {
      case "profile":
        return await profile(rest, io);
      case "rebuild":
        return await rebuild(rest, io);
      case undefined:
        throw new UsageError("name one job, see `job list`");
      default:
        return await list([first, ...rest], io);
    }
  },
};

const List = z.object({
  positionals: z.tuple([z.string()], "name one job, see `job list`"),
  pool: z.boolean().default(false),
  json: z.boolean().default(false),
  limit: z.coerce.number("--limit is a number").int().min(1).max(200, "--limit is at most 200").default(20),
});

async function list(args: string[], io: CliIo): Promise<number> {
  const options = {
    pool: { type: "boolean" },
    json: { type: "boolean" },
    limit: { type: "string" },
  } as const;
  const { positionals, pool, json, limit } = parseArguments(args, options, List);
  await withDatabase(io.config(), async ({ db, vault }) => {
    const job = await known(db.sql, positionals[0]);
    const query = {
      company: defaultCompany,
      job: job.id,
      profile: job.profile,
      ...(pool ? { only: "pool" as const } : {}),
    };
    const { matches } = await matchPage({ db, vault, clock: () => null }, query, null, limit);
    for (const one of matches) io.print(json ? JSON.stringify(plain(one)) : line(one));
    if (matches.length === 0) io.note("nobody fits yet");
  });
  return 0;
}

/** Without names: these are in Slack and the console. */
const plain = ({ person, why }: Match) => ({
  candidate: person.candidateId,
  number: person.number,
  score: why.score,
  sure: why.sure,
  reasons: why.reasons.map(({ criterion, verdict, points, of, tag }) => ({
    ...{ tag: criterion.tag, need: criterion.need, verdict, points, of },
    evidence: tag && {
      level: tag.level,
      source: tag.source,
      confidence: tag.confidence,
      on: tag.on,
      ...tag.evidence,
    },
  })),
});

function line({ person, why }: Match): string {
  const name = ({ criterion, verdict }: Match["why"]["reasons"][number]) =>
    `${isBuiltIn(criterion.tag) ? tags[criterion.tag].zh : criterion.tag}${verdict === "part" ? "(?)" : ""}`;
  const of = (...verdicts: string[]) =>
    why.reasons
      .filter(({ verdict }) => verdicts.includes(verdict))
      .map(name)
      .join("、");
  const number = person.number === null ? person.candidateId : `C${person.number}`;
  const lacks = of("unknown", "against");
  return `${number}  ${why.score.toFixed(1).padStart(5)}${why.sure ? " " : "?"}  ${of("met", "part")}${lacks ? `  | 还缺 ${lacks}` : ""}`;
}

async function known(sql: Parameters<typeof jobProfile>[0], id: string) {
  const job = await jobProfile(sql, defaultCompany, id);
  if (!job) throw new Error(`there is no job ${id}: see \`job list\``);
  return job;
}

const Profile = z.object({
  positionals: z.tuple([z.string()], "name one job, see `job list`"),
  require: z.string().default(""),
  want: z.string().default(""),
});

async function profile(args: string[], io: CliIo): Promise<number> {
  const options = { require: { type: "string" }, want: { type: "string" } } as const;
  const { positionals, require, want } = parseArguments(args, options, Profile);
  await withDatabase(io.config(), async ({ db }) => {
    let { profile: asked, id } = await known(db.sql, positionals[0]);
    const criteria = [...read(require, "required", 3), ...read(want, "wanted", 2)];
    if (criteria.length > 0) {
      const parsed = JobProfile.safeParse({ criteria });
      if (!parsed.success)
        throw new UsageError(
          `${parsed.error.issues[0]?.message ?? "wrong"}; tags are ${Object.keys(tags).join(", ")}; pay:BUDGET, start:DAYS and experience:YEARS need a number`,
        );
      asked = parsed.data;
      await db.transact((tx) => setJobProfile(tx, defaultCompany, id, parsed.data, "cli", new Date()));
    }
    for (const { tag, need, weight, limit } of asked.criteria)
      io.print(`${need.padEnd(8)}  ${tag}${limit === undefined ? "" : `:${limit}`}*${weight}`);
  });
  return 0;
}

const read = (said: string, need: Criterion["need"], usual: number): Criterion[] =>
  said
    .split(",")
    .filter(Boolean)
    .map((one) => {
      const [, tag = "", limit, weight] = /^([a-z0-9_]+)(?::(\d+))?(?:\*(\d))?$/.exec(one.trim()) ?? [];
      if (tag === "") throw new UsageError(`"${one}" is not TAG[:LIMIT][*WEIGHT]`);
      return {
        tag,
        need,
        weight: weight ? Number(weight) : usual,
        ...(limit ? { limit: Number(limit) } : {}),
      };
    });

async function rebuild(args: string[], io: CliIo): Promise<number> {
  parseArguments(args, {}, z.object({ positionals: z.tuple([], "match rebuild takes no argument") }));
  await withDatabase(io.config(), async ({ db, vault }) => {
    await markEverybody(db.sql, defaultCompany);
    let count = 0;
    for (let found = 1; found > 0 && !io.interrupted.aborted; ) {
      found = await foldProfiles(db.transact, vault, defaultCompany, 500, null);
      count += found;
      if (found > 0) io.note(`${count} people`);
    }
    io.print(`${count} people derived from the facts`);
  });
  return 0;
}
