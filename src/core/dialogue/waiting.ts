import { sayNudge } from "./nudge.ts";
import { afterQuiet, expiryMs, firstReminderMs, isQuiet, reminderTimes, usualZone } from "./reminders.ts";
import { arm, cancel, type Fired, fact, type Scene } from "./scene.ts";
import { isTimed, type Place, stepOf } from "./state.ts";

/**
 * Arms reminders and expiry for a candidate we wait for. A timer that is armed for an earlier time stays: when it fires
 * it looks at the last activity and moves on, so that a message costs no timer.
 */
export function keepWaiting(scene: Scene, place: Place): void {
  if (!expires(place)) return cancel(scene, "nudge", "expire");
  const { activeAt, reminders } = scene.common;
  armAtLatest(scene, "expire", activeAt + expiryMs);
  const armed = scene.common.timers.nudge?.due ?? null;
  if (!reminds(scene) || (armed !== null && armed <= activeAt + firstReminderMs)) return;
  const zone = zoneOf(scene);
  const next = reminderTimes(activeAt, zone)[reminders];
  if (next) armAtLatest(scene, "nudge", Math.max(next.at, afterQuiet(scene.event.now, zone)));
}

const zoneOf = ({ common }: Scene): string => common.timeZone ?? usualZone;

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

/**
 * A reminder is due, unless the candidate was active meanwhile; those that were missed are left out, and so is one that
 * the platform would not let through.
 */
export function remindOrWait(scene: Scene, place: Place, { now, shut }: Fired): void {
  const { activeAt, reminders } = scene.common;
  const zone = zoneOf(scene);
  const times = reminderTimes(activeAt, zone);
  const due = times[reminders];
  if (!reminds(scene) || !expires(place) || due === undefined || due.at > now || isQuiet(now, zone)) return;
  const passed = times.filter(({ at }) => at <= now);
  if (!isTimed(place) && !shut) sayNudge(scene, place, passed.at(-1)?.kind ?? due.kind);
  scene.common.reminders = passed.length;
}

/** 72 hours are over, unless the candidate was active meanwhile. */
export function expireOrWait(scene: Scene, place: Place): Place {
  const due = scene.common.activeAt + expiryMs;
  if (!expires(place)) return place;
  if (due > scene.event.now) return place;
  cancel(scene, "nudge");
  fact(scene, "expired", { section: scene.section });
  return { status: "expired", resume: stepOf(place) };
}
