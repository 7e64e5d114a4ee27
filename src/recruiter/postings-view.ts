import { wordsOf } from "../core/adverts/advert.ts";
import { lintAdvert } from "../core/adverts/lint.ts";
import { reachOf } from "../core/rights.ts";
import { readAdvert } from "../db/adverts.ts";
import { readNow } from "../db/decisions.ts";
import { findJob } from "../db/jobs.ts";
import { postingsOf } from "../db/postings.ts";
import { askRight } from "./access.ts";
import { companyTimeZone } from "./candidate.ts";
import { postingBoard } from "./cards/postings.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** Where a job is posted, for somebody who may see it; null = no such job, or not theirs. */
export async function boardView(deps: RecruiterDeps, who: Recruiter, jobId: string): Promise<View | null> {
  const { db, locale } = deps;
  const job = await findJob(db.orm, who.company, jobId);
  if (!job) return null;
  const may = await askRight(deps, db.sql, who, "page job", { job: jobId });
  if ("kind" in may) return null;
  const now = await readNow(db.sql, deps.clock());
  const [postings, advert, timeZone] = await Promise.all([
    postingsOf(db.sql, who.company, jobId, now),
    readAdvert(db.sql, who.company, jobId),
    companyTimeZone(db.sql, who.company),
  ]);
  const has = (right: string) => reachOf(may.role, right) !== "no";
  return postingBoard(
    {
      job: { id: job.id, title: job.title, open: job.status === "open" },
      postings,
      advice: advert ? lintAdvert(wordsOf(job.title, advert)).filter(({ level }) => level === "check") : [],
      timeZone,
      may: { publish: has("action publish"), link: has("action job_link") },
    },
    deps,
    locale,
  );
}
