import { reachOf } from "../core/rights.ts";
import { countedJobs } from "../db/job-opening.ts";
import { ownOnly } from "./access.ts";
import { companyTimeZone } from "./candidate.ts";
import { jobList, jobRows } from "./cards/jobs.ts";
import { rulesToday } from "./rules-today.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** The jobs this person may see, with what they may do to them. */
export async function jobsView(deps: RecruiterDeps, who: Recruiter): Promise<View> {
  const [list, timeZone, upkeep] = await Promise.all([
    countedJobs(deps.db.sql, who.company, jobRows, ownOnly(who, "command jobs")),
    companyTimeZone(deps.db.sql, who.company),
    rulesToday(deps, who.company),
  ]);
  const may = (right: string) => reachOf(who.role, right) !== "no";
  const rights = {
    open: may("action job_new"),
    link: may("action job_link"),
    assign: may("action job_people"),
  };
  return jobList(list, timeZone, deps.locale, rights, upkeep);
}
