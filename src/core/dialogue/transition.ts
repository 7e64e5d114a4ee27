import type { Script } from "../content/script.ts";
import { answerLater } from "./answer-later.ts";
import { enterConsent } from "./consent.ts";
import type { Effect } from "./effect.ts";
import type { DialogueEvent } from "./event.ts";
import { hear, hearWords } from "./hear.ts";
import { remind } from "./holds.ts";
import { interviewChanged } from "./interview.ts";
import { deliverWords } from "./recruiter-words.ts";
import type { Scene } from "./scene.ts";
import { scriptFor } from "./script-draw.ts";
import {
  blocked,
  delivered,
  edited,
  fileRead,
  fired,
  handedBack,
  linked,
  media,
  recruiterSaid,
  takenOver,
  unblocked,
  undelivered,
} from "./signals.ts";
import { type Common, type Erased, isTimed, type Place, type State, sectionOf } from "./state.ts";
import { voiceFailed, voiceHeard, voicesDue } from "./voice.ts";
import { keepWaiting } from "./waiting.ts";
import { answerNow, leavesWaiting, worded } from "./wording.ts";

/**
 * The only place where a conversation changes: what `event` makes of `state`, and what is to be done about it. Pure; an
 * event that is late, repeated or stale gives back the very same state and no effects.
 */
export function transition(script: Script, state: State, event: DialogueEvent): [State, Effect[]] {
  if (state.status === "erased") return [state, []];
  if (state.status === "new") return event.type === "started" ? begin(script, event) : [state, []];
  const { locale, common, ...place } = state;
  const scene: Scene = {
    script: scriptFor(script, common),
    event,
    effects: [],
    locale,
    common: { ...common },
    section: sectionOf(state),
  };
  const next = happen(scene, leavesWaiting(event) ? place : answerNow(scene, place), event);
  return next === null ? [state, []] : finish(scene, next);
}

function begin(script: Script, event: Extract<DialogueEvent, { type: "started" }>): [State, Effect[]] {
  const common = newCommon(event);
  const scene: Scene = {
    script: scriptFor(script, common),
    event,
    effects: [],
    locale: event.locale,
    common,
    section: "intro",
  };
  scene.effects.push({ type: "fact", name: "started" });
  return finish(scene, enterConsent(scene));
}

function happen(scene: Scene, place: Place, event: DialogueEvent): Place | Erased | null {
  switch (event.type) {
    case "started":
      return null;
    case "said":
      return hear(scene, place, event);
    case "sentMedia":
      return media(scene, place, event);
    case "voiceHeard":
    case "voiceFailed":
      return voiceCame(scene, place, event);
    case "fileRead":
      return fileRead(scene, place, event);
    case "worded":
      return worded(scene, place, event);
    case "edited":
      return edited(place, event.messageId, event.text);
    case "timedOut": {
      const next = fired(scene, place, event);
      if (next && event.timer === "wording") return answerNow(scene, next);
      return next && event.timer === "voice" ? hearWords(scene, next, voicesDue(scene, next)) : next;
    }
    case "delivered":
      return delivered(scene, place, event.key);
    case "undelivered":
      return undelivered(scene, place, event.key);
    case "linked":
      return linked(scene, place, event.awaySeconds);
    case "cameBack":
      // An answer that waited has just been given, and asked the step again.
      return isTimed(place) ? null : scene.effects.length > 0 ? place : remind(scene, place);
    case "blocked":
      return blocked(scene, place);
    case "unblocked":
      return unblocked(scene, place);
    case "recruiterSaid":
      return recruiterSaid(scene, place, event);
    case "takenOver":
      return takenOver(scene, place, event);
    case "handedBack":
      return handedBack(scene, place, event);
    case "interview":
      return interviewChanged(scene, place, event);
    default:
      return event satisfies never;
  }
}

function voiceCame(
  scene: Scene,
  place: Place,
  event: Extract<DialogueEvent, { type: "voiceHeard" | "voiceFailed" }>,
): Place | Erased | null {
  const words =
    event.type === "voiceHeard"
      ? voiceHeard(scene, place, event)
      : voiceFailed(scene, place, event.messageId, event.why);
  return words && hearWords(scene, place, words);
}

function finish(scene: Scene, next: Place | Erased): [State, Effect[]] {
  if (next.status === "erased") return [next, scene.effects];
  if (!isTimed(next)) {
    for (const letter of scene.common.waiting) deliverWords(scene, letter);
    if (scene.common.waiting.length > 0) scene.common.waiting = [];
    answerLater(scene);
  }
  keepWaiting(scene, next);
  return [{ locale: scene.locale, common: scene.common, ...next }, scene.effects];
}

const newCommon = ({
  seed,
  jobTitle,
  restingCards,
  practice,
  timeZone,
  noReminders,
  now,
}: Extract<DialogueEvent, { type: "started" }>): Common => ({
  seed,
  jobTitle,
  ...(restingCards && restingCards.length > 0 ? { restingCards } : {}),
  ...(practice ? { practice } : {}),
  ...(timeZone ? { timeZone } : {}),
  count: 0,
  timers: {},
  seen: [],
  activeAt: now,
  reminders: 0,
  noReminders: noReminders ?? false,
  blocked: false,
  consented: false,
  jobFit: {},
  typingCpm: null,
  attempt: 1,
  plays: 0,
  restarted: false,
  interrupted: false,
  assessed: false,
  results: { play: null, rule: null, short: [] },
  confirm: null,
  question: false,
  decision: null,
  reviewRequested: false,
  waiting: [],
  mediaAt: 0,
});
