import { hearAge } from "./age.ts";
import { passOn } from "./answers.ts";
import { hearDone } from "./closing.ts";
import { confirmed, isSure, obey } from "./commands.ts";
import { hearConsent } from "./consent.ts";
import { hearConsents } from "./consents.ts";
import { hearFact } from "./facts.ts";
import { hearHuman, hearPaused, remind, wakeUp } from "./holds.ts";
import { hearInterview } from "./interview.ts";
import { hearNudge } from "./nudge.ts";
import { hearOffer } from "./offer.ts";
import { hearQuestion } from "./question.ts";
import { hearReady } from "./ready.ts";
import { hearReceipt } from "./receipt.ts";
import { hearPlay } from "./roleplay.ts";
import { hearRule } from "./rule.ts";
import { answerOf, noteActive, type Said, type Scene, say } from "./scene.ts";
import { hearShort } from "./short.ts";
import { type Erased, isTimed, type Place, progressOf } from "./state.ts";
import { hearTaken } from "./takeover.ts";
import { answerVoice, type Words } from "./voice.ts";
import { hearWarmup } from "./warmup.ts";
import { commandOf, isContinue, isForAssistant, isResume } from "./words.ts";

const remembered = 100;

/** A message of the candidate: a confirmation, a command, an answer to a recruiter, or an answer to the step they are at. */
export function hear(scene: Scene, place: Place, event: Said): Place | Erased | null {
  const { common } = scene;
  if (common.seen.includes(event.messageId)) return null;
  const joins = place.status === "roleplay" || place.status === "rule";
  // People read what comes late, too.
  if (event.late && !joins && (event.surplus || place.status !== "taken")) return null;
  const before = progressOf({ locale: scene.locale, common, ...place });
  common.seen = [...common.seen.slice(1 - remembered), event.messageId];
  noteActive(scene);
  common.blocked = false;
  const words = answerVoice(scene, place, event);
  const next = words ? hearWords(scene, place, words) : heard(scene, place, event);
  if (!event.surplus || joins || next === null || next.status === "erased") return next;
  // One message too many gets no answer of its own, unless it is what was asked for: nobody waits for what they said.
  return progressOf({ locale: scene.locale, common: scene.common, ...next }) === before ? null : next;
}

/** Words of voice messages that are settled now, one after the other. */
export function hearWords(scene: Scene, place: Place, { said }: Words): Place | Erased {
  let at: Place | Erased = place;
  for (const one of said) {
    if (at.status === "erased") return at;
    at = heard(scene, at, one) ?? at;
  }
  return at;
}

function heard(scene: Scene, place: Place, event: Said): Place | Erased | null {
  return (
    hearNudge(scene, place, event) ??
    hearInterview(place, event) ??
    hearConfirmation(scene, place, event) ??
    hearReceipt(scene, place, event) ??
    hearConsents(scene, place, event) ??
    hearOffer(scene, place, event) ??
    hearCommand(scene, place, event) ??
    hearForRecruiter(scene, place, event) ??
    hearQuestion(scene, place, event, hearHere) ??
    hearResume(scene, place, event) ??
    hearHere(scene, place, event)
  );
}

function hearConfirmation(scene: Scene, place: Place, event: Said): Place | Erased | null {
  const { confirm } = scene.common;
  if (confirm === null || event.surplus || event.late) return null;
  const answer = answerOf(event, "sure");
  if (answer === null) return null;
  scene.common.confirm = null;
  if (isSure(answer)) return confirmed(scene, place, confirm);
  if (event.choice === undefined) return null;
  say(scene, "commands.kept");
  return place;
}

function hearCommand(scene: Scene, place: Place, event: Said): Place | null {
  if (event.choice !== undefined || event.surplus || event.late) return null;
  const command = commandOf(event.text);
  // Whoever talks with a person tells that person that they want a break or somebody else.
  if (place.status === "taken" && command && !isForAssistant(command)) return null;
  return command && obey(scene, place, command);
}

/** What a recruiter asked for is passed on, unless it clearly answers the step. */
function hearForRecruiter(scene: Scene, place: Place, event: Said): Place | null {
  if (!scene.common.question || event.choice !== undefined || isTimed(place) || place.status === "human")
    return null;
  if (place.status === "taken") return null;
  if (place.status === "ready" && isContinue(event.text)) return null;
  passOn(scene, event);
  say(scene, "hold.answer_passed_on");
  return place.status === "done" ? place : remind(scene, place);
}

/** "Continue" where a question is open asks for that question; it is no answer to it. */
function hearResume(scene: Scene, place: Place, event: Said): Place | null {
  if (event.choice !== undefined || !isResume(event.text)) return null;
  switch (place.status) {
    case "consent":
    case "age":
    case "facts":
    case "warmup":
      return remind(scene, place);
    default:
      return null;
  }
}

function hearHere(scene: Scene, place: Place, event: Said): Place | Erased | null {
  switch (place.status) {
    case "consent":
      return hearConsent(scene, place, event);
    case "age":
      return hearAge(scene, place, event);
    case "facts":
      return hearFact(scene, place, event);
    case "warmup":
      return hearWarmup(scene, place, event);
    case "ready":
      return hearReady(scene, place, event);
    case "roleplay":
      return hearPlay(scene, place, event);
    case "rule":
      return hearRule(scene, place, event);
    case "short":
      return hearShort(scene, place, event);
    case "done":
      return hearDone(scene, place, event);
    case "paused":
      return hearPaused(scene, place, event);
    case "human":
      return hearHuman(scene, place, event);
    case "taken":
      return hearTaken(scene, place, event);
    case "expired":
      return wakeUp(scene, place);
    default:
      return place satisfies never;
  }
}
