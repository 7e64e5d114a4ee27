import { type OpenRequest, openRequests } from "../db/decisions.ts";
import { ownApplications } from "../db/rights.ts";
import { readTranscript } from "../db/transcripts.ts";
import { askRight, ownOnly } from "./access.ts";
import { loadCandidate } from "./candidate.ts";
import { candidateTitle, decisionCard } from "./cards/decision.ts";
import { humanRequestLines, requestList } from "./cards/human.ts";
import { type SpokenLine, spoken } from "./cards/transcript.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** A candidate with the whole conversation, for a surface that is a page. */
export type CandidatePage = {
  title: string;
  card: View;
  transcript: SpokenLine[];
  /** Value of a button that acts on this candidate; null when nobody is left to write to. */
  target: string | null;
};

/** Everything about one candidate; null when the company has none with this id. */
export async function candidatePage(
  deps: RecruiterDeps,
  who: Recruiter,
  applicationId: string,
): Promise<CandidatePage | null> {
  const candidate = await loadCandidate(deps, who.company, applicationId);
  if (!candidate) return null;
  const may = await askRight(deps, deps.db.sql, who, "page candidate", { application: applicationId });
  if ("kind" in may) return null;
  const { application: a, timeZone } = candidate;
  const lines =
    a.conversationId && !a.erased
      ? await readTranscript(deps.db.sql, deps.vault, who.company, a.conversationId)
      : [];
  return {
    title: candidateTitle(a, deps.locale),
    card: decisionCard(candidate, deps.locale),
    transcript: spoken(lines, deps.locale, timeZone),
    target: a.erased || !a.conversationId ? null : JSON.stringify({ a: a.id, v: a.version }),
  };
}

/** Requests shown at once; a message has at most 50 blocks. */
const shown = 12;

/** Candidates who wait for a person's answer, the longest wait first. */
export async function requestsView(deps: RecruiterDeps, who: Recruiter): Promise<View> {
  const open = (await ownRequests(deps, who)).slice(0, shown);
  const requests = await Promise.all(
    open.map(async ({ applicationId }) => {
      const candidate = await loadCandidate(deps, who.company, applicationId);
      if (!candidate || candidate.application.erased) return null;
      const { conversationId } = candidate.application;
      const lines = conversationId
        ? await readTranscript(deps.db.sql, deps.vault, who.company, conversationId, humanRequestLines)
        : [];
      const theirs = lines.filter(({ author }) => author === "candidate");
      return { candidate, last: spoken(theirs, deps.locale, candidate.timeZone) };
    }),
  );
  return requestList(
    requests.filter((request) => request !== null),
    deps.locale,
  );
}

/** How many candidates wait for a person's answer. */
export const countRequests = async (deps: RecruiterDeps, who: Recruiter): Promise<number> =>
  (await ownRequests(deps, who)).length;

/** Open requests this person may see, the longest wait first. */
export async function ownRequests({ db }: Pick<RecruiterDeps, "db">, who: Recruiter): Promise<OpenRequest[]> {
  const requests = await openRequests(db.sql, who.company);
  const own = ownOnly(who, "page requests");
  if (!own) return requests;
  const ids = requests.map(({ applicationId }) => applicationId);
  const mine = await ownApplications(db.sql, who.company, own, ids);
  return requests.filter(({ applicationId }) => mine.has(applicationId));
}
