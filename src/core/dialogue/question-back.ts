import { askAgeAgain } from "./age.ts";
import { askConsent } from "./consent.ts";
import { askFact } from "./facts.ts";
import { remind, wakeUp } from "./holds.ts";
import { remindReady } from "./ready.ts";
import { type Scene, say } from "./scene.ts";
import { repeatItem } from "./short.ts";
import type { Fit, Place } from "./state.ts";
import { askWarmup } from "./warmup.ts";

const factKeys: Readonly<Record<Fit, string>> = {
  start: "question.back_start",
  shifts: "question.back_shifts",
  pay: "question.back_pay",
  platforms: "question.back_platforms",
};

/** Back at the very step after a question: says shortly what is still to be answered. */
export function backTo(scene: Scene, place: Place): Place {
  switch (place.status) {
    case "consent":
      askConsent(scene, place, "question.back_consent");
      return place;
    case "age":
      askAgeAgain(scene);
      return place;
    case "facts":
      askFact(scene, place.fact, place.misses, factKeys[place.fact]);
      return place;
    case "warmup":
      // Reading the answer took time, so the sentence is timed anew.
      say(scene, "question.back_warmup");
      return askWarmup(scene, place.misses);
    case "ready":
      remindReady(scene, place);
      return place;
    case "rule":
      say(scene, "question.back_rule");
      return place;
    case "short":
      repeatItem(scene, place);
      return place;
    case "paused":
      return remind(scene, place);
    case "expired":
      return wakeUp(scene, place);
    case "done":
    case "roleplay":
    case "human":
    case "taken":
      return place;
    default:
      return place satisfies never;
  }
}
