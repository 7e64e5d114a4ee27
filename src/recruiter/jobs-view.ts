import { countedJobs } from "../db/job-opening.ts";
import { companyTimeZone } from "./candidate.ts";
import { type JobsQuery, jobList, jobRows } from "./cards/jobs.ts";
import { rulesToday } from "./digest.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** One page of the jobs a query asks for; a page behind the last shows the last. Null = nothing matches. */
export async function jobsView(
  deps: RecruiterDeps,
  { company }: Recruiter,
  query: JobsQuery,
): Promise<View | null> {
  const { sql } = deps.db;
  const first = await countedJobs(sql, company, { limit: jobRows, offset: 0 }, query);
  const page = Math.min(query.page, Math.max(1, Math.ceil(first.total / jobRows)));
  const [shown, timeZone, upkeep] = await Promise.all([
    page === 1 ? first : countedJobs(sql, company, { limit: jobRows, offset: (page - 1) * jobRows }, query),
    companyTimeZone(sql, company),
    rulesToday(deps, company),
  ]);
  if (first.total === 0 && query.text) return null;
  const list = { total: first.total, query: { ...query, page } };
  return jobList(shown.jobs, timeZone, deps.locale, page === 1 ? upkeep : null, list);
}
