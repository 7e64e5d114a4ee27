import { writeFileSync } from "node:fs";
import { z } from "zod";
import { dayIn } from "../core/calendar-days.ts";
import { readPeriod } from "../core/period-words.ts";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { exportFormats } from "../db/exports.ts";
import { companyJobs } from "../db/jobs.ts";
import { findJobByWords } from "../recruiter/commands/asked.ts";
import { mostRows, takeExport } from "../recruiter/export.ts";
import { type CliCommand, parseArguments, UsageError } from "./command.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

const Arguments = z.object({
  positionals: z.tuple([], "export takes options only"),
  format: z.enum(exportFormats, `--format is one of ${exportFormats.join(", ")}`),
  out: z.string().min(1).optional(),
  job: z.string().optional(),
  period: z.string().optional(),
  en: z.boolean().default(false),
});

/** Applications with their facts as a file, without names or phones; noted in the database. */
export const exportCommand: CliCommand = {
  name: "export",
  summary: "applications with the times of their stages, without names or phones",
  usage: ["export --format csv|xlsx|jsonl [--out FILE] [--job JOB] [--period 2026-11] [--en]"],
  async run(args, io) {
    const text = { type: "string" } as const;
    const options = { format: text, out: text, job: text, period: text, en: { type: "boolean" } } as const;
    const asked = parseArguments(args, options, Arguments);
    if (asked.format === "xlsx" && !asked.out) throw new UsageError("an xlsx file needs --out FILE.xlsx");
    return await withDatabase(io.config(), async ({ db }) => {
      await ensureCompany(db.orm, sampleCompany);
      const jobs = await companyJobs(db.sql, defaultCompany);
      const found = asked.job === undefined ? null : findJobByWords(asked.job, jobs, "en");
      if (found && "problem" in found) throw new Error(found.problem);
      const today = dayIn("Asia/Shanghai", new Date());
      const period = asked.period === undefined ? { from: null, to: null } : readPeriod(asked.period, today);
      if (!period) throw new UsageError("--period is e.g. 2026-11, 2026-11-01..2026-11-15 or 近30天");
      const filter = { jobId: found?.job.id ?? null, ...period };
      const deps = { db, clock: () => null, locale: asked.en ? ("en" as const) : ("zh-CN" as const) };
      const file = await takeExport(deps, "cli", { company: defaultCompany, format: asked.format, filter });
      if (asked.out) writeFileSync(asked.out, file.bytes);
      else io.print(file.bytes.toString("utf8").trimEnd());
      io.note(`${file.rows} applications${asked.out ? ` in ${asked.out}` : ""}`);
      if (file.rows === mostRows) io.note(`only the first ${mostRows}: ask for a shorter --period`);
      return 0;
    });
  },
};
