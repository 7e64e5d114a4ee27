import type { Branch } from "../content/scenario.ts";
import { inLocale } from "../locale.ts";
import { findEvidence } from "../scoring/evidence.ts";
import { type Draw, drawPlay, filled, wording } from "./roleplay-draw.ts";
import { finishPlay } from "./roleplay-end.ts";
import { isAngry, moodAfter, moodAfterSilence } from "./roleplay-mood.ts";
import { addressed, awaitOpening, nextOpening, openingLine } from "./roleplay-openings.ts";
import { givingUp, impatience, reaction, type Situation, silenceTimes } from "./roleplay-react.ts";
import { arm, cancel, type Scene, sayText } from "./scene.ts";
import type { Bubble, Line, Place, RolePlay } from "./state.ts";

const mostNeutralLines = 2;

/** What chance decided for a play of this conversation. */
export const drawOf = (scene: Scene, play: number): Draw =>
  drawPlay(scene.script.scenario, scene.locale, scene.common.seed, play);

/** The candidate's turn is over: the customer reacts to everything said so far, or closes the chat. */
export function endTurn(scene: Scene, before: RolePlay): Place {
  const { scenario } = scene.script;
  cancel(scene, "turn");
  const { step, situation, asked } = judge(scene, before);
  const exhausted = step.followUps >= scenario.max_customer_turns - 1;
  const branch = reaction(scenario, situation, exhausted);
  const closing = branch?.terminal ? branch : null;
  if (closing) return close(scene, step, closing, asked, "closed");
  if (branch) {
    const next = { ...step, used: [...step.used, branch.id], followUps: step.followUps + 1 };
    return waitAgain(scene, speak(scene, next, lineOf(scene, step, branch), asked, branch.id));
  }
  if (!exhausted && step.neutrals < mostNeutralLines) {
    const line = wording(scenario.neutral, drawOf(scene, step.play), "neutral", step.neutrals);
    const next = { ...step, neutrals: step.neutrals + 1, followUps: step.followUps + 1 };
    return waitAgain(scene, speak(scene, next, line, asked));
  }
  return close(scene, step, givingUp(scenario), asked, "turns");
}

/** Time is up. What was said before counts, also when its turn was not over; the customer leaves. */
export function endByLimit(scene: Scene, before: RolePlay): Place {
  const { scenario } = scene.script;
  const { step, situation, asked } =
    before.open.length > 0 ? judge(scene, before) : judge(scene, before, false);
  const satisfied = reaction(scenario, { ...situation, elapsed: 0 }, true);
  return close(scene, step, satisfied ?? givingUp(scenario), asked, "limit");
}

/** Nobody spoke for a while: the customer gets impatient. The clock runs on. */
export function becomeImpatient(scene: Scene, step: RolePlay): Place {
  const { scenario } = scene.script;
  const times = silenceTimes(scenario);
  const seconds = times[step.nudged];
  const branch = seconds === undefined ? null : impatience(scenario, seconds);
  const next = times[step.nudged + 1];
  if (next !== undefined) arm(scene, "silence", step.silentSince + next * 1000);
  const later = { ...step, nudged: step.nudged + 1, mood: moodAfterSilence(scenario, step.mood) };
  if (!branch) return later;
  const repeats = step.lines.filter(({ node }) => node === branch.id).length;
  return speak(scene, later, lineOf(scene, later, branch, repeats), "", branch.id);
}

/** The next customer writes for the first time; whoever answers somebody else just now is not interrupted. */
export function openAnother(scene: Scene, step: RolePlay): RolePlay {
  const { scenario } = scene.script;
  const opening = nextOpening(scenario, step);
  if (!opening) return step;
  const line = openingLine(scenario, opening, drawOf(scene, step.play));
  const next = speak(scene, step, line, "", opening.id);
  awaitOpening(scene, next);
  return next;
}

type Judged = { step: RolePlay; situation: Situation; asked: string };

function judge(scene: Scene, before: RolePlay, isTurn = true): Judged {
  const { scenario } = scene.script;
  const startAt = before.startAt ?? scene.event.now;
  const draw = drawOf(scene, before.play);
  const lines = before.open.reduce(
    (all: Line[], bubble) => placed(all, bubble, (bubble.at - startAt) / 1000),
    before.lines,
  );
  const evidence = findEvidence(scenario, lines, draw.slots);
  const lastLine = before.lines.findLast(({ from }) => from === "customer");
  const [firstBubble] = before.open;
  const wait = firstBubble ? (firstBubble.at - startAt) / 1000 - (lastLine?.t ?? 0) : 0;
  const requests = scenario.on_request.filter(
    ({ asked }) => evidence.concepts.includes(asked) && !before.given.includes(asked),
  );
  const step: RolePlay = {
    ...before,
    ...moodAfter(scenario, before, evidence, wait),
    lines,
    open: [],
    counted: 0,
    replies: before.replies + (isTurn ? 1 : 0),
    given: [...before.given, ...requests.map(({ asked }) => asked)],
  };
  const elapsed = secondsOf(scene, before);
  return {
    step,
    situation: {
      evidence,
      used: step.used,
      replies: step.replies,
      elapsed,
      mood: step.mood,
      bait: draw.bait,
    },
    asked: requests.map(({ say }) => filled(inLocale(say, scene.locale), draw)).join(" "),
  };
}

/**
 * The lines with a bubble where it was said: written before the customer's newest line was seen, it is not an answer to
 * that line and must not count as prompted by it.
 */
export function placed(lines: readonly Line[], { messageId, text, spoken }: Bubble, t: number): Line[] {
  const after = lines.findIndex((line) => line.t > t);
  const at = after < 0 ? lines.length : after;
  const line: Line = { from: "candidate", t, text, messageId, ...(spoken ? { spoken } : {}) };
  return [...lines.slice(0, at), line, ...lines.slice(at)];
}

/** Seconds since the first customer line, by our clock. */
const secondsOf = (scene: Scene, { beganAt }: RolePlay): number =>
  beganAt === null ? 0 : (scene.event.now - beganAt) / 1000;

function lineOf(scene: Scene, step: RolePlay, branch: Branch, repeat = 0): string {
  const angry = isAngry(scene.script.scenario, step.mood) ? branch.angry : undefined;
  const said = wording(angry ?? branch.say, drawOf(scene, step.play), branch.id, repeat);
  return addressed(scene.script.scenario, branch.thread, said);
}

/** What the customer was asked for comes first, in the same bubble. */
function speak(scene: Scene, step: RolePlay, line: string, asked: string, node?: string): RolePlay {
  const text = asked === "" ? line : `${asked}\n${line}`;
  const key = sayText(scene, text, { author: "customer", tracked: true });
  const t = secondsOf(scene, step);
  return {
    ...step,
    lines: [...step.lines, { from: "customer", t, text, key, ...(node === undefined ? {} : { node }) }],
    undelivered: [...step.undelivered, { key, saidAt: scene.event.now }],
  };
}

function waitAgain(scene: Scene, step: RolePlay): RolePlay {
  const [first] = silenceTimes(scene.script.scenario);
  if (first !== undefined) arm(scene, "silence", scene.event.now + first * 1000);
  return { ...step, silentSince: scene.event.now, nudged: 0 };
}

function close(
  scene: Scene,
  step: RolePlay,
  branch: Branch | null,
  asked: string,
  reason: "closed" | "turns" | "limit",
): Place {
  if (!branch) return finishPlay(scene, step, reason);
  const line = lineOf(scene, step, branch);
  const text = asked === "" ? line : `${asked}\n${line}`;
  sayText(scene, text, { author: "customer" });
  const t = secondsOf(scene, step);
  const lines: Line[] = [...step.lines, { from: "customer", t, text, node: branch.id }];
  return finishPlay(scene, { ...step, lines }, reason);
}
