import { enterFacts } from "./facts.ts";
import { leaveHuman, remind } from "./holds.ts";
import { enterReady } from "./ready.ts";
import { cancel, fact, type Scene, say, sure } from "./scene.ts";
import { type Place, type Step, stepOf } from "./state.ts";

const attempts = 2;

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
        cancel(scene, "turn", "silence", "limit");
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
  if (scene.common.decision !== null) say(scene, "commands.restart_decided");
  else if (scene.common.attempt >= attempts) say(scene, "commands.restart_none");
  else {
    scene.common.confirm = "restart";
    say(scene, "commands.restart_sure", sure);
  }
  return place;
}

/** Begins the second attempt; the first one stays on record. */
export function secondAttempt(scene: Scene, place: Place): Place {
  cancel(scene, "turn", "limit", "item");
  if (place.status === "human") leaveHuman(scene);
  const { common } = scene;
  common.attempt += 1;
  common.interrupted = false;
  common.results = { play: null, rule: null, short: [] };
  fact(scene, "restarted", { attempt: common.attempt });
  return enterReady(scene, "roleplay");
}
