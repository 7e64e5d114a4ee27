import { firstConsent } from "./consent.ts";
import { leaveHuman, resume } from "./holds.ts";
import { askStep } from "./prompts.ts";
import { attemptsAtMost } from "./retry.ts";
import { cancel, fact, moveTo, notify, type Said, type Scene, say } from "./scene.ts";
import { isTimed, type Place, stepOf } from "./state.ts";
import { stepAside } from "./step-aside.ts";
import { text } from "./text.ts";
import { permit } from "./voice.ts";

/** The three consents of the first screen, and that to have voices written down; each can be changed at any time. */
export type ConsentId = "screening" | "model" | "pool" | "voice";

/** Says how the three consents stand, each with a button for the opposite. */
export function showConsents(scene: Scene, place: Place): Place {
  if (isTimed(place)) {
    say(scene, "consents.later");
    return place;
  }
  const step = stepOf(place);
  if (step.status === "consent" && place.status !== "human" && place.status !== "taken") {
    say(scene, "consents.not_yet");
    return askStep(scene, step);
  }
  const given = consentsOf(scene);
  const word = (yes: boolean) => text(scene.script, scene.locale, words[yes ? "yes" : "no"]);
  // Whoever never sent a voice was not asked.
  const asked = scene.common.optional?.voice !== undefined;
  const params = { screening: word(given.screening), model: word(given.model), pool: word(given.pool) };
  const choices = ids.flatMap((of) => {
    const to = given[of] ? "no" : "yes";
    return of === "voice" && !asked ? [] : [[`${of}:${to}`, labels[of][to]] as const];
  });
  say(scene, "consents.now", { params, ...(asked ? {} : { token: "consents", choices }) });
  if (asked)
    say(scene, "consents.now_voice", { params: { voice: word(given.voice) }, token: "consents", choices });
  return place;
}

/** A button of that list; null = it is none. Where a clock runs only words count, see `changeConsent`. */
export function hearConsents(scene: Scene, place: Place, event: Said): Place | null {
  const [token, of, to] = event.choice?.split(":") ?? [];
  const which = ids.find((id) => id === of);
  if (token !== "consents" || !which || (to !== "yes" && to !== "no") || isTimed(place)) return null;
  return changeConsent(scene, place, which, to === "yes");
}

/** Gives or withdraws one consent; what follows from it is asked for in the same step. */
export function changeConsent(scene: Scene, place: Place, of: ConsentId, to: boolean): Place {
  switch (of) {
    case "screening":
      return to ? rejoin(scene, place) : withdrawScreening(scene, place);
    case "model":
    case "pool": {
      const { common } = scene;
      // Before the first screen is answered there is nothing to change.
      if (!common.consented && to) return showConsents(scene, place);
      const before = { model: false, pool: false, ...common.optional };
      common.optional = of === "model" ? { ...before, model: to, answers: to } : { ...before, pool: to };
      scene.effects.push({ type: "consent", [of]: to });
      fact(scene, "consent_changed", { of, to });
      say(scene, changed[of][to ? "yes" : "no"]);
      return place;
    }
    case "voice":
      if (!scene.common.consented && to) return showConsents(scene, place);
      permit(scene, place, to);
      return place;
    default:
      return of satisfies never;
  }
}

const ids: readonly ConsentId[] = ["screening", "model", "pool", "voice"];
const words = { yes: "consents.given", no: "consents.not_given" } as const;
const labels = {
  screening: { yes: "consents.choice_screening_yes", no: "consents.choice_screening_no" },
  model: { yes: "consents.choice_model_yes", no: "consents.choice_model_no" },
  pool: { yes: "consents.choice_pool_yes", no: "consents.choice_pool_no" },
  voice: { yes: "consents.choice_voice_yes", no: "consents.choice_voice_no" },
} as const;
const changed = {
  model: { yes: "consents.model_on", no: "consents.model_off" },
  pool: { yes: "consents.pool_on", no: "consents.pool_off" },
} as const;

function consentsOf({ common }: Scene): Record<ConsentId, boolean> {
  const { model = false, pool = false, voice = false } = common.optional ?? {};
  return { screening: common.consented, model, pool, voice };
}

/** Back to the assessment, through the questions of the first screen. */
function rejoin(scene: Scene, place: Place): Place {
  if (scene.common.consented || place.status === "taken") return showConsents(scene, place);
  if (place.status === "human") leaveHuman(scene);
  return resume(scene, stepOf(place));
}

/**
 * No assessment any more, people take over. What runs is stopped and, as long as nobody has decided, what was computed
 * is dropped; a decision keeps what it rests on, so that it can be explained and contested.
 */
function withdrawScreening(scene: Scene, place: Place): Place {
  const { common } = scene;
  if (!common.consented) return showConsents(scene, place);
  common.consented = false;
  common.confirm = null;
  common.voices = undefined;
  cancel(scene, "voice");
  const taken = place.status === "taken" ? place : null;
  const stopped = stepAside(scene, stepOf(place));
  scene.effects.push({ type: "consent", screening: false });
  fact(scene, "consent_refused", { withdrawn: true });
  if (common.decision !== null) {
    say(scene, "consents.screening_off_decided");
    return taken ?? stopped;
  }
  if (common.assessed && common.attempt >= attemptsAtMost) common.spent = true;
  if (common.assessed) common.attempt += 1;
  common.assessed = false;
  common.results = { play: null, rule: null, short: [] };
  common.receipt = undefined;
  common.typingCpm = null;
  scene.effects.push({ type: "dropResults" });
  moveTo(scene, "manual");
  notify(scene, { kind: "human", reason: "consent_refused" });
  scene.section = "human";
  say(scene, "consents.screening_off", {
    token: "human",
    choices: [["agree", "consent.choice_agree_later"]],
  });
  return taken
    ? { ...taken, from: "refused", resume: firstConsent }
    : { status: "human", because: "refused", told: true, resume: firstConsent };
}
