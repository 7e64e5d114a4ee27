import { voiceLimits } from "../voice/limits.ts";
import { passOn } from "./answers.ts";
import type { HeardHow } from "./effect.ts";
import type { DialogueEvent, VoiceTrouble } from "./event.ts";
import { turnSilenceMs } from "./roleplay-limits.ts";
import { arm, cancel, fact, type Said, type Scene, say } from "./scene.ts";
import { isTimed, type Place, progressOf } from "./state.ts";
import { text } from "./text.ts";
import type { Voice } from "./voice-state.ts";
import { isCorrect, isSend, permission } from "./voice-words.ts";
import { commandOf } from "./words.ts";

/**
 * So long a running section waits for a voice message: for a yes or no, to be written down, to be sent or corrected (as
 * long as the turn itself waits), to be typed anew.
 */
const patienceMs: Record<Voice["stage"], number> = {
  asking: 30_000,
  writing: 45_000,
  shown: turnSilenceMs,
  correcting: 45_000,
};

/** The words of voice messages that are settled now: they are heard like anything that was written. */
export type Words = { said: Said[] };
const none: Words = { said: [] };

type Sent = Extract<DialogueEvent, { type: "sentMedia" }>;

/** A voice message; false = it is answered like other media. */
export function hearVoice(scene: Scene, place: Place, event: Sent): boolean {
  const { common } = scene;
  const { voice, messageId } = event;
  if (event.media !== "voice" || !voice || (!common.consented && place.status !== "human")) return false;
  const { seconds = 0, bytes = 0 } = voice;
  if (seconds > voiceLimits.seconds || bytes > voiceLimits.bytes) return answer(scene, "voice.too_long");
  const { length: underWay } = common.voices ?? [];
  common.voiceCount = (common.voiceCount ?? 0) + 1;
  if (common.voiceCount > voiceLimits.perConversation || underWay >= voiceLimits.atOnce)
    return answer(scene, "voice.too_many");
  if (place.status === "human" || place.status === "taken") {
    keep(scene, messageId);
    passOn(scene, {
      ...said(scene, event, text(scene.script, scene.locale, "voice.passed_on")),
      now: event.now,
    });
    return answer(scene, "voice.with_person");
  }
  const allowed = common.optional?.voice;
  if (voice.can === "listen" || allowed === false) {
    keep(scene, messageId);
    return answer(scene, "voice.type");
  }
  const first = !common.voices?.some(({ stage }) => stage === "asking");
  scene.effects.push({ type: "voice", messageId, wish: allowed ? "write" : "keep" });
  put(scene, place, {
    token: `v${common.voiceCount}`,
    messageId,
    at: event.at,
    progress: progressAt(scene, place),
    stage: allowed ? "writing" : "asking",
    text: "",
    until: null,
  });
  if (!allowed && first) say(scene, voice.pace ? "voice.ask_pace" : "voice.ask", permissionChoices);
  return true;
}

/** What was heard is shown to whoever said it, before it counts. */
export function voiceHeard(
  scene: Scene,
  place: Place,
  { messageId, text: heard, asked }: Extract<DialogueEvent, { type: "voiceHeard" }>,
): Words | null {
  const voice = scene.common.voices?.find((one) => one.messageId === messageId);
  if (!voice) return settleLate(scene, messageId, heard);
  const shown = { ...voice, text: heard, asked };
  // A section that has just ended still takes what was said in it, but nobody is asked about it any more.
  if (place.status === "ready" && scene.event.now < place.absorbUntil)
    return settle(scene, shown, heard, "unanswered");
  if (isTimed(place) || voice.progress === progressAt(scene, place)) {
    put(scene, place, { ...shown, stage: "shown" });
    say(scene, "voice.heard", {
      params: { text: heard.slice(0, mostShown) },
      token: voice.token,
      choices: [
        ["send", "voice.choice_send"],
        ["correct", "voice.choice_correct"],
      ],
    });
    return none;
  }
  return settle(scene, shown, heard, "unused");
}

/** A voice that did not become words; recruiters may still listen to it. */
export function voiceFailed(scene: Scene, place: Place, messageId: string, why: VoiceTrouble): Words | null {
  const voice = scene.common.voices?.find((one) => one.messageId === messageId);
  if (voice) drop(scene, voice);
  else if (isTimed(place) || why !== "gone") return null;
  say(scene, troubles[why]);
  return none;
}

/** An answer to what was asked about a voice: words that are settled by it; null = it is about something else. */
export function answerVoice(scene: Scene, place: Place, event: Said): Words | null {
  const voices = scene.common.voices ?? [];
  if (voices.length === 0 || event.late || scene.common.confirm !== null) return null;
  if (event.choice !== undefined) return press(scene, place, voices, event.choice);
  if (event.surplus || commandOf(event.text)) return null;
  const timed = isTimed(place);
  const correcting = voices.find(({ stage }) => stage === "correcting");
  if (correcting) return settle(scene, { ...correcting, asked: event.asked }, event.text, "corrected");
  const shown = voices.find(({ stage }) => stage === "shown");
  if (shown) {
    if (isSend(event.text, timed)) return settle(scene, shown, shown.text, "confirmed");
    if (isCorrect(event.text)) return correct(scene, place, shown);
    // More words to the customer go with what was heard; elsewhere they stand instead of it.
    const words = settle(scene, shown, shown.text, timed ? "unanswered" : "unused");
    return { said: [...words.said, event] };
  }
  const asked = voices.some(({ stage }) => stage === "asking") ? permission(event.text, timed) : null;
  return asked === null ? null : permit(scene, place, asked);
}

/** The timer of voices in a timed section. */
export function voicesDue(scene: Scene, place: Place): Words {
  const { now } = scene.event;
  const due = (scene.common.voices ?? []).filter(({ until }) => until !== null && until <= now);
  const words = due.map((voice) => {
    if (voice.stage === "shown" || voice.stage === "correcting")
      return settle(scene, voice, voice.text, "unanswered");
    drop(scene, voice);
    say(scene, "voice.type");
    return none;
  });
  watch(scene, place);
  return { said: words.flatMap(({ said: all }) => all) };
}

/** Until when a running section waits for voice messages, database time; null = for none. */
export function awaitsVoice({ common, event }: Scene): number | null {
  const untils = (common.voices ?? []).flatMap(({ until }) =>
    until !== null && until > event.now ? [until] : [],
  );
  return untils.length > 0 ? Math.max(...untils) : null;
}

function permitVoice(scene: Scene, to: boolean): void {
  scene.common.optional = { model: false, pool: false, ...scene.common.optional, voice: to };
  scene.effects.push({ type: "consent", voice: to });
  fact(scene, "consent_changed", { of: "voice", to });
  if (to) return;
  scene.common.voices = scene.common.voices?.filter(
    ({ stage }) => stage === "shown" || stage === "correcting",
  );
}

const troubles: Record<VoiceTrouble, string> = {
  gone: "voice.trouble",
  format: "voice.format",
  too_long: "voice.too_long",
  no_words: "voice.no_words",
  trouble: "voice.trouble",
};

/** What one transcript shows of a voice; a bubble has room for no more on every platform. */
const mostShown = 600;

const permissionChoices = {
  token: "voice",
  choices: [
    ["yes", "voice.choice_yes"],
    ["no", "voice.choice_no"],
  ],
} as const;

/** Whoever sends one voice after the other is answered once. */
function answer(scene: Scene, key: string): true {
  const { common, event } = scene;
  if (event.now - common.mediaAt >= 10_000) say(scene, key);
  common.mediaAt = event.now;
  return true;
}

const keep = (scene: Scene, messageId: string): void =>
  void scene.effects.push({ type: "voice", messageId, wish: "keep" });

function press(scene: Scene, place: Place, voices: readonly Voice[], choice: string): Words | null {
  const [token, what] = choice.split(":");
  if (token === "voice" && voices.some(({ stage }) => stage === "asking"))
    return what === "yes" || what === "no" ? permit(scene, place, what === "yes") : null;
  const voice = voices.find(
    (one) => one.token === token && (one.stage === "shown" || one.stage === "correcting"),
  );
  if (!voice) return null;
  return what === "correct" ? correct(scene, place, voice) : settle(scene, voice, voice.text, "confirmed");
}

/** The candidate says whether their voices may be written down; those that waited for it go on, or are let go. */
export function permit(scene: Scene, place: Place, to: boolean): Words {
  const asking = (scene.common.voices ?? []).filter(({ stage }) => stage === "asking");
  permitVoice(scene, to);
  for (const voice of asking) {
    if (!to) drop(scene, voice);
    else {
      scene.effects.push({ type: "voice", messageId: voice.messageId, wish: "write" });
      put(scene, place, { ...voice, stage: "writing" });
    }
  }
  if (!to) say(scene, asking.length > 0 ? "voice.type" : "consents.voice_off");
  else if (!isTimed(place)) say(scene, asking.length > 0 ? "voice.writing" : "consents.voice_on");
  watch(scene, place);
  return none;
}

function correct(scene: Scene, place: Place, voice: Voice): Words {
  put(scene, place, { ...voice, stage: "correcting" });
  say(scene, "voice.correct");
  return none;
}

/** The words stand: they were said when the voice was sent, whatever the time is now. */
function settle(scene: Scene, voice: Voice, words: string, how: HeardHow): Words {
  drop(scene, voice);
  scene.effects.push({ type: "heard", messageId: voice.messageId, text: words, how });
  if (how === "unused") return none;
  return { said: [{ ...said(scene, voice, words), ...(voice.asked ? { asked: voice.asked } : {}) }] };
}

/** Written down after nobody waited any more: people can read it, it answers nothing. */
function settleLate(scene: Scene, messageId: string, words: string): Words {
  scene.effects.push({ type: "heard", messageId, text: words, how: "unused" });
  return none;
}

const said = (scene: Scene, of: { messageId: string; at: number }, words: string): Said => ({
  type: "said",
  messageId: of.messageId,
  text: words,
  at: of.at,
  now: scene.event.now,
  spoken: true,
});

/** Adds or replaces a voice; in a timed section from now on for so long as its stage may take. */
function put(scene: Scene, place: Place, voice: Voice): void {
  const until = isTimed(place) ? scene.event.now + patienceMs[voice.stage] : null;
  const others = (scene.common.voices ?? []).filter(({ token }) => token !== voice.token);
  scene.common.voices = [...others, { ...voice, until }].sort((a, b) => a.at - b.at);
  watch(scene, place);
}

function drop(scene: Scene, voice: Voice): void {
  const left = (scene.common.voices ?? []).filter(({ token }) => token !== voice.token);
  scene.common.voices = left.length > 0 ? left : undefined;
  if (awaitsVoice(scene) === null) cancel(scene, "voice");
}

function watch(scene: Scene, place: Place): void {
  const untils = (scene.common.voices ?? []).flatMap(({ until }) => (until === null ? [] : [until]));
  const due = Math.min(...untils);
  if (untils.length === 0 || !isTimed(place)) return cancel(scene, "voice");
  if (scene.common.timers.voice?.due !== due) arm(scene, "voice", due);
}

/** Changes when the candidate gets one question further; a prompt before a section counts bubbles, its button does not. */
const progressAt = ({ locale, common }: Scene, place: Place): string =>
  place.status === "ready" ? place.token : progressOf({ locale, common, ...place });
