import { toString as drawQr } from "qrcode";
import { z } from "zod";
import { baseUrl, type Config } from "../config.ts";
import type { Database } from "../db/client.ts";
import { defaultCompany } from "../db/companies.ts";
import { ensureLink, type Link } from "../db/links.ts";
import { telegramBotName } from "../db/settings.ts";
import { type CliCommand, type CliIo, parseArguments } from "./command.ts";
import { withDatabase } from "./open.ts";

const Arguments = z.object({
  positionals: z.tuple([z.string()], "name one job, see `job list`"),
  channel: z
    .string("--channel is missing: the recruiting channel, e.g. boss, zhilian, douyin, 58, referral")
    .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, "--channel is up to 32 of a-z 0-9 _ -"),
  campaign: z
    .string()
    .trim()
    .min(1, "--campaign is empty")
    .max(64, "--campaign has more than 64 characters")
    .optional(),
});

export const linkCommand: CliCommand = {
  name: "link",
  summary:
    "tracking link and QR code of a job for one recruiting channel; the same question gives the same link",
  usage: ["link JOB --channel CHANNEL [--campaign NAME]"],
  async run(args, io) {
    const options = { channel: { type: "string" }, campaign: { type: "string" } } as const;
    const { positionals, channel, campaign } = parseArguments(args, options, Arguments);
    const [jobId] = positionals;
    const config = io.config();
    await withDatabase(config, async ({ db }) => {
      const link = await ensureLink(db.orm, {
        companyId: defaultCompany,
        jobId,
        source: channel,
        campaign: campaign ?? null,
        createdBy: "cli",
      });
      if (!link) throw new Error(`there is no job ${jobId}: see \`job list\``);
      await printLink(db, config, link, io);
    });
    return 0;
  },
};

/** Prints the addresses of a tracking link and the QR code of the first. */
export async function printLink(db: Database, config: Config, link: Link, io: Pick<CliIo, "print" | "note">) {
  const web = `${baseUrl(config)}/c/${link.code}`;
  const bot = await telegramBotName(db.sql);
  io.print(`web       ${web}`);
  if (bot) io.print(`telegram  https://t.me/${bot}?start=${link.code}`);
  io.print(await drawQr(web, { type: "utf8", margin: 2, errorCorrectionLevel: "M" }));
  if (!config.PUBLIC_URL) io.note("PUBLIC_URL is not set: the web link works on this machine only");
}
