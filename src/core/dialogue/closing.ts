import { fact, moveTo, notify, type Said, type Scene, say } from "./scene.ts";
import { scoreAttempt } from "./score.ts";
import type { Done } from "./state.ts";

/** The end of an attempt: computes the result for people and says what happens next. No score is told before a person decided. */
export function complete(scene: Scene): Done {
  scene.section = "closing";
  const { common } = scene;
  const { results, seed, attempt, typingCpm, interrupted } = common;
  const judged = { results, seed, attempt, typingCpm, interrupted };
  const assessment = scoreAttempt(scene.script, judged);
  fact(scene, "assessment_completed", { attempt });
  if (common.decision === null) moveTo(scene, "assessed");
  scene.effects.push({ type: "assessed", assessment, attempt: judged });
  notify(scene, { kind: "assessed" });
  common.assessed = true;
  common.results = { play: null, rule: null, short: [] };
  say(scene, "closing.done");
  return { status: "done" };
}

/** After the end every message is answered with where things stand; whoever wants a person only has to say so. */
export function hearDone(scene: Scene, step: Done, event: Said): Done | null {
  if (event.choice !== undefined) return null;
  say(scene, scene.common.decision === null ? "closing.status" : "closing.decided");
  return step;
}

/** The candidate contests: a person looks at everything again. */
export function requestReview(scene: Scene): void {
  if (scene.common.reviewRequested) {
    say(scene, "closing.review_again");
    return;
  }
  scene.common.reviewRequested = true;
  fact(scene, "review_requested");
  notify(scene, { kind: "human", reason: "review" });
  say(scene, "closing.review");
}
