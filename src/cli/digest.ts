import { writeFileSync } from "node:fs";
import { z } from "zod";
import { createRenderer } from "../charts/renderer.ts";
import { createLibrary, loadContent } from "../content.ts";
import type { Chart } from "../core/charts/chart.ts";
import { Locale } from "../core/locale.ts";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { currentViews } from "../recruiter/digests/digest.ts";
import { digestMail } from "../recruiter/digests/pages.ts";
import { mailOf } from "../recruiter/mail/mail.ts";
import { type CliCommand, parseArguments } from "./command.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

const Arguments = z.object({
  positionals: z.tuple([z.enum(["matched", "channels"], "name one digest: matched or channels")], {
    error: "name one digest: matched or channels",
  }),
  html: z.string().optional(),
  locale: z.enum(Locale.options, "--locale is zh-CN or en").default("zh-CN"),
  now: z.iso
    .datetime({ offset: true, error: "--now is a time with zone like 2026-11-18T18:00:00+08:00" })
    .optional(),
});

/** The first chart loads the library. */
const patienceMs = 120_000;

/** `digest KIND`: the digest as it would be now, in plain text; `--html` also writes it as an e-mail. */
export const digestCommand: CliCommand = {
  name: "digest",
  summary: "the digest as it would be now: matched candidates who wait, or the channels' last week",
  usage: ["digest matched|channels [--html FILE] [--locale zh-CN|en] [--now T]"],
  async run(args, io) {
    const string = { type: "string" } as const;
    const { positionals, html, locale, now } = parseArguments(
      args,
      { html: string, locale: string, now: string },
      Arguments,
    );
    const [kind] = positionals;
    const config = io.config();
    const mail = await withDatabase(config, async ({ db, vault }) => {
      await ensureCompany(db.orm, sampleCompany);
      const library = await createLibrary(loadContent(), db);
      const at = now === undefined ? null : new Date(now);
      const deps = { db, vault, library, locale, clock: () => at };
      const views = await currentViews(deps, defaultCompany, kind, "all");
      const publicUrl = config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`;
      if (html === undefined) return mailOf(views, { publicUrl, locale });
      const renderer = createRenderer({ limitMs: patienceMs });
      try {
        const draw = (chart: Chart) => renderer.draw(chart, io.interrupted);
        return await digestMail(views, { publicUrl, locale, draw });
      } finally {
        await renderer.close();
      }
    });
    if (html !== undefined) {
      writeFileSync(html, mail.html);
      io.note(`written to ${html}; subject: ${mail.subject}`);
    }
    io.print(mail.text.trimEnd());
    return 0;
  },
};
