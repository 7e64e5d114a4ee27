import { answerQuestion, type HearRest } from "./answer-question.ts";
import type { DialogueEvent, JobQuestion } from "./event.ts";
import { arm, cancel, type Said, type Scene } from "./scene.ts";
import { isSensitive } from "./sensitive.ts";
import type { Erased, Place } from "./state.ts";

/** So long an answer waits for a model, ms; then it is given without. */
export const wordingMs = 6_000;
/** Questions of one conversation that a model is asked about. */
const perConversation = 20;

/**
 * Keeps a question until a model has worded its answer, or looked for one; false = it is answered now. In the warm-up the
 * time of the answer would be typing time; and what is about health or family is no model's to read.
 */
export function awaitWording(scene: Scene, place: Place, asked: JobQuestion, rest: Said | null): boolean {
  const { common, event } = scene;
  const { wordings = 0, optional } = common;
  if (!common.consented || place.status === "warmup" || isSensitive(asked.question)) return false;
  if (!asked.byModel || !optional?.answers || wordings >= perConversation) return false;
  common.wordings = wordings + 1;
  common.wording = { asked, rest };
  const { id, question, entry, answer } = asked;
  scene.effects.push({ type: "word", id, question, entry, answer, locale: scene.locale });
  arm(scene, "wording", event.now + wordingMs);
  return true;
}

/** Whether an event leaves a waiting answer waiting: it says and asks nothing. */
export function leavesWaiting(event: DialogueEvent): boolean {
  switch (event.type) {
    case "delivered":
    case "undelivered":
    case "edited":
    case "linked":
    case "worded":
    case "timedOut":
      return true;
    default:
      return false;
  }
}

/** The model is done with a question; null = that was answered meanwhile. */
export function worded(
  scene: Scene,
  place: Place,
  { id, text, found }: Extract<DialogueEvent, { type: "worded" }>,
  hear: HearRest,
): Place | Erased | null {
  const waits = scene.common.wording;
  if (waits?.asked.id !== id) return null;
  const asked = { ...waits.asked, ...found };
  return answerWaiting(scene, place, text === null ? asked : { ...asked, answer: text }, hear);
}

/** Answers what waits for a model, now and without it, before anything else happens. */
export function answerNow(scene: Scene, place: Place, hear: HearRest): Place | Erased {
  const waits = scene.common.wording;
  return waits ? answerWaiting(scene, place, waits.asked, hear) : place;
}

function answerWaiting(scene: Scene, place: Place, asked: JobQuestion, hear: HearRest): Place | Erased {
  const rest = scene.common.wording?.rest ?? null;
  scene.common.wording = undefined;
  cancel(scene, "wording");
  return answerQuestion(scene, place, asked, rest, hear);
}
