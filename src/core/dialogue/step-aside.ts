import { abandonPlay } from "./roleplay-end.ts";
import { leaveRule } from "./rule.ts";
import type { Scene } from "./scene.ts";
import { leaveShort } from "./short.ts";
import type { Step } from "./state.ts";

/** A step that can wait: what runs is stopped, a role-play without a score. */
export function stepAside(scene: Scene, step: Step): Step {
  switch (step.status) {
    case "roleplay":
      return abandonPlay(scene, step, "human");
    case "rule":
      return leaveRule(scene, step);
    case "short":
      return leaveShort(scene, step);
    default:
      return step;
  }
}
