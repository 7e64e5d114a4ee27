import { randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { Orm } from "./client.ts";
import { jobs, trackingLinks } from "./schema.ts";

export type Link = typeof trackingLinks.$inferSelect;
export type NewLink = {
  companyId: string;
  jobId: string;
  /** Recruiting channel: boss, zhilian, douyin, … */
  source: string;
  campaign: string | null;
  createdBy: string;
};

/** The tracking code of a job, recruiting channel and campaign: the existing one, else a new one. Null = no such job. */
export async function ensureLink(orm: Orm, link: NewLink): Promise<Link | null> {
  return await orm.transaction(async (tx) => {
    // The lock on the job makes two people who ask at once get the same code.
    const [job] = await tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(eq(jobs.companyId, link.companyId), eq(jobs.id, link.jobId)))
      .for("no key update");
    if (!job) return null;
    const [existing] = await tx
      .select()
      .from(trackingLinks)
      .where(
        and(
          eq(trackingLinks.companyId, link.companyId),
          eq(trackingLinks.jobId, link.jobId),
          eq(trackingLinks.source, link.source),
          link.campaign === null ? isNull(trackingLinks.campaign) : eq(trackingLinks.campaign, link.campaign),
        ),
      )
      .limit(1);
    if (existing) return existing;
    const [made] = await tx
      .insert(trackingLinks)
      .values({ ...link, code: newCode() })
      .returning();
    return made ?? null;
  });
}

/** What a code stands for, whichever company it belongs to: a code is unique everywhere. Null = unknown. */
export async function findLink(orm: Orm, code: string): Promise<Link | null> {
  const [link] = await orm.select().from(trackingLinks).where(eq(trackingLinks.code, code));
  return link ?? null;
}

/** 16 characters of base64url, 96 random bits: short enough for every platform's payload, too many to try. */
export const newCode = (): string => randomBytes(12).toString("base64url");
