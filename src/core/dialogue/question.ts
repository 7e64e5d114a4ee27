import { keepForLater } from "./answer-later.ts";
import { answerQuestion } from "./answer-question.ts";
import { requestReview } from "./closing.ts";
import type { JobQuestion } from "./event.ts";
import { callHuman } from "./holds.ts";
import { backTo } from "./question-back.ts";
import { type Said, type Scene, say, sayText } from "./scene.ts";
import { isSensitive } from "./sensitive.ts";
import { type Erased, isTimed, type Place, stepOf } from "./state.ts";
import { awaitWording } from "./wording.ts";

/** So sure must an entry be while a clock runs: words to the customer are none to us. */
const obvious = 0.75;
/** Longest mention without a question that is answered ("五险一金", "dormitory"). */
const mentionChars = 14;
const mentionWords = 4;

/** Takes what of a message answers the step. */
type HearRest = (scene: Scene, place: Place, event: Said) => Place | Erased | null;

/**
 * Answers a question about the job and goes back to the step, with what the same message answered; what no entry
 * answers goes to people. Null = not meant as a question here.
 */
export function hearQuestion(scene: Scene, place: Place, event: Said, hear: HearRest): Place | Erased | null {
  const { asked } = event;
  if (!asked || event.choice !== undefined || event.late || event.surplus) return null;
  if (isTimed(place)) return whileTimed(scene, place, asked);
  if (!isMeant(scene, place, asked)) return null;
  const called = callPerson(scene, place, asked);
  if (called) return called;
  if (!event.spoken && awaitWording(scene, place, asked)) return place;
  answerQuestion(scene, asked);
  if (asked.rest === "") return backTo(scene, place);
  const { asked: _, ...answering } = event;
  return hear(scene, place, { ...answering, text: asked.rest }) ?? place;
}

/** The customer stays in character and hears it too; elsewhere the answer is given while the clock goes on. */
function whileTimed(scene: Scene, place: Place, { entry, confidence, question, answer }: JobQuestion) {
  if (entry === null || confidence < obvious) return null;
  if (place.status === "roleplay") {
    keepForLater(scene, question, answer);
    return null;
  }
  sayText(scene, answer);
  return backTo(scene, place);
}

function isMeant(scene: Scene, place: Place, asked: JobQuestion): boolean {
  const known = asked.entry !== null;
  if (asked.person.some((signal) => signal !== "pay" && !(signal === "minor" && place.status === "age")))
    return true;
  if (!asked.sure) return known && isMention(asked.question) && !isSensitive(asked.question);
  // Whoever is invited and asks something new talks with the people who invited.
  return (
    known ||
    (asksSomething(asked.question) && !(place.status === "done" && scene.common.decision === "invitation"))
  );
}

/** People are not asked what "嗯？" or "eh?" means. */
const asksSomething = (text: string): boolean =>
  (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 4 || (text.match(/[a-z]{2,}/gi)?.length ?? 0) >= 3;

const isMention = (text: string): boolean =>
  /\p{Script=Han}/u.test(text) ? text.length <= mentionChars : text.split(/\s+/).length <= mentionWords;

/** Complaints, distress and the like are for a person, not for an entry. Null = nothing of that. */
function callPerson(scene: Scene, place: Place, asked: JobQuestion): Place | null {
  const signals = asked.person.filter((signal) => signal !== "pay");
  if (signals.length === 0 || place.status === "human" || place.status === "taken") return null;
  // "Can I talk to a person?" is answered; "get me a person" is done.
  if (signals.every((signal) => signal === "human") && asked.sure && asked.entry !== null) return null;
  if (signals.includes("distress")) say(scene, "question.distress");
  else if (asked.answer !== "" && !signals.includes("human")) sayText(scene, asked.answer);
  if (signals.includes("appeal") && (scene.common.assessed || scene.common.decision !== null)) {
    requestReview(scene);
    return place;
  }
  return callHuman(scene, stepOf(place));
}
