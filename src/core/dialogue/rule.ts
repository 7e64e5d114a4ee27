import { inLocale } from "../locale.ts";
import { deriveSeed } from "../random.ts";
import { askReady, enterReady, readyFor } from "./ready.ts";
import { type Interruption, outageOf } from "./roleplay-end.ts";
import { bubbleOf, turnBubbles, turnSilenceMs } from "./roleplay-limits.ts";
import { arm, cancel, type Fired, fact, type Said, type Scene, say, sayText } from "./scene.ts";
import type { Place, Ready, Rule, RuleProgress } from "./state.ts";
import { isFinished, isResume } from "./words.ts";

/** A customer asks about a platform rule. The clock starts when the question was delivered. */
export function askRule(scene: Scene, progress: RuleProgress): Rule {
  scene.section = "rule";
  const key = sayText(scene, questionOf(scene, progress), { author: "customer", tracked: true });
  return { status: "rule", ...progress, key, saidAt: scene.event.now, startAt: null, beganAt: null, open: 0 };
}

export function deliveredRule(scene: Scene, step: Rule, key: string, at: number): Rule | null {
  if (key !== step.key || step.startAt !== null) return null;
  const { now } = scene.event;
  arm(scene, "limit", now + limitMs(scene) - step.usedMs);
  return { ...step, startAt: at, beganAt: now };
}

/** Bubbles are collected until the candidate says that this was all, or the time is up. */
export function hearRule(scene: Scene, step: Rule, event: Said): Place | null {
  const done = event.choice === `${step.key}:done`;
  if (event.choice !== undefined && !done) return null;
  // A button has no platform time; it hangs on what was shown, so that it cannot come before it.
  if (!done && step.startAt !== null && event.at < step.startAt) return null;
  const used = done ? usedUntilNow(scene, step) : usedMs(step, event.at);
  if (used >= limitMs(scene)) return finishRule(scene, step, limitMs(scene));
  if (done || isFinished(event.text)) return step.answers.length > 0 ? finishRule(scene, step, used) : null;
  // A second "continue" for the gate before is no part of the answer.
  if (isResume(event.text)) return null;
  const bubble = bubbleOf(event, step.answers);
  if (!bubble) return null;
  const answers = [...step.answers, bubble].sort((a, b) => a.at - b.at);
  const open = step.open + (event.surplus ? 0 : 1);
  if (open >= turnBubbles) return offerEnd(scene, { ...step, answers });
  arm(scene, "turn", event.now + turnSilenceMs);
  return { ...step, answers, open };
}

/** As long as the section runs, an answer may be corrected. */
export function editRule(step: Rule, messageId: string, text: string): Rule | null {
  if (!step.answers.some((bubble) => bubble.messageId === messageId)) return null;
  const answers = step.answers.map((bubble) =>
    bubble.messageId === messageId ? { ...bubble, text: text.slice(0, bubble.text.length + 500) } : bubble,
  );
  return { ...step, answers };
}

export function firedInRule(scene: Scene, step: Rule, event: Fired): Place | null {
  const outage = outageOf(event);
  if (outage) return interruptRule(scene, step, outage);
  switch (event.timer) {
    case "turn":
      return offerEnd(scene, step);
    case "limit":
      return finishRule(scene, step, limitMs(scene));
    case "silence":
    case "opening":
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

/** Leaves the section for now, without a word: what was said and the time that ran are kept. */
export function leaveRule(scene: Scene, step: Rule): Ready {
  cancel(scene, "turn", "limit");
  const used = usedUntilNow(scene, step);
  const { wording, answers, offered } = step;
  return readyFor(scene, "rule", { why: "again", rule: { usedMs: used, wording, answers, offered } });
}

/** Starts the section again with another wording of the question: neither time nor words are held against anybody. */
export function interruptRule(scene: Scene, step: Rule, reason: Interruption): Ready {
  const ready = abandonRule(scene, step, reason);
  askReady(scene, ready);
  return ready;
}

/** The same without a word. */
export function abandonRule(scene: Scene, step: Rule, reason: Interruption): Ready {
  cancel(scene, "turn", "limit");
  scene.common.interrupted = true;
  fact(scene, "roleplay_interrupted", { reason, section: "rule" });
  const rule = { usedMs: 0, wording: step.wording + 1, answers: [], offered: false };
  return readyFor(scene, "rule", { why: "interrupted", rule });
}

/** Nobody is cut off while typing: the turn's end only tells how to finish, once. */
function offerEnd(scene: Scene, step: Rule): Rule {
  cancel(scene, "turn");
  if (!step.offered) say(scene, "rule.more", { token: step.key, choices: [["done", "rule.choice_done"]] });
  return { ...step, open: 0, offered: true };
}

function finishRule(scene: Scene, step: Rule, used: number): Ready {
  cancel(scene, "turn", "limit");
  const seconds = used / 1000;
  const { results } = scene.common;
  scene.common.results = {
    ...results,
    rule: { locale: scene.locale, seconds, answers: step.answers, question: questionOf(scene, step) },
  };
  fact(scene, "rule_finished", { answered: step.answers.length > 0 });
  const timeUp = used >= limitMs(scene);
  if (timeUp) say(scene, "rule.time_up", { params: { minutes: limitMs(scene) / 60_000 } });
  else say(scene, "rule.over");
  const { total_s, hard_stop_s } = scene.script.rule.time_limits;
  const absorbUntil = timeUp ? scene.event.now + (hard_stop_s - total_s) * 1000 : 0;
  return enterReady(scene, "short", { absorbUntil });
}

/** The wording that is asked. Each explanation has its own; which one comes is the conversation's luck. */
function questionOf({ script, locale, common }: Scene, { wording }: RuleProgress): string {
  const questions = inLocale(script.rule.customer_say, locale);
  return questions[(deriveSeed(common.seed, "rule") + wording) % questions.length] ?? "";
}

const limitMs = (scene: Scene): number => scene.script.rule.time_limits.total_s * 1000;

const usedUntilNow = ({ event }: Scene, { usedMs, beganAt }: Rule): number =>
  beganAt === null ? usedMs : usedMs + event.now - beganAt;

const usedMs = (step: Rule, at: number): number =>
  step.startAt === null ? step.usedMs : step.usedMs + at - step.startAt;
