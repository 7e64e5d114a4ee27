import { passOn } from "./answers.ts";
import type { HandBack } from "./effect.ts";
import type { Person, TakenUntil } from "./event.ts";
import { leaveHuman, remind, resume, wantsOn } from "./holds.ts";
import { askStep } from "./prompts.ts";
import { afterQuiet, usualZone } from "./reminders.ts";
import { abandonPlay } from "./roleplay-end.ts";
import { abandonRule } from "./rule.ts";
import { arm, cancel, fact, notify, type Said, type Scene, say } from "./scene.ts";
import { abandonShort } from "./short.ts";
import { isTimed, type Place, type Step, stepOf, type Taken } from "./state.ts";
import { sayTaken } from "./taken-words.ts";

/** So long after a person's last line the assistant goes on, unless they said otherwise. */
export const quietMs = 2 * 3_600_000;
/** Whoever is writing is not cut off by the time they chose: so much is left after each line. */
const graceMs = 30 * 60_000;

/**
 * Lets a person talk with the candidate: the assistant asks nothing, times nothing and scores nothing until it is
 * handed back. A running timed section ends without a score, as with every interruption of ours. Null = somebody else
 * has the conversation.
 */
export function takeOver(scene: Scene, place: Place, by: Person, until: TakenUntil): Place | null {
  if (place.status === "taken" && place.by.id !== by.id) return null;
  const timed = isTimed(place);
  const taken: Taken =
    place.status === "taken" ? { ...place, by } : begin(scene, place, setAside(scene, stepOf(place)), by);
  const next = limited(scene, taken, until);
  // Whoever simply wrote gave no reason.
  const why = scene.event.type === "takenOver" ? scene.event.why : "wrote";
  fact(scene, "taken_over", { until: next.until, limit: next.limit, why });
  notify(scene, { kind: "takenOver", by: by.id, until: next.until });
  if (place.status !== "taken") sayTaken(scene, next, timed);
  return next;
}

/** A line of a person: takes the conversation over, or keeps it a while longer. */
export function keepTalking(scene: Scene, place: Place, by: Person): Place {
  if (place.status !== "taken") return takeOver(scene, place, by, { kind: "quiet" }) ?? place;
  if (place.limit === "quiet") return limited(scene, place, { kind: "quiet" });
  const { until } = place;
  return until !== null && until < scene.event.now + graceMs
    ? { ...place, until: armed(scene, scene.event.now + graceMs) }
    : place;
}

/** What the candidate says goes to the person alone; "continue" brings the assistant back. */
export function hearTaken(scene: Scene, place: Taken, event: Said): Place | null {
  if (wantsOn(event)) return handBack(scene, place, "candidate", null);
  if (event.choice !== undefined) return null;
  passOn(scene, event);
  return place;
}

/** The assistant goes on where it was interrupted, by asking again; whoever had paused or refused is where they were. */
export function handBack(scene: Scene, place: Taken, why: HandBack, by: string | null): Place {
  cancel(scene, "handback");
  fact(scene, "handed_back", { why });
  notify(scene, { kind: "handedBack", why, by });
  // Silence while a person had the conversation is nobody's fault.
  scene.common.activeAt = scene.event.now;
  scene.common.reminders = 0;
  const { resume: step, from } = place;
  if (from === "asked" || (from === "refused" && why === "candidate")) leaveHuman(scene);
  if (why === "candidate") return resume(scene, step);
  if (step.status === "done") {
    // Whoever knows the decision waits for nothing more.
    if (scene.common.decision === null) say(scene, "hold.handed_back_done");
    return step;
  }
  say(scene, "hold.handed_back");
  switch (from) {
    case "paused":
      return remind(scene, { status: "paused", resume: step });
    case "refused":
      return remind(scene, { status: "human", because: "refused", told: true, resume: step });
    case "asked":
    case "step":
      // The sentence alone does not say what to do with it.
      if (step.status === "warmup") say(scene, "warmup.intro");
      return askStep(scene, step);
    default:
      return from satisfies never;
  }
}

function begin(scene: Scene, place: Exclude<Place, Taken>, step: Step, by: Person): Taken {
  scene.common.confirm = null;
  scene.section = "human";
  const { now } = scene.event;
  return { status: "taken", resume: step, from: fromOf(place), by, since: now, limit: "open", until: null };
}

function fromOf(place: Exclude<Place, Taken>): Taken["from"] {
  switch (place.status) {
    case "paused":
      return "paused";
    case "human":
      return place.because;
    default:
      return "step";
  }
}

function limited(scene: Scene, taken: Taken, until: TakenUntil): Taken {
  switch (until.kind) {
    case "open":
      cancel(scene, "handback");
      return { ...taken, limit: "open", until: null };
    case "at":
      return { ...taken, limit: "at", until: armed(scene, Math.max(until.at, scene.event.now)) };
    case "quiet":
      return { ...taken, limit: "quiet", until: armed(scene, scene.event.now + quietMs) };
    default:
      return until satisfies never;
  }
}

/** Nobody is asked again at night. */
function armed(scene: Scene, due: number): number {
  const at = afterQuiet(due, scene.common.timeZone ?? usualZone);
  arm(scene, "handback", at);
  return at;
}

function setAside(scene: Scene, step: Step): Step {
  switch (step.status) {
    case "roleplay":
      return abandonPlay(scene, step, "takeover");
    case "rule":
      return abandonRule(scene, step, "takeover");
    case "short":
      return abandonShort(scene, step, "takeover");
    default:
      return step;
  }
}
