import { reachOf } from "../core/rights.ts";
import { companyTimeZone } from "../db/companies.ts";
import { listImports } from "../db/imports.ts";
import { proposedPairs } from "../db/same-people.ts";
import { intakeCard, shownImports } from "./cards/intake.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** The ways in which this person may bring people in, the newest imports, and how many entries may be one person. */
export async function intakeView(deps: RecruiterDeps, who: Recruiter): Promise<View> {
  const { company, role } = who;
  const { sql } = deps.db;
  const door = deps.peopleDoor !== undefined && deps.peopleDoor !== null;
  const may = (right: string) => reachOf(role, right) !== "no";
  const [imports, { total }, timeZone] = await Promise.all([
    may("action import_open") ? listImports(sql, deps.vault, company, { limit: shownImports }) : [],
    may("action same") ? proposedPairs(sql, company, 1) : { total: 0 },
    companyTimeZone(sql, company),
  ]);
  const dayAgo = (deps.clock()?.getTime() ?? Date.now()) - 86_400_000;
  const rights = {
    add: door && may("action candidate_new"),
    upload: door && may("action resumes_new"),
    import: door && may("action import_new"),
    same: may("action same"),
    mail: may("action mail"),
  };
  // A table nobody ran is given up after a day, and nothing can be done with it.
  const live = imports.filter(({ state, createdAt }) => state !== "preview" || createdAt.getTime() > dayAgo);
  return intakeCard({ imports: live, same: total, timeZone, may: rights }, deps.locale);
}
