import { z } from "zod";
import { dayIn } from "../core/calendar-days.ts";
import { undoMs } from "../core/undo.ts";
import { type ApplicationRow, getApplication } from "../db/applications.ts";
import { latestAssessments, type StoredAssessment } from "../db/assessments-read.ts";
import { attemptsBegun, ownerOf } from "../db/assignments.ts";
import { companyTimeZone } from "../db/companies.ts";
import {
  lastDecision,
  lastMade,
  type MadeDecision,
  type OpenRequest,
  openRequests,
  readNow,
} from "../db/decisions.ts";
import { letterLane } from "../db/deferred.ts";
import { standingOutcomes } from "../db/outcome-events.ts";
import { sourcesOf } from "../db/sources.ts";
import { currentTakeover, type Takeover } from "../db/takeovers.ts";
import { keptVoices } from "../db/voices.ts";
import type { CandidateFacts } from "./cards/facts.ts";
import type { RecruiterDeps } from "./types.ts";

/** Everything a card shows, as of now. */
export type Candidate = {
  application: ApplicationRow;
  assessment: StoredAssessment | null;
  decision: MadeDecision | null;
  /** What the candidate said to a person and nobody has reacted to. */
  request: OpenRequest | null;
  desk: Desk;
  /** Who talks with them instead of the assistant; null = nobody, absent = not asked. */
  takeover?: Takeover | null;
  /** Voice messages that can be listened to; absent where it was not looked up. */
  voices?: readonly { id: string; at: Date }[];
  timeZone: string;
  /** How they came and what became of them; absent where it was not looked up. */
  facts?: CandidateFacts;
};

/** What recruiters did and can still do, besides deciding. */
export type Desk = {
  /** The standing decision can be undone until then; null = it is too late, or there is none. */
  undoUntil: Date | null;
  /** Its letter is held and goes out then. */
  letterAt: Date | null;
  /** The day until which the candidate is on hold has come. */
  holdOver: boolean;
  /** Name of the recruiter the application is with. */
  owner: string | null;
  /** Attempts that have begun; an unfinished one counts. */
  attempts: number;
};

/** Loads one application for showing; null when the company has none with this id. */
export async function loadCandidate(
  deps: Pick<RecruiterDeps, "db" | "vault" | "clock">,
  company: string,
  applicationId: string,
): Promise<Candidate | null> {
  if (!z.uuid().safeParse(applicationId).success) return null;
  const { sql } = deps.db;
  const lasting = lastDecision(sql, company, applicationId);
  const [application, assessments, decision, [request], desk, takeover, timeZone, standing, sources, voices] =
    await Promise.all([
      getApplication(sql, deps.vault, company, applicationId),
      latestAssessments(sql, deps.vault, company, [applicationId]),
      lasting,
      openRequests(sql, company, applicationId),
      readDesk(deps, company, applicationId, lasting),
      currentTakeover(sql, company, applicationId),
      companyTimeZone(sql, company),
      standingOutcomes(sql, company, [applicationId]),
      sourcesOf(sql, company, applicationId),
      keptVoices(sql, company, applicationId),
    ]);
  if (!application) return null;
  return {
    application,
    assessment: assessments.get(applicationId) ?? null,
    decision,
    request: request ?? null,
    desk,
    takeover,
    voices,
    timeZone,
    facts: { standing: standing.get(applicationId) ?? {}, sources },
  };
}

async function readDesk(
  { db: { sql }, clock }: Pick<RecruiterDeps, "db" | "clock">,
  company: string,
  id: string,
  standing: Promise<MadeDecision | null>,
): Promise<Desk> {
  const [made, decision, owner, attempts, now] = await Promise.all([
    lastMade(sql, company, id, letterLane(id)),
    standing,
    ownerOf(sql, company, id),
    attemptsBegun(sql, company, id),
    readNow(sql, clock()),
  ]);
  const end = made && new Date(made.at.getTime() + undoMs);
  const open = made && end && !made.undone && made.letter !== "gone" && now <= end;
  const held = made && !made.undone && made.letter === "held";
  return {
    undoUntil: open ? end : null,
    letterAt: held ? end : null,
    holdOver: decision?.until != null && dayIn(await companyTimeZone(sql, company), now) >= decision.until,
    owner: owner?.name ?? null,
    attempts,
  };
}

export { companyTimeZone };
