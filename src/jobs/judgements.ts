import { z } from "zod";
import { assessmentRow } from "../conversation/assessment-row.ts";
import { replayAttempt } from "../conversation/replay.ts";
import { scriptFor } from "../core/dialogue/script-draw.ts";
import { judgeAttempt, questionOfAttempt } from "../core/judging/judged.ts";
import { callsPerJudgement, isAffordable } from "../core/judging/limits.ts";
import type { Assessment } from "../core/scoring/assessment.ts";
import { getApplication } from "../db/applications.ts";
import { latestAssessments } from "../db/assessments-read.ts";
import type { Tx } from "../db/client.ts";
import { lastDecision, lockApplication, readNow } from "../db/decisions.ts";
import {
  agreesToModel,
  type ClaimedJudgement,
  claimJudgement,
  judgementMaterial,
  planJudgements,
  queueAnother,
  releaseJudgement,
  type SettledJudgement,
  settleJudgement,
} from "../db/judgements.ts";
import { enqueue } from "../db/outbox.ts";
import { insertAssessment, insertFact, standDown } from "../db/outcomes.ts";
import { isTransient } from "../db/transient.ts";
import type { Judgement } from "../llm/judge.ts";
import type { Job, JobDeps, JudgeDesk } from "./job.ts";

const Payload = z.strictObject({});

const booked = callsPerJudgement;
/** A run ends after this, so that the next tick of the clock finds nobody busy. */
const runMs = 5 * 60_000;
/** When a fallback is tried once more: later when somebody has to mend something first. */
const againMs = { soon: 15 * 60_000, refused: 60 * 60_000 };

/**
 * Lets the model look for evidence in what was scored by rules, where the candidate agreed. Nobody waits for it: the
 * score of the rules stands from the first moment; a second version is stored beside it and shown as long as nobody
 * has decided. When the model fails the rules' score stays, and it is tried once more later.
 */
export const judgements: Job<z.infer<typeof Payload>> = {
  name: "judgements",
  cron: "* * * * *",
  timeZone: "UTC",
  payload: Payload,
  async run(deps, _payload, signal) {
    const { judging } = deps;
    if (!judging) return;
    const ends = performance.now() + runMs;
    await planJudgements(deps.db.sql, deps.clock());
    while (!signal.aborted && performance.now() < ends) {
      const claimed = await claimJudgement(deps.db.sql, booked, deps.clock());
      if (!claimed) return;
      if ((await judgeOne(deps, judging, claimed, signal)) === "refused") return;
    }
  },
};

async function judgeOne(
  deps: JobDeps,
  desk: JudgeDesk,
  claimed: ClaimedJudgement,
  signal: AbortSignal,
): Promise<"done" | "refused"> {
  const { sql } = deps.db;
  const ready = await prepare(deps, desk, claimed).catch((error: unknown) => {
    if (isTransient(error)) throw error;
    // One that cannot be read must not hold up those behind it, nor be booked for ever.
    deps.logger.error(
      { company: claimed.company, applicationId: claimed.applicationId, err: error },
      "judgement_unreadable",
    );
    return "unreadable" as const;
  });
  if (typeof ready === "string") {
    const dropped = { ...nothing, source: "dropped" as const, reason: ready };
    await settleJudgement(sql, claimed, dropped, booked, await readNow(sql, deps.clock()));
    return "done";
  }
  const answer = await desk.judge.judge(ready.question, signal);
  if (signal.aborted && answer.source === "fallback") {
    await releaseJudgement(sql, claimed, answer, booked);
    return "done";
  }
  const judged =
    answer.source === "model"
      ? judgeAttempt(ready.script, ready.attempt, ready.question, {
          votes: answer.votes,
          shortQuotes: desk.shortQuotes,
          prompt: desk.prompt,
          cost: { model: answer.model, calls: answer.calls, tokens: answer.tokens, ms: answer.ms },
        })
      : null;
  await deps.db.transact((tx) => settle(deps, tx, claimed, { answer, judged, scoredAt: ready.scoredAt }));
  const fields = { company: claimed.company, applicationId: claimed.applicationId, reason: answer.reason };
  if (answer.refused) deps.logger.error(fields, "model_refused");
  else deps.logger.info({ ...fields, source: answer.source, calls: answer.calls, ms: answer.ms }, "judged");
  return answer.refused ? "refused" : "done";
}

/** Everything the model's part needs, or why it is not asked. */
async function prepare({ db, vault }: JobDeps, { library }: JudgeDesk, claimed: ClaimedJudgement) {
  const material = await judgementMaterial(db.sql, vault, claimed, booked);
  if (!material) return "gone";
  const pinned = await library.script(material.pins);
  const replayed = replayAttempt(pinned, material.events, material.attempt);
  const row = replayed && assessmentRow(vault, claimed, replayed.assessment, 0);
  // Another version of the program computed it: its score stays what it is.
  if (!replayed || row?.inputHash !== material.inputHash) return "not_reproduced";
  const script = scriptFor(pinned, replayed.attempt);
  const application = await getApplication(db.sql, vault, claimed.company, claimed.applicationId);
  const names = application?.name ? [application.name] : [];
  const question = questionOfAttempt(script, replayed.attempt, names);
  if (!question) return "nothing_to_ask";
  if (!isAffordable(material, question)) return "limit";
  return { script, attempt: replayed.attempt, question, scoredAt: material.scoredAt };
}

const nothing: SettledJudgement = {
  source: "dropped",
  reason: null,
  model: null,
  calls: 0,
  tokens: 0,
  ms: 0,
  resultId: null,
};

/** One transaction: the outcome, the second version, and the card; locks in the order a candidate's message does. */
async function settle(
  deps: JobDeps,
  tx: Tx,
  j: ClaimedJudgement,
  { answer, judged, scoredAt }: { answer: Judgement; judged: Assessment | null; scoredAt: Date },
): Promise<void> {
  const application = await lockApplication(tx, j.company, j.applicationId);
  const nowAt = await readNow(tx, deps.clock());
  const { source, reason, model, calls, tokens, ms } = answer;
  const now = nowAt.getTime();
  // Erased meanwhile: then there is no row of ours any more, and nothing may be written.
  const decision = await lastDecision(tx, j.company, j.applicationId);
  // What was decided before this attempt, a decline that was retried, says nothing about it.
  const decided =
    (decision !== null && decision.at >= scoredAt) ||
    // A person who looked at an element knows better than a model that comes later.
    (await isOverridden(tx, deps.vault, j.company, j.applicationId));
  // Whoever withdrew their consent during the call: what it brought is not kept.
  const agreed = await agreesToModel(tx, j.company, j.applicationId);
  const kept = agreed ? judged : null;
  const row = kept && {
    ...assessmentRow(deps.vault, j, kept, now),
    standing: !decided && application !== null && isOpen(application.stage),
  };
  const outcome = { source, reason, model, calls, tokens, ms, resultId: row?.id ?? null };
  if (!(await settleJudgement(tx, j, outcome, booked, nowAt))) return;
  if (!row) {
    const after = answer.refused ? againMs.refused : againMs.soon;
    if (j.run === 1 && agreed) await queueAnother(tx, j, new Date(now + after), nowAt);
    return;
  }
  await insertAssessment(tx, row);
  await insertFact(tx, {
    company: j.company,
    applicationId: j.applicationId,
    key: `judged:${j.assessmentId}:${j.run}`,
    name: "judged",
    actor: "system",
    data: { total: row.assessment.total, standing: row.standing, calls, tokens, ms },
    at: now,
  });
  if (!row.standing) return;
  await standDown(tx, j.company, j.applicationId, j.assessmentId);
  const card = {
    company: j.company,
    lane: `r:${j.applicationId}`,
    key: `${j.conversationId}:judged:${j.assessmentId}`,
    channel: "recruiters",
    conversationId: j.conversationId,
    applicationId: j.applicationId,
    bodySealed: deps.vault.seal({ kind: "card" }, `${j.company}:outbox`),
    tracked: false,
  };
  await enqueue(tx, card, now);
}

const isOpen = (stage: string): boolean => stage === "assessed" || stage === "manual";

async function isOverridden(tx: Tx, vault: JobDeps["vault"], company: string, id: string): Promise<boolean> {
  const standing = (await latestAssessments(tx, vault, company, [id])).get(id);
  return standing?.assessment.overrides !== undefined;
}
