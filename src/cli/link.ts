import { writeFile } from "node:fs/promises";
import { toString as drawQr } from "qrcode";
import { z } from "zod";
import { createRenderer } from "../charts/renderer.ts";
import { baseUrl, type Config } from "../config.ts";
import { posterOf } from "../core/adverts/poster.ts";
import type { Sheet } from "../core/charts/sheet.ts";
import { addressesOf } from "../core/link-addresses.ts";
import { OwnChannel } from "../core/recruiting-channels.ts";
import { readAdvert } from "../db/adverts.ts";
import type { Database } from "../db/client.ts";
import { defaultCompany } from "../db/companies.ts";
import { findJob } from "../db/jobs.ts";
import { ensureLink, type Link } from "../db/links.ts";
import { publisherOf } from "../db/publisher.ts";
import { telegramBotName } from "../db/settings.ts";
import type { Vault } from "../db/vault.ts";
import { createTencentLinks } from "../tencent-links.ts";
import { type CliCommand, type CliIo, parseArguments } from "./command.ts";
import { withDatabase } from "./open.ts";

const Picture = (option: string) =>
  z.string().regex(/\.(png|svg)$/, `${option} is a file ending in .png or .svg`);

const Arguments = z.object({
  positionals: z.tuple([z.string()], "name one job, see `job list`"),
  channel: z
    .string("--channel is missing: the recruiting channel, e.g. boss, zhilian, douyin, 58, referral")
    .pipe(OwnChannel.catch(() => ""))
    .refine((id) => id !== "", "--channel is up to 32 letters, digits, _ or -"),
  campaign: z
    .string()
    .trim()
    .min(1, "--campaign is empty")
    .max(64, "--campaign has more than 64 characters")
    .optional(),
  on: z.enum(["web", "wechat", "wecom"], "--on is web, wechat or wecom").default("web"),
  qr: Picture("--qr").optional(),
  poster: Picture("--poster").optional(),
});

export const linkCommand: CliCommand = {
  name: "link",
  summary:
    "tracking link and QR code of a job for one recruiting channel; the same question gives the same link",
  usage: [
    "link JOB --channel CHANNEL [--campaign NAME] [--on web|wechat|wecom] [--qr FILE.png|svg] [--poster FILE.png|svg]",
  ],
  async run(args, io) {
    const string = { type: "string" } as const;
    const options = { channel: string, campaign: string, on: string, qr: string, poster: string };
    const { positionals, channel, campaign, on, qr, poster } = parseArguments(args, options, Arguments);
    const [jobId] = positionals;
    const config = io.config();
    await withDatabase(config, async ({ db, vault }) => {
      const link = await ensureLink(db.orm, {
        companyId: defaultCompany,
        jobId,
        source: channel,
        campaign: campaign ?? null,
        createdBy: "cli",
      });
      if (!link) throw new Error(`there is no job ${jobId}: see \`job list\``);
      const address = (await printLink({ db, vault }, config, link, io))[on];
      if (address === null) throw new Error(`there is no address on ${on}: see above, and the README`);
      if (qr) await drawTo(qr, { kind: "qr", address }, io);
      if (poster) await drawTo(poster, await posterFor(db, jobId, address), io);
    });
    return 0;
  },
};

async function posterFor(db: Database, jobId: string, address: string): Promise<Sheet> {
  const [job, advert, { name }] = await Promise.all([
    findJob(db.orm, defaultCompany, jobId),
    readAdvert(db.sql, defaultCompany, jobId),
    publisherOf(db.sql, defaultCompany),
  ]);
  if (!job) throw new Error(`there is no job ${jobId}: see \`job list\``);
  return posterOf({ ...job, company: name, advert }, address, "zh-CN");
}

/** Nobody waits for a chat here, and the first picture loads the library. */
const patienceMs = 120_000;

async function drawTo(file: string, sheet: Sheet, io: Pick<CliIo, "note" | "interrupted">): Promise<void> {
  const renderer = createRenderer({ limitMs: patienceMs });
  try {
    const { svg, png } = await renderer.draw(sheet, io.interrupted);
    await writeFile(file, file.endsWith(".svg") ? svg : png);
    io.note(`wrote ${file}`);
  } finally {
    await renderer.close();
  }
}

/** Prints the addresses of a tracking link and the QR code of the first; returns those that can be drawn. */
export async function printLink(
  { db, vault }: { db: Database; vault: Vault },
  config: Config,
  link: Link,
  io: Pick<CliIo, "print" | "note">,
): Promise<Record<"web" | "wechat" | "wecom", string | null>> {
  const links = createTencentLinks(config, db.sql, vault, defaultCompany);
  const orNote = (asked: Promise<string> | undefined) =>
    asked?.catch((error: unknown) => {
      io.note(error instanceof Error ? error.message : "WeChat gave no answer");
      return null;
    });
  const [telegramBot, service = null, wechat = null] = await Promise.all([
    telegramBotName(db.sql),
    orNote(links.contact?.make()),
    orNote(links.scene?.(link.code)),
  ]);
  const carriers = { publicUrl: baseUrl(config), telegramBot, wecom: service };
  const { chat, telegram, wecom } = addressesOf(link.code, carriers);
  io.print(`web       ${chat}`);
  if (telegram) io.print(`telegram  ${telegram}`);
  if (wechat) io.print(`wechat    ${wechat} (the QR code of it: --on wechat --qr FILE)`);
  if (wecom) io.print(`wecom     ${wecom}`);
  io.print(await drawQr(chat, { type: "utf8", margin: 2, errorCorrectionLevel: "M" }));
  if (!config.PUBLIC_URL) io.note("PUBLIC_URL is not set: the web link works on this machine only");
  return { web: chat, wechat, wecom };
}
