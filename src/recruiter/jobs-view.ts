import { reachOf } from "../core/rights.ts";
import { countedJobs } from "../db/job-opening.ts";
import { ownOnly } from "./access.ts";
import { companyTimeZone } from "./candidate.ts";
import { type JobsQuery, jobList, jobRows } from "./cards/jobs.ts";
import { rulesToday } from "./rules-today.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** One page of the jobs this person may see, with what they may do to them; a page behind the last shows the last. */
export async function jobsView(
  deps: RecruiterDeps,
  who: Recruiter,
  query: JobsQuery = { page: 1 },
): Promise<View> {
  const { sql } = deps.db;
  const asked = { ...query, ownOf: ownOnly(who, "command jobs") };
  const count = (offset: number) => countedJobs(sql, who.company, { limit: jobRows, offset }, asked);
  const first = await count(0);
  const page = Math.min(query.page, Math.max(1, Math.ceil(first.total / jobRows)));
  const [shown, timeZone, upkeep] = await Promise.all([
    page === 1 ? first : count((page - 1) * jobRows),
    companyTimeZone(sql, who.company),
    rulesToday(deps, who.company),
  ]);
  const may = (right: string) => reachOf(who.role, right) !== "no";
  const rights = {
    open: may("action job_new"),
    link: may("action job_link"),
    assign: may("action job_people"),
    publish: may("action publish"),
  };
  const list = { total: first.total, query: { ...query, page } };
  return jobList(shown.jobs, timeZone, deps.locale, rights, page === 1 ? upkeep : null, list);
}
