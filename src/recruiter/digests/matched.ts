import { z } from "zod";
import { listWaiting, type MatchedDigest, type MatchedRow } from "../../core/digest/matched.ts";
import { type ApplicationRow, listApplications } from "../../db/applications.ts";
import { latestAssessments, type StoredAssessment } from "../../db/assessments-read.ts";
import { lastDecision } from "../../db/decisions.ts";
import { besideOf, type Share, waitingFor } from "../../db/digest-audience.ts";
import { lastMade } from "../../db/digests.ts";
import type { RecruiterDeps } from "../types.ts";

/** What a stored digest of matched candidates says besides its rows. */
const Body = z.object({ more: z.int(), elsewhere: z.int(), held: z.int() });
type Body = z.infer<typeof Body>;

/** A digest before it is kept: whom it lists, and what it says besides. */
export type MadeMatched = { body: Body; rows: { applicationId: string; fresh: boolean }[] };

type Room = Pick<RecruiterDeps, "db" | "vault">;

/** Puts together who waits for a decision; new are those since the last digest of `audience`. */
export async function makeMatched(
  { db }: Room,
  company: string,
  audience: string,
  share: Share = { audience },
): Promise<MadeMatched> {
  const [waiting, before, beside] = await Promise.all([
    waitingFor(db.sql, company, share),
    lastMade(db.sql, company, "matched", audience),
    besideOf(db.sql, company, share),
  ]);
  const { rows, more } = listWaiting(waiting, before);
  return { body: { more, ...beside }, rows };
}

/** A digest with everybody it lists as they stand now. */
export async function readMatched(
  { db, vault }: Room,
  company: string,
  made: { body: unknown; rows: MadeMatched["rows"] },
): Promise<MatchedDigest> {
  const ids = made.rows.map(({ applicationId }) => applicationId);
  const { sql } = db;
  const [applications, assessments] = await Promise.all([
    listApplications(sql, vault, company, { ids }, { limit: ids.length, offset: 0 }),
    latestAssessments(sql, vault, company, ids),
  ]);
  const byId = new Map(applications.map((application) => [application.id, application]));
  const rows = await Promise.all(
    made.rows.map(async ({ applicationId, fresh }) => {
      const application = byId.get(applicationId);
      if (!application) return null;
      const decided = await decisionOf(sql, company, application);
      return { ...rowOf(application, assessments.get(applicationId)), fresh, decided };
    }),
  );
  return { ...Body.parse(made.body), rows: rows.filter((row) => row !== null) };
}

async function decisionOf(
  sql: Room["db"]["sql"],
  company: string,
  { id, stage, erased }: ApplicationRow,
): Promise<MatchedRow["decided"]> {
  if (erased || stage === "assessed") return null;
  const decision = await lastDecision(sql, company, id);
  return decision && decision.stage === stage
    ? { by: decision.by ?? decision.actor, at: decision.at.getTime() }
    : null;
}

function rowOf(
  a: ApplicationRow,
  stored: StoredAssessment | undefined,
): Omit<MatchedRow, "fresh" | "decided"> {
  const { id: applicationId, number, version, name, jobTitle, stage, band, total, erased } = a;
  const result = stored?.assessment;
  return {
    applicationId,
    number,
    version,
    name,
    jobTitle,
    stage,
    band,
    total,
    erased,
    strongest: result?.best[0]?.label ?? null,
    weakest: result?.worst[0]?.label ?? null,
    since: (stored?.at ?? a.stageAt).getTime(),
  };
}
