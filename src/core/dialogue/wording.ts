import { answerQuestion } from "./answer-question.ts";
import type { DialogueEvent, JobQuestion } from "./event.ts";
import { backTo } from "./question-back.ts";
import { arm, cancel, type Scene } from "./scene.ts";
import { isSensitive } from "./sensitive.ts";
import type { Place } from "./state.ts";

/** So long an answer waits for a model, ms; then it is given without. */
export const wordingMs = 6_000;
/** Questions of one conversation that a model is asked about. */
const perConversation = 20;

/**
 * Keeps a question until a model has worded its answer, or looked for one; false = it is answered now: beside an answer to
 * the step, which must be heard before the next message; in the warm-up, where waiting would be typing time; and where it
 * is about health or family, which is no model's to read.
 */
export function awaitWording(scene: Scene, place: Place, asked: JobQuestion): boolean {
  const { common, event } = scene;
  const { wordings = 0, optional } = common;
  if (!asked.byModel || !optional?.answers || wordings >= perConversation) return false;
  if (asked.rest !== "" || !common.consented || place.status === "warmup" || isSensitive(asked.question))
    return false;
  common.wordings = wordings + 1;
  common.wording = asked;
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
): Place | null {
  const waits = scene.common.wording;
  if (waits?.id !== id) return null;
  const asked = { ...waits, ...found };
  return answer(scene, place, text === null ? asked : { ...asked, answer: text });
}

/** Answers what waits for a model, now and without it, before anything else happens. */
export const answerNow = (scene: Scene, place: Place): Place =>
  scene.common.wording ? answer(scene, place, scene.common.wording) : place;

function answer(scene: Scene, place: Place, asked: JobQuestion): Place {
  scene.common.wording = undefined;
  cancel(scene, "wording");
  answerQuestion(scene, asked);
  return backTo(scene, place);
}
