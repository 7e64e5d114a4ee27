import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { createRenderer } from "../charts/renderer.ts";
import { Locale } from "../core/locale.ts";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { type ChartRequest, chartNames, chartOf } from "../metrics/chart.ts";
import { MetricQueryError } from "../metrics/query.ts";
import { companyTimeZone } from "../recruiter/candidate.ts";
import { type CliCommand, parseArguments, UsageError } from "./command.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

const day = (option: string) => z.iso.date(`${option} is a date like 2026-11-18`).optional();
const kinds = chartNames.join(", ");
/** Nobody waits for a chat here, and the first chart loads the library. */
const patienceMs = 120_000;

const Arguments = z.object({
  positionals: z.tuple(
    [z.enum(chartNames, `there is no such chart: use one of ${kinds}`)],
    `name one chart: ${kinds}`,
  ),
  channel: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .optional(),
  job: z.string().optional(),
  metric: z.string().optional(),
  by: z.string().optional(),
  from: day("--from"),
  to: day("--to"),
  now: z.iso
    .datetime({ offset: true, error: "--now is a time with zone like 2026-11-18T18:00:00+08:00" })
    .optional(),
  locale: Locale.default("zh-CN"),
  out: z.string().regex(/\.(png|svg)$/, "--out is a file ending in .png or .svg"),
});

/** `chart KIND --out FILE`: a picture of the shop's own numbers, the same that posts show. */
export const chartCommand: CliCommand = {
  name: "chart",
  summary: `draw a picture of the numbers: ${kinds}`,
  usage: [
    "chart KIND [--channel X,Y] [--job J] [--from D] [--to D] [--metric ID] [--by DIMENSION] [--now T] [--locale zh-CN|en] --out FILE.png|FILE.svg",
  ],
  async run(args, io) {
    const string = { type: "string" } as const;
    const options = {
      channel: string,
      job: string,
      metric: string,
      by: string,
      from: string,
      to: string,
      now: string,
      locale: string,
      out: string,
    };
    const said = parseArguments(args, options, Arguments);
    const request: ChartRequest = {
      kind: said.positionals[0],
      locale: said.locale,
      channel: said.channel ?? null,
      job: said.job ?? null,
      from: said.from ?? null,
      to: said.to ?? null,
      metric: said.metric ?? null,
      by: said.by ?? null,
    };
    const now = said.now === undefined ? new Date() : new Date(said.now);
    const chart = await withDatabase(io.config(), async ({ db }) => {
      await ensureCompany(db.orm, sampleCompany);
      const timeZone = await companyTimeZone(db.sql, defaultCompany);
      try {
        return await chartOf({ sql: db.sql, company: defaultCompany, timeZone, now }, request);
      } catch (error) {
        throw error instanceof MetricQueryError ? new UsageError(error.message) : error;
      }
    });
    if (!chart) {
      io.note("there is nothing to draw yet: no data for this chart, period, channel or job");
      return 1;
    }
    const renderer = createRenderer({ limitMs: patienceMs });
    try {
      const { svg, png, alt } = await renderer.draw(chart, io.interrupted);
      await writeFile(said.out, said.out.endsWith(".svg") ? svg : png);
      io.print(alt);
      io.note(`wrote ${said.out}`);
    } finally {
      await renderer.close();
    }
    return 0;
  },
};
