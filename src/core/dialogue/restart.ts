import { firstConsent } from "./consent.ts";
import { enterFacts } from "./facts.ts";
import { leaveHuman, remind } from "./holds.ts";
import { askStep } from "./prompts.ts";
import { enterReady } from "./ready.ts";
import { attemptsAtMost, mayRetry, retryDate } from "./retry.ts";
import { cancel, fact, type Scene, say, sure } from "./scene.ts";
import { scriptFor } from "./script-draw.ts";
import { type Place, type Step, stepOf } from "./state.ts";

/**
 * "Restart": free once until the first role-play is over, afterwards the second and last attempt. What comes again is
 * always a parallel variant.
 */
export function restart(scene: Scene, place: Place): Place {
  const step = stepOf(place);
  switch (step.status) {
    case "consent":
    case "age":
      return remind(scene, place);
    case "facts":
    case "warmup":
      return free(scene, place, () => enterFacts(scene));
    case "roleplay":
      return free(scene, place, () => {
        cancel(scene, "turn", "silence", "opening", "limit");
        return enterReady(scene, "roleplay");
      });
    case "ready":
      if (step.next !== "roleplay") return askForSecond(scene, place);
      return free(scene, place, () =>
        scene.common.plays === 0 ? enterFacts(scene) : enterReady(scene, "roleplay"),
      );
    case "rule":
    case "short":
    case "done":
      return askForSecond(scene, place);
    default:
      return step satisfies never;
  }
}

function free(scene: Scene, place: Place, begin: () => Step): Place {
  if (scene.common.restarted) {
    say(scene, "commands.restart_used");
    return place;
  }
  scene.common.restarted = true;
  fact(scene, "restarted", { attempt: scene.common.attempt });
  if (place.status === "human") leaveHuman(scene);
  return begin();
}

function askForSecond(scene: Scene, place: Place): Place {
  const refusal = refusalOf(scene);
  if (refusal) refusal();
  else {
    scene.common.confirm = "restart";
    const { decision, practice } = scene.common;
    const second = decision === null && !practice;
    say(scene, second ? "commands.restart_sure" : "commands.restart_retry", sure);
  }
  return place;
}

/** Says why there is no further attempt now; null = there is one. What a person decided stands until the retry date. */
function refusalOf(scene: Scene): (() => void) | null {
  const { common, event } = scene;
  if (common.practice || mayRetry(common, event.now)) return null;
  const date = retryDate(common);
  if (date !== null) return () => void say(scene, "commands.restart_from", { params: { date } });
  if (common.decision !== null) return () => void say(scene, "commands.restart_decided");
  if (common.attempt >= attemptsAtMost) return () => void say(scene, "commands.restart_none");
  return null;
}

/** Begins the next attempt; the ones before stay on record. After a decline the application is open again. */
export function secondAttempt(scene: Scene, place: Place): Place {
  const refusal = refusalOf(scene);
  if (refusal) {
    refusal();
    return place;
  }
  cancel(scene, "turn", "limit", "item");
  if (place.status === "human") leaveHuman(scene);
  const { common } = scene;
  if (common.decision !== null) reopen(scene);
  common.attempt += 1;
  scene.script = scriptFor(scene.script, common);
  common.interrupted = false;
  common.results = { play: null, rule: null, short: [] };
  fact(scene, "restarted", { attempt: common.attempt });
  // Whoever withdrew their consent meanwhile is asked anew.
  return common.consented ? enterReady(scene, "roleplay") : askStep(scene, firstConsent);
}

function reopen({ common, effects }: Scene): void {
  common.decision = null;
  common.decidedAt = undefined;
  common.decidedAttempt = undefined;
  common.receipt = undefined;
  common.assessed = false;
  common.reviewRequested = false;
  common.spent = undefined;
  effects.push({ type: "stage", to: "screening", reopens: true });
}
