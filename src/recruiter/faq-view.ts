import { reachOf } from "../core/rights.ts";
import { questionGroups } from "../db/candidate-questions.ts";
import { faqEntries } from "../db/faq.ts";
import { ownOnly } from "./access.ts";
import { faqList } from "./cards/faq.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** One page of the questions and answers this person may see. */
export async function faqView(deps: RecruiterDeps, who: Recruiter, page: number): Promise<View> {
  const entries = await faqEntries(deps.db.sql, who.company, ownOnly(who, "action faq"));
  const waiting = await questionGroups(deps.db.sql, deps.vault, who.company, {
    ownOf: ownOnly(who, "action faq"),
  });
  const reach = reachOf(who.role, "action faq_edit");
  const may = (entry: { job: string }) => reach === "all" || (reach === "own" && entry.job !== "");
  return faqList(
    { entries, waiting: reach === "no" ? [] : waiting, page, add: reach !== "no", may },
    deps.locale,
  );
}
