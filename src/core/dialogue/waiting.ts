import { afterQuiet, expiryMs, isQuiet, reminderTimes } from "./reminders.ts";
import { arm, cancel, fact, type Scene, say } from "./scene.ts";
import { isTimed, type Place, stepOf } from "./state.ts";

/**
 * Arms reminders and expiry for a candidate we wait for. A timer that is armed for an earlier time stays: when it fires
 * it looks at the last activity and moves on, so that a message costs no timer.
 */
export function keepWaiting(scene: Scene, place: Place): void {
  if (!expires(place)) return cancel(scene, "nudge", "expire");
  const { activeAt, reminders } = scene.common;
  armAtLatest(scene, "expire", activeAt + expiryMs);
  const next = reminderTimes(activeAt)[reminders];
  if (reminds(scene) && next !== undefined)
    armAtLatest(scene, "nudge", Math.max(next, afterQuiet(scene.event.now)));
}

function armAtLatest(scene: Scene, timer: "nudge" | "expire", due: number): void {
  const armed = scene.common.timers[timer]?.due ?? null;
  if (armed === null || armed > due) arm(scene, timer, due);
}

/** Reminders are for those who agreed to take part and want them. */
const reminds = ({ common }: Scene): boolean => common.consented && !common.noReminders && !common.blocked;

/** Nobody is waited for who is with a person or has finished. */
const expires = (place: Place): boolean =>
  place.status !== "human" &&
  place.status !== "taken" &&
  place.status !== "expired" &&
  place.status !== "done";

/** A reminder is due, unless the candidate was active meanwhile; those that were missed are left out. */
export function remindOrWait(scene: Scene, place: Place): void {
  const { now } = scene.event;
  const { activeAt, reminders } = scene.common;
  const times = reminderTimes(activeAt);
  const due = times[reminders];
  if (!reminds(scene) || !expires(place) || due === undefined || due > now || isQuiet(now)) return;
  if (!isTimed(place)) {
    say(scene, place.status === "paused" ? "nudge.paused" : (nudges[reminders] ?? "nudge.last"));
  }
  scene.common.reminders = times.filter((time) => time <= now).length;
}

const nudges = ["nudge.first", "nudge.second", "nudge.last"] as const;

/** 72 hours are over, unless the candidate was active meanwhile. */
export function expireOrWait(scene: Scene, place: Place): Place {
  const due = scene.common.activeAt + expiryMs;
  if (!expires(place)) return place;
  if (due > scene.event.now) return place;
  cancel(scene, "nudge");
  fact(scene, "expired", { section: scene.section });
  return { status: "expired", resume: stepOf(place) };
}
