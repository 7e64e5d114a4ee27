import type { ShortItem } from "../content/rule.ts";
import { inLocale } from "../locale.ts";
import { complete } from "./closing.ts";
import { askReady, enterReady, readyFor } from "./ready.ts";
import { type Interruption, outageOf } from "./roleplay-end.ts";
import { bubbleOf } from "./roleplay-limits.ts";
import { answerOf, arm, cancel, type Fired, fact, type Said, type Scene, say } from "./scene.ts";
import { verdictOf } from "./short-verdict.ts";
import type { Bubble, Place, Ready, Short, ShortProgress } from "./state.ts";
import { isSkip } from "./words.ts";

/**
 * An item moves on after twice its target time: the target is for a quick typist, and reading, deciding and writing a
 * sentence must not punish a slow one.
 */
export const itemPatience = 2;
/** What arrives so soon after a new item was typed for the one before. */
const overlapMs = 6_000;

const verdicts = [
  ["true", "short.choice_true"],
  ["false", "short.choice_false"],
  ["unsure", "short.choice_unsure"],
] as const;

/** Says one statement; its clock starts when it was delivered. */
export function askItem(scene: Scene, { items, index }: ShortProgress): Short {
  scene.section = "short";
  const item = itemAt(scene, items, index);
  const statement = item ? inLocale(item.statement, scene.locale) : "";
  const key = say(scene, "short.item", {
    params: { n: index + 1, of: items.length, statement },
    token: tokenOf(scene, index),
    choices: verdicts,
    tracked: true,
  });
  return {
    status: "short",
    items,
    index,
    key,
    saidAt: scene.event.now,
    shownAt: null,
    verdict: null,
    bubbles: [],
  };
}

export function deliveredItem(scene: Scene, step: Short, key: string, at: number): Short | null {
  if (key !== step.key || step.shownAt !== null) return null;
  arm(scene, "item", scene.event.now + scene.script.shortItems.time_limit_s * 1000 * itemPatience);
  return { ...step, shownAt: at };
}

export function hearShort(scene: Scene, step: Short, event: Said): Place | null {
  const answer = answerOf(event, tokenOf(scene, step.index));
  if (answer === null) return null;
  // A button of this statement was pressed after it was shown, whatever the clocks say.
  if (event.choice === undefined && event.at < (step.shownAt ?? step.saidAt))
    return addToLast(scene, step, event);
  const found = verdictOf(answer);
  if (step.verdict === null) {
    if (!found) return overlaps(step, event) ? addToLast(scene, step, event) : askAgain(scene, step, event);
    if (found.reason) return next(scene, { ...step, verdict: found.verdict }, event);
    say(scene, "short.reason", {
      token: tokenOf(scene, step.index),
      choices: [["skip", "short.choice_skip"]],
    });
    return withBubble({ ...step, verdict: found.verdict }, event);
  }
  if (isSkip(answer)) return next(scene, step, null);
  // Another bare verdict is a change of mind; the reason was asked for already.
  if (found && !found.reason)
    return found.verdict === step.verdict ? null : { ...step, verdict: found.verdict };
  return next(scene, found ? { ...step, verdict: found.verdict } : step, event);
}

/** Until the item is over its reason may be corrected. */
export function editShort(step: Short, messageId: string, text: string): Short | null {
  if (!step.bubbles.some((bubble) => bubble.messageId === messageId)) return null;
  const bubbles = step.bubbles.map((bubble) =>
    bubble.messageId === messageId ? { ...bubble, text: text.slice(0, 1000) } : bubble,
  );
  return { ...step, bubbles };
}

export function firedInShort(scene: Scene, step: Short, event: Fired): Place | null {
  const outage = outageOf(event);
  if (outage) return interruptShort(scene, step, outage);
  if (event.timer !== "item") return null;
  record(scene, step);
  if (step.verdict !== null) return goOn(scene, step);
  say(scene, "short.time_up");
  // Whoever left comes back to the next item, not to a row of missed ones.
  const rest = { items: step.items, index: step.index + 1 };
  return rest.index < rest.items.length
    ? enterReady(scene, "short", { why: "again", short: rest })
    : finish(scene);
}

/** Leaves the section for now, without a word; the item is shown again later. */
export function leaveShort(scene: Scene, { items, index }: Short): Ready {
  cancel(scene, "item");
  return readyFor(scene, "short", { why: "again", short: { items, index } });
}

/** The item was not seen, or its answer could not be sent: it comes again. */
export function interruptShort(scene: Scene, step: Short, reason: Interruption): Ready {
  const ready = abandonShort(scene, step, reason);
  askReady(scene, ready);
  return ready;
}

/** The same without a word. */
export function abandonShort(scene: Scene, { items, index }: Short, reason: Interruption): Ready {
  cancel(scene, "item");
  scene.common.interrupted = true;
  fact(scene, "roleplay_interrupted", { reason, section: "short" });
  return readyFor(scene, "short", { why: "interrupted", short: { items, index } });
}

/** Says what the open item still needs. */
export function repeatItem(scene: Scene, { index, verdict }: Short): void {
  const token = tokenOf(scene, index);
  if (verdict === null) say(scene, "question.back_short", { token, choices: verdicts });
  else say(scene, "question.back_reason", { token, choices: [["skip", "short.choice_skip"]] });
}

function askAgain(scene: Scene, step: Short, event: Said): Short {
  say(scene, "short.again", { token: tokenOf(scene, step.index), choices: verdicts });
  return withBubble(step, event);
}

function withBubble(step: Short, event: Said): Short {
  const bubble = bubbleOf(event, step.bubbles);
  return bubble ? { ...step, bubbles: [...step.bubbles, bubble] } : step;
}

const overlaps = (step: Short, event: Said): boolean =>
  step.index > 0 && step.bubbles.length === 0 && event.at < (step.shownAt ?? step.saidAt) + overlapMs;

/** A second bubble of the reason for the item before. */
function addToLast(scene: Scene, step: Short, event: Said): Short {
  const { results } = scene.common;
  const last = results.short.at(-1);
  const bubble = last ? bubbleOf(event, last.bubbles) : null;
  if (last && bubble && last.verdict !== "none") {
    const bubbles = [...last.bubbles, bubble];
    scene.common.results = { ...results, short: [...results.short.slice(0, -1), { ...last, bubbles }] };
  }
  return { ...step };
}

function next(scene: Scene, step: Short, event: Said | null): Place {
  record(scene, event ? withBubble(step, event) : step);
  return goOn(scene, step);
}

function goOn(scene: Scene, step: Short): Place {
  cancel(scene, "item");
  const index = step.index + 1;
  return index < step.items.length ? askItem(scene, { items: step.items, index }) : finish(scene);
}

function record(scene: Scene, { items, index, verdict, bubbles }: Short): void {
  const { results } = scene.common;
  const answer = {
    item: items[index] ?? "",
    locale: scene.locale,
    verdict: verdict ?? "none",
    bubbles,
  } as const;
  scene.common.results = { ...results, short: [...results.short, { ...answer, bubbles: trimmed(bubbles) }] };
}

const trimmed = (bubbles: readonly Bubble[]): Bubble[] => bubbles.slice(-5);

function finish(scene: Scene): Place {
  const answered = scene.common.results.short.filter(({ verdict }) => verdict !== "none").length;
  fact(scene, "short_finished", { answered });
  return complete(scene);
}

const itemAt = (scene: Scene, items: readonly string[], index: number): ShortItem | undefined =>
  scene.script.shortItems.items.find(({ id }) => id === items[index]);

const tokenOf = (scene: Scene, index: number): string => `q${scene.common.attempt}.${index}`;
