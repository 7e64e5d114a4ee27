import { assessmentRow } from "../conversation/assessment-row.ts";
import { replayAttempt } from "../conversation/replay.ts";
import { scriptFor } from "../core/dialogue/script-draw.ts";
import { inLocale } from "../core/locale.ts";
import { type Overruled, overrideAttempt, type Wanted } from "../core/overriding/override-attempt.ts";
import type { Assessment, Override } from "../core/scoring/assessment.ts";
import { awaitsDecision } from "../core/stages.ts";
import { latestAssessments, type StoredAssessment } from "../db/assessments-read.ts";
import { attemptEvents } from "../db/attempt-events.ts";
import { insertAssessment, insertFact, standDown } from "../db/outcomes.ts";
import { act, type Outcome } from "./act.ts";
import type { Target } from "./cards/buttons.ts";
import { overrideChanges, overrideLine } from "./cards/override.ts";
import { refusal } from "./notices.ts";
import { noteInThread, refreshCard } from "./queue.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";
import { say } from "./words.ts";

/** The result with the wanted credit, from what the candidate really did; or why it cannot be had. */
export async function tryOverride(
  deps: RecruiterDeps,
  company: string,
  stored: StoredAssessment,
  wanted: Wanted,
): Promise<Overruled | { kind: "refused"; because: "words_gone" }> {
  const of = await attemptEvents(deps.db.sql, deps.vault, company, stored.id);
  if (!of) return { kind: "refused", because: "words_gone" };
  const pinned = await deps.library.script(of.pins);
  const replayed = replayAttempt(pinned, of.events, stored.assessment.attempt);
  if (!replayed) return { kind: "refused", because: "words_gone" };
  const script = scriptFor(pinned, replayed.attempt);
  return overrideAttempt(script, replayed.attempt, stored.assessment, wanted);
}

export type OverrideInput = {
  target: Target;
  /** The result the person looked at. */
  seen: StoredAssessment;
  changed: Assessment;
  deliveryId: string;
};

/**
 * Lets a result with an overridden element stand, in one transaction with the fact of who changed what; the result
 * before stays stored. Only of the result that was looked at, and only while the decision is open.
 */
export function override(deps: RecruiterDeps, who: Recruiter, input: OverrideInput): Promise<Outcome> {
  const { target, seen, changed } = input;
  const { locale, vault } = deps;
  return act(deps, who, target.a, input.deliveryId, async ({ tx, application, now }) => {
    const { company } = who;
    const of = { company, application };
    const standing = (await latestAssessments(tx, vault, company, [application.id])).get(application.id);
    const made = changed.overrides?.list.at(-1);
    if (
      !made ||
      !awaitsDecision(application.stage) ||
      application.version !== target.v ||
      standing?.id !== seen.id
    ) {
      await refreshCard(deps, tx, of, input.deliveryId, now);
      return { kind: "refused", notice: await refusal(deps, tx, who, application, "changed") };
    }
    const conversationId = application.conversationId;
    if (!conversationId) return { kind: "refused", notice: overrideRefusal("words_gone", locale) };
    const ids = { company, applicationId: application.id, conversationId };
    await standDown(tx, company, application.id, seen.id);
    await insertAssessment(tx, assessmentRow(vault, ids, changed, now.getTime()));
    await insertFact(tx, {
      company,
      applicationId: application.id,
      key: `override:${application.version}`,
      name: "score_overridden",
      actor: who.id,
      data: audited(made, seen.assessment, changed),
      at: now.getTime(),
    });
    await refreshCard(deps, tx, of, input.deliveryId, now);
    const changes = overrideChanges(seen.assessment, changed, locale);
    const note = [`${who.name} · ${overrideLine(made, locale)}`, ...changes].join("\n");
    await noteInThread(deps, tx, of, input.deliveryId, note, now);
    const notice = say(locale, "已改分。", "Score overridden. ") + changes.join(say(locale, "；", "; "));
    return { kind: "done", notice };
  });
}

/** Before and after in ids and numbers; no one's words. */
const audited = (made: Override, before: Assessment, after: Assessment) => ({
  element: `${made.part}:${made.id}`,
  before: made.from,
  after: made.to,
  reason: made.reason,
  totalBefore: before.total,
  totalAfter: after.total,
  bandBefore: before.band,
  bandAfter: after.band,
  passedBefore: before.passed,
  passedAfter: after.passed,
});

/** Why an element cannot be overridden. */
export function overrideRefusal(
  because: "unknown" | "same" | "other_program" | "words_gone",
  locale: RecruiterDeps["locale"],
): string {
  const words = {
    unknown: { zh: "这份结果里没有这一项。", en: "This result has no such element." },
    same: { zh: "这一项本来就是这个评定，没有改动。", en: "It has that credit already; nothing changed." },
    other_program: {
      zh: "评分程序更新过，按现在的程序算不出原来的分数，所以不能只改一项。请结合对话直接决定。",
      en: "The scoring program has changed since and no longer gives the stored score, so one element alone cannot be changed. Please decide from the conversation.",
    },
    words_gone: {
      zh: "对话原文已经删除，不能再改分。",
      en: "The words of the conversation are deleted; the score can no longer be changed.",
    },
  } as const;
  return inLocale(words[because], locale);
}
