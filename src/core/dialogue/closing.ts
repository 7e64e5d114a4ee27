import { receiptOf } from "../scoring/receipt.ts";
import { passOn } from "./answers.ts";
import { offerReceipt } from "./receipt.ts";
import { mayContest, reviewDays } from "./review-window.ts";
import { fact, moveTo, notify, type Said, type Scene, say } from "./scene.ts";
import { scoreAttempt } from "./score.ts";
import type { Done } from "./state.ts";

/**
 * The end of an attempt: computes the result for people and says what happens next. No score is told before a person
 * decided, except for practice, where nobody does.
 */
export function complete(scene: Scene): Done {
  scene.section = "closing";
  const { common } = scene;
  const { results, seed, attempt, typingCpm, interrupted } = common;
  const judged = { results, seed, attempt, typingCpm, interrupted };
  const assessment = scoreAttempt(scene.script, judged);
  fact(scene, "assessment_completed", { attempt });
  if (common.decision === null && !common.practice) moveTo(scene, "assessed");
  scene.effects.push({ type: "assessed", assessment, attempt: judged });
  common.assessed = true;
  // Whoever was decided on meanwhile is told the numbers of that decision.
  if (common.decision === null) common.receipt = receiptOf(assessment);
  common.results = { play: null, rule: null, short: [] };
  if (common.practice) {
    say(scene, "closing.practice_done");
    offerReceipt(scene, "practice");
    return { status: "done" };
  }
  notify(scene, { kind: "assessed" });
  say(scene, "closing.done");
  return { status: "done" };
}

/**
 * After the end every message is answered with where things stand; whoever wants a person only has to say so. Only an
 * invitation asks for an answer itself: what follows it goes to people.
 */
export function hearDone(scene: Scene, step: Done, event: Said): Done | null {
  if (event.choice !== undefined) return null;
  if (scene.common.decision === "invitation") {
    fact(scene, "answered_recruiter");
    passOn(scene, event);
    say(scene, "hold.answer_passed_on");
    return step;
  }
  sayWhere(scene);
  return step;
}

/** Where things stand after the end. */
export function sayWhere(scene: Scene): void {
  const { practice, decision } = scene.common;
  if (practice) say(scene, "closing.practice_over");
  else say(scene, decision === null ? "closing.status" : "closing.decided");
}

/** The candidate contests: a person looks at everything again, as long as the time for that lasts. */
export function requestReview(scene: Scene): void {
  if (scene.common.reviewRequested) {
    say(scene, "closing.review_again");
    return;
  }
  if (!mayContest(scene.common, scene.event.now)) {
    say(scene, "closing.review_over", { params: { days: reviewDays } });
    return;
  }
  scene.common.reviewRequested = true;
  fact(scene, "review_requested");
  notify(scene, { kind: "human", reason: "review" });
  say(scene, "closing.review");
}
