import { z } from "zod";
import { readChannel } from "../core/channel-names.ts";
import { type LawfulBasis, lawfulBases } from "../core/intake/lawful-basis.ts";
import { ownChannelIds } from "../db/channels.ts";
import type { Database } from "../db/client.ts";
import { defaultCompany } from "../db/companies.ts";
import { findJob, jobTitles } from "../db/jobs.ts";
import { UsageError } from "./command.ts";

const text = { type: "string" } as const;

/** Options that say for which job people are, how they came, and why their data may be kept. */
export const originOptions = { job: text, channel: text, campaign: text, basis: text } as const;

/** The same, checked. */
export const originShape = {
  job: z.string().optional(),
  channel: z.string().default("unknown"),
  campaign: z.string().max(100).optional(),
  basis: z.enum(lawfulBases, `--basis is one of ${lawfulBases.join(", ")}`).default("applied"),
};

/** What they mean in this company. Throws UsageError for a job or channel it does not know. */
export async function originOf(
  db: Pick<Database, "orm" | "sql">,
  given: { job?: string | undefined; channel: string; campaign?: string | undefined; basis: LawfulBasis },
): Promise<{ jobId: string | null; channel: string; campaign: string | null; lawfulBasis: LawfulBasis }> {
  const channel = readChannel(given.channel, await ownChannelIds(db.sql, defaultCompany));
  if (channel === null) throw new UsageError(`--channel ${given.channel} is no channel we know`);
  const jobId = given.job === undefined ? null : await jobOf(db, given.job);
  return { jobId, channel, campaign: given.campaign ?? null, lawfulBasis: given.basis };
}

async function jobOf(db: Pick<Database, "orm" | "sql">, word: string): Promise<string> {
  const job = await findJob(db.orm, defaultCompany, word);
  const id = job?.id ?? (await jobTitles(db.sql, defaultCompany)).get(word);
  if (!id) throw new UsageError(`there is no job ${word}; see job list`);
  return id;
}
