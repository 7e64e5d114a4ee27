import { passOn } from "./answers.ts";
import { askStep } from "./prompts.ts";
import { fact, moveTo, notify, type Said, type Scene, say } from "./scene.ts";
import type { Expired, Paused, Place, Step, WithHuman } from "./state.ts";
import { sayTaken } from "./taken-words.ts";
import { bare, isResume } from "./words.ts";

const goOn = { token: "hold", choices: [["continue", "hold.choice_continue"]] } as const;

/** Stops at `resume` until the candidate wants to go on. */
export function pauseAt(scene: Scene, resume: Step): Paused {
  fact(scene, "paused");
  say(scene, "hold.paused", goOn);
  return { status: "paused", resume };
}

/** Hands the conversation to people until the candidate wants to go on. */
export function callHuman(scene: Scene, resume: Step): WithHuman {
  const { assessed, decision } = scene.common;
  fact(scene, "human_requested");
  // What a person decided, or has before them, is not undone by a question.
  if (!assessed && decision === null) moveTo(scene, "manual");
  notify(scene, { kind: "human", reason: "asked" });
  scene.section = "human";
  say(scene, "hold.human", goOn);
  return { status: "human", because: "asked", told: false, resume };
}

export function hearPaused(scene: Scene, place: Paused, event: Said): Place | null {
  if (wantsOn(event)) return resume(scene, place.resume);
  if (event.choice !== undefined) return null;
  say(scene, "hold.still_paused", goOn);
  return place;
}

/** Everything the candidate says goes to people; the first message is acknowledged. */
export function hearHuman(scene: Scene, place: WithHuman, event: Said): Place | null {
  if (wantsOn(event) || (place.because === "refused" && wantsIn(event))) {
    leaveHuman(scene);
    return resume(scene, place.resume);
  }
  if (event.choice !== undefined) return null;
  passOn(scene, event);
  if (!place.told) say(scene, "hold.passed_on");
  return { ...place, told: true };
}

/** After 72 hours the step is shown anew; the message that woke us up answers nothing. */
export function wakeUp(scene: Scene, place: Expired): Place {
  fact(scene, "resumed");
  say(scene, "hold.welcome_back");
  return askStep(scene, place.resume);
}

/** Whoever is held up, back at the step. */
export function resume(scene: Scene, step: Step): Step {
  fact(scene, "resumed");
  return askStep(scene, step);
}

/** The conversation goes on without people. */
export function leaveHuman(scene: Scene): void {
  const { consented, assessed, decision } = scene.common;
  if (!assessed && decision === null) moveTo(scene, consented ? "screening" : "started");
}

/** Says where the candidate is and what they can answer. */
export function remind(scene: Scene, place: Place): Place {
  switch (place.status) {
    case "paused":
      say(scene, "hold.still_paused", goOn);
      return place;
    case "human":
      say(scene, place.because === "refused" ? "hold.refused" : "hold.with_human", goOn);
      return place;
    case "taken":
      sayTaken(scene, place);
      return place;
    case "expired":
      return wakeUp(scene, place);
    default:
      return askStep(scene, place);
  }
}

/** Whether the candidate wants to go on with the assistant. */
export const wantsOn = (event: Said): boolean =>
  event.choice === undefined ? isResume(event.text) : event.choice === "hold:continue";

const wantsIn = (event: Said): boolean =>
  event.choice === undefined
    ? /^(?:[12]|我?同意|i?agree)$/.test(bare(event.text))
    : event.choice === "human:agree";
