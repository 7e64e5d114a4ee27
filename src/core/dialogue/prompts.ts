import { askAge } from "./age.ts";
import { sayWhere } from "./closing.ts";
import { askConsent } from "./consent.ts";
import { askFact } from "./facts.ts";
import { askReady } from "./ready.ts";
import type { Scene } from "./scene.ts";
import { type Step, sectionOf } from "./state.ts";
import { askWarmup } from "./warmup.ts";

/** Asks again what the candidate is at, as it was asked first. Timed steps are never repeated: their clock runs. */
export function askStep(scene: Scene, step: Step): Step {
  scene.section = sectionOf({ locale: scene.locale, common: scene.common, ...step });
  switch (step.status) {
    case "consent":
      askConsent(scene, step);
      return step;
    case "age":
      return askAge(scene);
    case "facts":
      return askFact(scene, step.fact, step.misses);
    case "warmup":
      return askWarmup(scene, step.misses);
    case "ready":
      askReady(scene, step);
      return step;
    case "roleplay":
    case "rule":
    case "short":
      return step;
    case "done":
      sayWhere(scene);
      return step;
    default:
      return step satisfies never;
  }
}
