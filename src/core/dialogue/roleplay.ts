import { interruptPlay, outageOf } from "./roleplay-end.ts";
import { bubbleOf, deliveryMs, turnBubbles, turnSilenceMs } from "./roleplay-limits.ts";
import { awaitOpening, openingLine } from "./roleplay-openings.ts";
import { silenceTimes } from "./roleplay-react.ts";
import { becomeImpatient, drawOf, endByLimit, endTurn, openAnother, placed } from "./roleplay-turn.ts";
import { arm, cancel, type Fired, fact, type Said, type Scene, sayText } from "./scene.ts";
import type { Place, RolePlay } from "./state.ts";

/** The customer's first line. Its clock starts when the line was delivered, not before. */
export function openPlay(scene: Scene): RolePlay {
  const { scenario } = scene.script;
  scene.section = "roleplay";
  scene.common.plays += 1;
  const { plays: play, attempt } = scene.common;
  const draw = drawOf(scene, play);
  const first = scenario.opening[0];
  const text = first ? openingLine(scenario, first, draw) : "";
  const key = sayText(scene, text, { author: "customer", tracked: true });
  if (play === 1) fact(scene, "assessment_started");
  fact(scene, "roleplay_started", { attempt, play });
  return {
    status: "roleplay",
    play,
    undelivered: [{ key, saidAt: scene.event.now }],
    startAt: null,
    beganAt: null,
    lines: [{ from: "customer", t: 0, text, key, ...(first ? { node: first.id } : {}) }],
    open: [],
    counted: 0,
    used: [],
    given: [],
    neutrals: 0,
    replies: 0,
    followUps: 0,
    mood: scenario.persona.mood_start,
    felt: [],
    silentSince: scene.event.now,
    nudged: 0,
    pauseAfter: false,
  };
}

/** A bubble of the candidate joins the turn; nothing is answered before the turn is over. */
export function hearPlay(scene: Scene, step: RolePlay, event: Said): Place | null {
  if (event.choice !== undefined) return null;
  const bubble = bubbleOf(event, [...step.lines.filter(({ from }) => from === "candidate"), ...step.open]);
  if (!bubble) return null;
  // The clock stands until the opening is delivered; then it turns out what answered it.
  if (step.startAt === null) return { ...step, open: [...step.open, bubble] };
  const t = (event.at - step.startAt) / 1000;
  if (t < 0) return null;
  if (t >= scene.script.scenario.time_limits.total_s) return endByLimit(scene, step);
  if (event.late && step.lines.some((line) => line.from === "customer" && line.t > t)) {
    // The turn it belongs to is over and is not judged again.
    return { ...step, lines: placed(step.lines, bubble, t) };
  }
  const open = [...step.open, bubble].sort((a, b) => a.at - b.at);
  const counted = step.counted + (event.surplus ? 0 : 1);
  const next = { ...step, open, counted, silentSince: event.now };
  cancel(scene, "silence");
  if (counted >= turnBubbles) return endTurn(scene, next);
  arm(scene, "turn", event.now + turnSilenceMs);
  return next;
}

/** Until the turn is over a bubble may be corrected. */
export function editPlay(step: RolePlay, messageId: string, text: string): RolePlay | null {
  if (!step.open.some((bubble) => bubble.messageId === messageId)) return null;
  const open = step.open.map((bubble) =>
    bubble.messageId === messageId ? { ...bubble, text: text.slice(0, bubble.text.length + 500) } : bubble,
  );
  return { ...step, open };
}

/** One of the customer's lines reached the candidate at `at`. */
export function deliveredInPlay(scene: Scene, step: RolePlay, key: string, at: number): Place | null {
  const sent = step.undelivered.find((line) => line.key === key);
  if (!sent) return null;
  if (scene.event.now - sent.saidAt > deliveryMs) return interruptPlay(scene, step, "late_delivery");
  const rest = { ...step, undelivered: step.undelivered.filter((line) => line !== sent) };
  const { startAt } = step;
  if (startAt === null) return start(scene, rest, at);
  const t = Math.max(0, (at - startAt) / 1000);
  const lines = step.lines.map(({ key: own, ...line }) =>
    own === key ? { ...line, t } : own === undefined ? line : { ...line, key: own },
  );
  return { ...rest, lines };
}

function start(scene: Scene, step: RolePlay, at: number): RolePlay {
  const { scenario } = scene.script;
  const { now } = scene.event;
  const open = step.open.filter((bubble) => bubble.at >= at);
  arm(scene, "limit", now + scenario.time_limits.total_s * 1000);
  const [first] = silenceTimes(scenario);
  if (open.length > 0) arm(scene, "turn", now + turnSilenceMs);
  else if (first !== undefined) arm(scene, "silence", now + first * 1000);
  const begun = { ...step, startAt: at, beganAt: now, silentSince: now, open, counted: open.length };
  awaitOpening(scene, begun);
  return begun;
}

/** A timer of the role-play fired. */
export function firedInPlay(scene: Scene, step: RolePlay, event: Fired): Place | null {
  const outage = outageOf(event);
  if (outage) return interruptPlay(scene, step, outage);
  switch (event.timer) {
    case "turn":
      return step.open.length === 0 ? null : endTurn(scene, step);
    case "silence":
      return step.open.length > 0 ? null : becomeImpatient(scene, step);
    case "opening":
      return openAnother(scene, step);
    case "limit":
      return endByLimit(scene, step);
    case "hard":
    case "item":
    case "voice":
    case "wording":
    case "nudge":
    case "expire":
    case "handback":
    case "interview_day":
    case "interview_hours":
      return null;
    default:
      return event.timer satisfies never;
  }
}
