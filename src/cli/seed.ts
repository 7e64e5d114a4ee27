import { z } from "zod";
import type { Orm } from "../db/client.ts";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { ensureJob, type Job } from "../db/jobs.ts";
import { ensureLink, type Link } from "../db/links.ts";
import { type CliCommand, parseArguments } from "./command.ts";
import { printLink } from "./link.ts";
import { withDatabase } from "./open.ts";

export const seedCommand: CliCommand = {
  name: "seed",
  summary: "load the sample company, job and tracking link; again changes nothing",
  usage: ["seed"],
  async run(args, io) {
    parseArguments(args, {}, z.object({ positionals: z.tuple([], "seed takes no argument") }));
    const config = io.config();
    await withDatabase(config, async ({ db, vault }) => {
      const { job, link } = await seedSample(db.orm);
      io.print(`job ${job.id} "${job.title}" is there, ${job.status}`);
      await printLink({ db, vault }, config, link, io);
    });
    return 0;
  },
};

/** What the company is called until somebody names it. */
export const sampleCompany = { id: defaultCompany, name: "示例店铺" };

/**
 * The sample company, an open job with scenario S01 and rule R01, and a tracking link to it; whatever of these exists
 * stays as it is. Any number of processes may call it at once.
 */
export async function seedSample(orm: Orm): Promise<{ job: Job; link: Link }> {
  await ensureCompany(orm, sampleCompany);
  const job = await ensureJob(orm, {
    companyId: defaultCompany,
    id: "job-sample",
    title: "电商客服（晚班）",
    scenarioId: "S01",
    ruleId: "R01",
    createdBy: "seed",
  });
  const link = await ensureLink(orm, {
    companyId: defaultCompany,
    jobId: job.id,
    source: "web",
    campaign: null,
    createdBy: "seed",
  });
  if (!link) throw new Error(`job ${job.id} vanished while its link was made: run seed again`);
  return { job, link };
}
