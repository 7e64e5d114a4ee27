import { answerLater } from "./answer-later.ts";
import { pauseAt } from "./holds.ts";
import { askReady, readyFor } from "./ready.ts";
import { lateTimerMs, lostLinkMs } from "./roleplay-limits.ts";
import { cancel, type Fired, fact, type Scene, say } from "./scene.ts";
import type { Place, Ready, RolePlay } from "./state.ts";

/** Why a running section cannot be held against the candidate. */
export type Interruption =
  | "link_lost"
  | "late_delivery"
  | "undelivered"
  | "outage"
  | "blocked"
  | "human"
  | "takeover";

/** Whether a timer says that we or the candidate's link were away; silence alone is no interruption. */
export function outageOf({ now, due, linkSeenAt }: Fired): Interruption | null {
  if (now - due > lateTimerMs) return "outage";
  return linkSeenAt !== null && now - linkSeenAt > lostLinkMs ? "link_lost" : null;
}

/** Ends the role-play without a score; it starts again on a parallel variant when the candidate is ready. */
export function interruptPlay(scene: Scene, step: RolePlay, reason: Interruption): Place {
  const ready = abandonPlay(scene, step, reason);
  if (step.pauseAfter) return pauseAt(scene, ready);
  askReady(scene, ready);
  return ready;
}

/** The same without a word. */
export function abandonPlay(scene: Scene, step: RolePlay, reason: Interruption): Ready {
  cancel(scene, "turn", "silence", "opening", "limit");
  scene.common.interrupted = true;
  fact(scene, "roleplay_interrupted", { reason, play: step.play });
  return readyFor(scene, "roleplay", { why: "interrupted" });
}

/** Keeps what was said and stops before the next part. */
export function finishPlay(scene: Scene, step: RolePlay, reason: "closed" | "turns" | "limit"): Place {
  const { total_s, hard_stop_s } = scene.script.scenario.time_limits;
  const startAt = step.startAt ?? scene.event.now;
  cancel(scene, "turn", "silence", "opening", "limit");
  const lines = step.lines.map(({ key: _, ...line }) => line);
  scene.common.results = {
    ...scene.common.results,
    play: { locale: scene.locale, play: step.play, startAt, lines },
  };
  fact(scene, "roleplay_finished", { reason, play: step.play });
  if (reason === "limit") say(scene, "roleplay.time_up", { params: { minutes: total_s / 60 } });
  else say(scene, "roleplay.over");
  answerLater(scene);
  const ready = readyFor(scene, "rule", {
    endedAt:
      startAt + (reason === "limit" ? total_s * 1000 : scene.event.now - (step.beganAt ?? scene.event.now)),
    absorbUntil: scene.event.now + (hard_stop_s - total_s) * 1000,
  });
  if (step.pauseAfter) return pauseAt(scene, ready);
  askReady(scene, ready);
  return ready;
}
