import type { JobQuestion } from "./event.ts";
import { backTo } from "./question-back.ts";
import { notify, type Said, type Scene, say, sayText } from "./scene.ts";
import type { Erased, Place } from "./state.ts";

/** Takes what of a message answers the step. */
export type HearRest = (scene: Scene, place: Place, event: Said) => Place | Erased | null;

/** Gives the answer, then takes what of the same message answers the step, else asks that again. */
export function answerQuestion(
  scene: Scene,
  place: Place,
  asked: JobQuestion,
  rest: Said | null,
  hear: HearRest,
): Place | Erased {
  answer(scene, asked);
  return rest ? (hear(scene, place, rest) ?? place) : backTo(scene, place);
}

function answer(scene: Scene, asked: JobQuestion): void {
  const negotiates = asked.person.includes("pay");
  if (asked.entry !== null) sayText(scene, asked.answer);
  if (asked.entry !== null && !asked.general && !negotiates) return;
  if (asked.waits) return void say(scene, "question.waits");
  say(scene, asked.entry === null ? "question.passed_on" : "question.more_passed_on");
  const { id, group, question, entry } = asked;
  scene.effects.push({ type: "forward", id, group, question, entry });
  // The same question of somebody else is with people already.
  if (group === id) notify(scene, { kind: "question", id, text: question });
}
