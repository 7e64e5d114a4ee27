import { enterFacts } from "./facts.ts";
import { answerOf, fact, moveTo, type Said, type Scene, say } from "./scene.ts";
import { ignoreSensitive } from "./sensitive.ts";
import type { Age, Erased } from "./state.ts";
import { bare, isNo, isYes } from "./words.ts";

const choices = [
  ["yes", "age.choice_yes"],
  ["no", "age.choice_no"],
] as const;

/** Asks whether the candidate is 16 or older; only the declaration counts, no age is asked or kept. */
export function askAge(scene: Scene): Age {
  scene.section = "intro";
  say(scene, "age.ask", { token: "age", choices });
  return { status: "age" };
}

export function hearAge(
  scene: Scene,
  step: Age,
  event: Said,
): Age | ReturnType<typeof enterFacts> | Erased | null {
  const answer = answerOf(event, "age");
  if (answer === null) return null;
  if (isOfAge(answer)) {
    moveTo(scene, "screening");
    return enterFacts(scene);
  }
  if (isNo(answer)) return stop(scene);
  ignoreSensitive(scene, answer);
  askAgeAgain(scene);
  return step;
}

/** The same in short. */
export function askAgeAgain(scene: Scene): void {
  say(scene, "age.again", { token: "age", choices });
}

/** Whether an answer declares 16 or older. */
export const isOfAge = (answer: string): boolean =>
  isYes(answer) || /^(?:我)?(?:已经|已)?满(?:16|十六)/.test(bare(answer));

function stop(scene: Scene): Erased {
  say(scene, "age.stop");
  fact(scene, "erased", { reason: "under16" });
  scene.effects.push({ type: "erase", reason: "under16" });
  return { status: "erased", reason: "under16" };
}
