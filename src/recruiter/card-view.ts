import { loadCandidate } from "./candidate.ts";
import { decisionCard } from "./cards/decision.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** A candidate's card as of now; null when the company has no such candidate. */
export async function cardView(
  deps: Pick<RecruiterDeps, "db" | "vault" | "clock" | "locale">,
  who: Pick<Recruiter, "company">,
  applicationId: string,
): Promise<View | null> {
  const candidate = await loadCandidate(deps, who.company, applicationId);
  return candidate ? decisionCard(candidate, deps.locale) : null;
}
