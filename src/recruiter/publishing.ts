import type { Advert } from "../core/adverts/advert.ts";
import { wordsOf } from "../core/adverts/advert.ts";
import { type Finding, lintAdvert } from "../core/adverts/lint.ts";
import { postingOf } from "../core/recruiting-channels.ts";
import { writeAdvert } from "../db/adverts.ts";
import { noteAudit } from "../db/audit-trail.ts";
import type { Tx } from "../db/client.ts";
import { closeJob, findJob, type Job } from "../db/jobs.ts";
import { ensureLink } from "../db/links.ts";
import { notePosting, type PostingKind, postedOn } from "../db/postings.ts";
import type { RecruiterDeps } from "./types.ts";

type By = { company: string; actor: string; now: Date };

export type Published =
  /** `posted` = channels it is on from this moment; `ready` = a person still has to paste or hand on what we wrote. */
  | { kind: "published"; posted: string[]; ready: string[] }
  | { kind: "unlawful"; findings: Finding[] }
  | { kind: "gone" };

/**
 * Publishes a job: its advert is checked and kept, every channel gets its link, and channels that read our page or feed
 * have it at once. Publishing again with the same words changes nothing but who wrote last.
 */
export async function publishJob(
  db: RecruiterDeps["db"],
  tx: Tx,
  job: string,
  advert: Advert,
  channels: readonly string[],
  { company, actor, now }: By,
): Promise<Published> {
  const found = await findJob(db.orm, company, job);
  if (found?.status !== "open") return { kind: "gone" };
  const findings = lintAdvert(wordsOf(found.title, advert)).filter(({ level }) => level === "unlawful");
  if (findings.length > 0) return { kind: "unlawful", findings };
  // Links first, on a connection of their own: their lock of the job must not wait for this transaction.
  for (const source of channels)
    await ensureLink(db.orm, { companyId: company, jobId: job, source, campaign: null, createdBy: actor });
  await writeAdvert(tx, company, job, advert, actor, now);
  const already = await postedOn(tx, company, job);
  const automatic = channels.filter((id) => ["feed", "page"].includes(postingOf(id)?.by ?? ""));
  for (const channel of automatic.filter((id) => !already.includes(id)))
    await notePosting(tx, { company, job, channel, kind: "posted", actor, at: now });
  const after = { channels, city: advert.city, employment: advert.employment };
  await noteAudit(tx, company, { actor, action: "job_published", subject: job, after }, now);
  const ready = channels.filter((id) => !automatic.includes(id) && !already.includes(id));
  return { kind: "published", posted: automatic, ready };
}

/** Notes that somebody posted, refreshed or took down a job on a channel. */
export async function markPosting(
  tx: Tx,
  job: string,
  channel: string,
  kind: PostingKind,
  { company, actor, now }: By,
): Promise<void> {
  await notePosting(tx, { company, job, channel, kind, actor, at: now });
  await noteAudit(tx, company, { actor, action: `posting_${kind}`, subject: job, after: { channel } }, now);
}

/** Closes a job; feeds and pages drop it by themselves, `left` are the channels a person has to take it down from. */
export async function endJob(
  db: RecruiterDeps["db"],
  company: string,
  job: string,
  now: Date,
): Promise<{ job: Job; left: string[] } | null> {
  const closed = await closeJob(db.orm, company, job, now);
  if (!closed) return null;
  const left = await postedOn(db.sql, company, job);
  return { job: closed, left: left.filter((id) => ["text", "message"].includes(postingOf(id)?.by ?? "")) };
}
