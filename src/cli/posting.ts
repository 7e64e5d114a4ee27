import { readFile } from "node:fs/promises";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { baseUrl } from "../config.ts";
import { Advert, readPay } from "../core/adverts/advert.ts";
import { explainFinding, type Finding, lintAdvert } from "../core/adverts/lint.ts";
import { postingText } from "../core/adverts/posting-text.ts";
import { channelName, readChannel } from "../core/channel-names.ts";
import { addressesOf } from "../core/link-addresses.ts";
import { findChannel, OwnChannel } from "../core/recruiting-channels.ts";
import { readAdvert } from "../db/adverts.ts";
import type { Database } from "../db/client.ts";
import { defaultCompany } from "../db/companies.ts";
import { readNow } from "../db/decisions.ts";
import { findJob } from "../db/jobs.ts";
import { PostingKind, postingsOf } from "../db/postings.ts";
import { FeedSettings, publisherOf, setFeedSettings } from "../db/publisher.ts";
import { telegramBotName } from "../db/settings.ts";
import { markPosting, publishJob } from "../recruiter/publishing.ts";
import { type CliCommand, type CliIo, parseArguments, UsageError } from "./command.ts";
import { withDatabase } from "./open.ts";

export const postingCommand: CliCommand = {
  name: "posting",
  summary: "publish a job on many channels, and keep track of where it is posted",
  usage: [
    "posting check FILE.yaml|FILE.txt",
    "posting publish JOB --advert FILE.yaml --channel A,B,…   (about, needs, offers, english, city, pay, employment, closes)",
    "posting list JOB",
    "posting text JOB --channel C",
    "posting mark JOB --channel C --as posted|refreshed|closed",
    "posting feeds [--linkedin-company ID] [--linkedin-email E-MAIL]",
  ],
  async run([action, ...rest], io) {
    switch (action) {
      case "check":
        return await check(rest, io);
      case "publish":
        return await publish(rest, io);
      case "list":
        return await list(rest, io);
      case "text":
        return await text(rest, io);
      case "mark":
        return await mark(rest, io);
      case "feeds":
        return await feedSettings(rest, io);
      default:
        throw new UsageError(
          `posting needs one of check, publish, list, text, mark, feeds${action ? `, not ${action}` : ""}`,
        );
    }
  },
};

const oneJob = z.tuple([z.string()], "name one job, see `job list`");
const Channel = z
  .string("--channel is missing: a recruiting channel, e.g. boss, zhilian, web")
  .transform((word, context) => {
    const id = readChannel(word) ?? OwnChannel.safeParse(word).data;
    if (id !== undefined && findChannel(id)?.posting !== null) return id;
    context.addIssue(`nothing can be posted on "${word}"`);
    return z.NEVER;
  });

/** Says every wording that may not, or had better not, stand in a text; exit code 1 when one is unlawful. */
async function check(args: string[], io: CliIo): Promise<number> {
  const [file] = parseArguments(
    args,
    {},
    z.object({ positionals: z.tuple([z.string()], "name one file") }),
  ).positionals;
  const findings = lintAdvert(await readFile(file, "utf8"));
  tell(findings, io);
  if (findings.length === 0) io.print("nothing found");
  return findings.some(({ level }) => level === "unlawful") ? 1 : 0;
}

function tell(findings: readonly Finding[], io: CliIo): void {
  for (const one of findings) io.print(`${one.level}: ${explainFinding(one, "zh-CN")}`);
}

const AdvertFile = z
  .object({
    about: z.string(),
    needs: z.string().default(""),
    offers: z.string().default(""),
    english: z.string().default(""),
    city: z.string(),
    pay: z.union([z.string(), z.number()]).default("").transform(String),
    employment: z.enum(["full_time", "part_time"]).default("full_time"),
    closes: z.iso.date().nullable().default(null),
  })
  .transform(({ pay, closes, ...rest }, context) => {
    const amounts = readPay(pay);
    if (amounts) return Advert.parse({ ...rest, ...amounts, closesOn: closes });
    context.addIssue({
      code: "custom",
      path: ["pay"],
      message: "pay is an amount a month such as 4500-6500",
    });
    return z.NEVER;
  });

async function publish(args: string[], io: CliIo): Promise<number> {
  const schema = z.object({
    positionals: oneJob,
    advert: z.string("--advert is missing: a YAML file with about, city, …"),
    channel: z
      .string("--channel is missing: one or more, e.g. boss,zhilian,web,indeed,linkedin")
      .transform((words) => words.split(","))
      .pipe(z.array(Channel).min(1)),
  });
  const options = { advert: { type: "string" }, channel: { type: "string" } } as const;
  const { positionals, advert: file, channel } = parseArguments(args, options, schema);
  const [job] = positionals;
  const read = AdvertFile.safeParse(parseYaml(await readFile(file, "utf8")));
  if (!read.success)
    throw new Error(
      `${file}: ${read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`,
    );
  return await withDatabase(io.config(), async ({ db }) => {
    const now = await readNow(db.sql, null);
    const by = { company: defaultCompany, actor: "cli", now };
    const done = await db.transact((tx) => publishJob(db, tx, job, read.data, [...new Set(channel)], by));
    switch (done.kind) {
      case "gone":
        throw new Error(`there is no open job ${job}: see \`job list\``);
      case "unlawful":
        tell(done.findings, io);
        io.note("nothing was published: change these wordings first");
        return 1;
      case "published":
        await show(db, io, job);
        if (done.ready.length > 0)
          io.note(
            `to paste by hand: ${done.ready.map((id) => `posting text ${job} --channel ${id}`).join(", ")}`,
          );
        return 0;
      default:
        return done satisfies never;
    }
  });
}

async function list(args: string[], io: CliIo): Promise<number> {
  const [job] = parseArguments(args, {}, z.object({ positionals: oneJob })).positionals;
  await withDatabase(io.config(), async ({ db }) => {
    if (!(await findJob(db.orm, defaultCompany, job)))
      throw new Error(`there is no job ${job}: see \`job list\``);
    await show(db, io, job);
  });
  return 0;
}

async function show(db: Database, io: CliIo, job: string): Promise<void> {
  const publicUrl = baseUrl(io.config());
  for (const { channel, kind, at, came, code } of await postingsOf(
    db.sql,
    defaultCompany,
    job,
    await readNow(db.sql, null),
  ))
    io.print(
      `${channel.padEnd(10)} ${(kind ?? "ready").padEnd(10)} ${at?.toISOString().slice(0, 16) ?? "-".padEnd(16)}  ${came} came  ${publicUrl}/j/${code}`,
    );
}

async function text(args: string[], io: CliIo): Promise<number> {
  const schema = z.object({ positionals: oneJob, channel: Channel });
  const { positionals, channel } = parseArguments(args, { channel: { type: "string" } }, schema);
  const [jobId] = positionals;
  const config = io.config();
  await withDatabase(config, async ({ db }) => {
    const [job, advert, { name }] = await Promise.all([
      findJob(db.orm, defaultCompany, jobId),
      readAdvert(db.sql, defaultCompany, jobId),
      publisherOf(db.sql, defaultCompany),
    ]);
    const all = await postingsOf(db.sql, defaultCompany, jobId, await readNow(db.sql, null));
    const posting = all.find((one) => one.channel === channel);
    if (!job || !advert || !posting)
      throw new Error(`publish ${jobId} on ${channel} first: \`posting publish\``);
    const carriers = { publicUrl: baseUrl(config), telegramBot: await telegramBotName(db.sql) };
    const written = postingText(
      { ...job, company: name, advert },
      channel,
      addressesOf(posting.code, carriers),
    );
    if (!written)
      throw new Error(`${channelName(channel, "en")} reads our feed or page: there is nothing to paste`);
    io.print(written.title);
    io.print("");
    io.print(written.body);
    if (written.greeting) {
      io.print("");
      io.print(written.greeting);
    }
    io.note(
      `${written.room.used} of at most ${written.room.limit} characters${written.room.shortened ? ", shortened" : ""}`,
    );
  });
  return 0;
}

async function mark(args: string[], io: CliIo): Promise<number> {
  const schema = z.object({ positionals: oneJob, channel: Channel, as: PostingKind });
  const options = { channel: { type: "string" }, as: { type: "string" } } as const;
  const { positionals, channel, as } = parseArguments(args, options, schema);
  const [job] = positionals;
  await withDatabase(io.config(), async ({ db }) => {
    const now = await readNow(db.sql, null);
    const known = await postingsOf(db.sql, defaultCompany, job, now);
    if (!known.some((one) => one.channel === channel))
      throw new Error(`${job} has no link for ${channel}: \`posting publish\` or \`link\` first`);
    await db.transact((tx) =>
      markPosting(tx, job, channel, as, { company: defaultCompany, actor: "cli", now }),
    );
    await show(db, io, job);
  });
  return 0;
}

async function feedSettings(args: string[], io: CliIo): Promise<number> {
  const schema = z.object({
    positionals: z.tuple([], "posting feeds takes no argument"),
    "linkedin-company": z.string().optional(),
    "linkedin-email": z.string().optional(),
  });
  const options = { "linkedin-company": { type: "string" }, "linkedin-email": { type: "string" } } as const;
  const said = parseArguments(args, options, schema);
  const config = io.config();
  await withDatabase(config, async ({ db }) => {
    const before = (await publisherOf(db.sql, defaultCompany)).feeds;
    const after = FeedSettings.safeParse({
      linkedinCompanyId: said["linkedin-company"] ?? before.linkedinCompanyId,
      linkedinEmail: said["linkedin-email"] ?? before.linkedinEmail,
    });
    if (!after.success) throw new UsageError(after.error.issues.map(({ message }) => message).join("; "));
    await setFeedSettings(db.sql, defaultCompany, after.data, "cli", await readNow(db.sql, null));
    for (const file of ["indeed.xml", "linkedin.xml", "rss.xml"])
      io.print(`${baseUrl(config)}/feeds/${file}`);
    if (!after.data.linkedinCompanyId || !after.data.linkedinEmail)
      io.note(
        "LinkedIn takes a feed only with --linkedin-company and --linkedin-email, and after its approval",
      );
  });
  return 0;
}
