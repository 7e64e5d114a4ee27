import type { MediaKind } from "../channel.ts";
import { inLocale } from "../locale.ts";
import type { DialogueEvent, TimerKind } from "./event.ts";
import { remind } from "./holds.ts";
import { remindOfInterview } from "./interview.ts";
import { deliverWords } from "./recruiter-words.ts";
import { isReminder, reminderKindOf } from "./reminders.ts";
import { deliveredInPlay, editPlay, firedInPlay } from "./roleplay.ts";
import { abandonPlay, interruptPlay } from "./roleplay-end.ts";
import { lostLinkMs } from "./roleplay-limits.ts";
import { deliveredRule, editRule, firedInRule, interruptRule, leaveRule } from "./rule.ts";
import { arm, cancel, type Fired, fact, noteActive, type Scene, say, sayText } from "./scene.ts";
import { deliveredItem, editShort, firedInShort, interruptShort, leaveShort } from "./short.ts";
import { isTimed, type Place } from "./state.ts";
import { handBack, keepTalking, takeOver } from "./takeover.ts";
import { awaitsVoice, hearVoice } from "./voice.ts";
import { expireOrWait, remindOrWait } from "./waiting.ts";

const mediaEveryMs = 10_000;
/** Whoever was asked to type after all has so long before the customer notices the silence. */
const afterVoiceMs = 20_000;

type Event<T extends DialogueEvent["type"]> = Extract<DialogueEvent, { type: T }>;

/** We cannot judge what is not written: asks kindly for words. The clock of a running section goes on. */
export function media(scene: Scene, place: Place, event: Event<"sentMedia">): Place | null {
  const { common } = scene;
  if (common.seen.includes(event.messageId)) return null;
  common.seen = [...common.seen.slice(-99), event.messageId];
  noteActive(scene);
  if (hearVoice(scene, place, event)) return place;
  if (!event.reading && event.now - common.mediaAt >= mediaEveryMs) {
    common.mediaAt = event.now;
    say(scene, mediaKeys[event.media]);
  }
  return place;
}

/** Says once what came of a file. */
export function fileRead(scene: Scene, place: Place, { messageId, words }: Event<"fileRead">): Place | null {
  const { common } = scene;
  const key = `file:${messageId}`;
  if (common.seen.includes(key)) return null;
  common.seen = [...common.seen.slice(-99), key];
  sayText(scene, inLocale(words, scene.locale));
  return place;
}

const mediaKeys: Readonly<Record<MediaKind, string>> = {
  voice: "media.voice",
  photo: "media.photo",
  sticker: "media.sticker",
  file: "media.file",
  video: "media.file",
  contact: "media.file",
  location: "media.file",
  other: "media.file",
};

/** A correction counts until the turn is over; later it changes nothing. */
export function edited(place: Place, messageId: string, text: string): Place | null {
  switch (place.status) {
    case "roleplay":
      return editPlay(place, messageId, text);
    case "rule":
      return editRule(place, messageId, text);
    case "short":
      return editShort(place, messageId, text);
    default:
      return null;
  }
}

export function delivered(scene: Scene, place: Place, key: string): Place | null {
  if (isReminder(key)) {
    fact(scene, "reminded", { which: reminderKindOf(key) });
    return place;
  }
  const { at } = scene.event;
  switch (place.status) {
    case "roleplay":
      return deliveredInPlay(scene, place, key, at);
    case "rule":
      return deliveredRule(scene, place, key, at);
    case "short":
      return deliveredItem(scene, place, key, at);
    case "warmup":
      return place.key === key ? { ...place, shownAt: at } : null;
    default:
      return null;
  }
}

/** What never arrived cannot be answered: the section starts again. */
export function undelivered(scene: Scene, place: Place, key: string): Place | null {
  switch (place.status) {
    case "roleplay":
      return place.undelivered.some((line) => line.key === key)
        ? interruptPlay(scene, place, "undelivered")
        : null;
    case "rule":
      return place.key === key ? interruptRule(scene, place, "undelivered") : null;
    case "short":
      return place.key === key ? interruptShort(scene, place, "undelivered") : null;
    default:
      return null;
  }
}

/** The candidate's page is back; a link that was lost for long interrupts what was running. */
export function linked(scene: Scene, place: Place, awaySeconds: number): Place | null {
  if (awaySeconds * 1000 <= lostLinkMs) return null;
  switch (place.status) {
    case "roleplay":
      return interruptPlay(scene, place, "link_lost");
    case "rule":
      return interruptRule(scene, place, "link_lost");
    case "short":
      return interruptShort(scene, place, "link_lost");
    default:
      return null;
  }
}

/** Nothing can reach the candidate now; what was running waits for their return. */
export function blocked(scene: Scene, place: Place): Place | null {
  if (scene.common.blocked) return null;
  scene.common.blocked = true;
  cancel(scene, "nudge");
  fact(scene, "blocked");
  switch (place.status) {
    case "roleplay":
      return abandonPlay(scene, place, "blocked");
    case "rule":
      return leaveRule(scene, place);
    case "short":
      return leaveShort(scene, place);
    default:
      return place;
  }
}

export function unblocked(scene: Scene, place: Place): Place | null {
  if (!scene.common.blocked) return null;
  scene.common.blocked = false;
  noteActive(scene);
  fact(scene, "unblocked");
  return remind(scene, place);
}

/** A timer fired; one that was armed again or cancelled meanwhile no longer counts. */
export function fired(scene: Scene, place: Place, event: Fired): Place | null {
  const armed = scene.common.timers[event.timer];
  if (!armed || armed.due === null || armed.generation !== event.generation) return null;
  scene.common.timers = {
    ...scene.common.timers,
    [event.timer]: { generation: armed.generation, due: null },
  };
  switch (event.timer) {
    case "nudge":
      remindOrWait(scene, place, event);
      return place;
    case "expire":
      return expireOrWait(scene, place);
    case "handback":
      return place.status === "taken" ? handBack(scene, place, "quiet", null) : place;
    case "interview_day":
    case "interview_hours":
      return remindOfInterview(scene, place, event.timer);
    case "voice":
    case "wording":
      return place;
    case "turn":
    case "silence":
    case "opening":
    case "limit":
    case "hard":
    case "item":
      if (putOff(scene, place, event.timer)) return place;
      return firedInSection(scene, place, event) ?? place;
    default:
      return event.timer satisfies never;
  }
}

/**
 * A section waits for a voice message that is on its way: neither its turn nor its time ends before the voice is words,
 * and the customer does not get impatient meanwhile.
 */
function putOff(scene: Scene, place: Place, timer: TimerKind): boolean {
  const until = isTimed(place) && timer !== "opening" ? awaitsVoice(scene) : null;
  if (until === null) return false;
  arm(scene, timer, until + (timer === "silence" ? afterVoiceMs : 1_000));
  return true;
}

function firedInSection(scene: Scene, place: Place, event: Fired): Place | null {
  switch (place.status) {
    case "roleplay":
      return firedInPlay(scene, place, event);
    case "rule":
      return firedInRule(scene, place, event);
    case "short":
      return firedInShort(scene, place, event);
    default:
      return null;
  }
}

/**
 * A recruiter writes into the chat. A person who replies takes over with it; other words wait until a running timed
 * section is over.
 */
export function recruiterSaid(scene: Scene, place: Place, event: Event<"recruiterSaid">): Place | null {
  const { common } = scene;
  if (!once(scene, `recruiter:${event.key}`)) return null;
  // Candidate and recruiter see the same numbers, also when a model's evidence has changed them since.
  if (event.receipt) common.receipt = event.receipt;
  const now = event.kind === "reply" && event.by ? keepTalking(scene, place, event.by) : place;
  const { kind, text, key, attempt, job, answers } = event;
  const letter = {
    kind,
    text,
    key,
    ...(attempt === undefined ? {} : { attempt }),
    ...(job ? { job } : {}),
    ...(answers ? { answers } : {}),
  };
  if (isTimed(now)) common.waiting = [...common.waiting, letter];
  else deliverWords(scene, letter);
  return now;
}

/** A recruiter takes the conversation over by a click; one who has it already says anew until when. */
export function takenOver(scene: Scene, place: Place, event: Event<"takenOver">): Place | null {
  return once(scene, `takeover:${event.key}`) ? takeOver(scene, place, event.by, event.until) : null;
}

/** A recruiter gives the conversation back to the assistant. */
export function handedBack(scene: Scene, place: Place, event: Event<"handedBack">): Place | null {
  if (place.status !== "taken" || !once(scene, `handback:${event.key}`)) return null;
  return handBack(scene, place, "person", event.by);
}

/** Notes that a recruiter's act was handled; false = it was before. */
function once({ common }: Scene, id: string): boolean {
  if (common.seen.includes(id)) return false;
  common.seen = [...common.seen.slice(-99), id];
  return true;
}
