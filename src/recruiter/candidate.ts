import { z } from "zod";
import { type ApplicationRow, getApplication } from "../db/applications.ts";
import { latestAssessments, type StoredAssessment } from "../db/assessments-read.ts";
import type { Sql, Tx } from "../db/client.ts";
import { lastDecision, type MadeDecision, type OpenRequest, openRequests } from "../db/decisions.ts";
import { currentTakeover, type Takeover } from "../db/takeovers.ts";
import type { RecruiterDeps } from "./types.ts";

/** Everything a card shows, as of now. */
export type Candidate = {
  application: ApplicationRow;
  assessment: StoredAssessment | null;
  decision: MadeDecision | null;
  /** What the candidate said to a person and nobody has reacted to. */
  request: OpenRequest | null;
  /** Who talks with them instead of the assistant; null = nobody, absent = not asked. */
  takeover?: Takeover | null;
  timeZone: string;
};

/** Loads one application for showing; null when the company has none with this id. */
export async function loadCandidate(
  deps: Pick<RecruiterDeps, "db" | "vault">,
  company: string,
  applicationId: string,
): Promise<Candidate | null> {
  if (!z.uuid().safeParse(applicationId).success) return null;
  const { sql } = deps.db;
  const [application, assessments, decision, [request], takeover, timeZone] = await Promise.all([
    getApplication(sql, deps.vault, company, applicationId),
    latestAssessments(sql, deps.vault, company, [applicationId]),
    lastDecision(sql, company, applicationId),
    openRequests(sql, company, applicationId),
    currentTakeover(sql, company, applicationId),
    companyTimeZone(sql, company),
  ]);
  if (!application) return null;
  return {
    application,
    assessment: assessments.get(applicationId) ?? null,
    decision,
    request: request ?? null,
    takeover,
    timeZone,
  };
}

/** The company's time zone (IANA name). */
export async function companyTimeZone(sql: Sql | Tx, company: string): Promise<string> {
  const [row] = await sql`select time_zone as "timeZone" from companies where id = ${company}`;
  return z.object({ timeZone: z.string() }).parse(row).timeZone;
}
