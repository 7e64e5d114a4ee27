import { inLocale } from "../locale.ts";
import { openPlay } from "./roleplay.ts";
import { drawPlay, filled } from "./roleplay-draw.ts";
import { askRule } from "./rule.ts";
import { answerOf, type Said, type Scene, say, sayText } from "./scene.ts";
import { askItem, itemPatience } from "./short.ts";
import { drawItems } from "./short-draw.ts";
import type { PlayResult, Ready, RolePlay, Rule, Short } from "./state.ts";
import { text } from "./text.ts";
import { isContinue, isResume } from "./words.ts";

type Details = Partial<Pick<Ready, "why" | "absorbUntil" | "endedAt" | "rule" | "short">>;

/** Stops before a timed section until the candidate says that they are ready. */
export function enterReady(scene: Scene, next: Ready["next"], details: Details = {}): Ready {
  const step = readyFor(scene, next, details);
  askReady(scene, step);
  return step;
}

/** The same without a word, for those who come back to it later. */
export function readyFor(scene: Scene, next: Ready["next"], details: Details = {}): Ready {
  scene.section = next;
  scene.common.count += 1;
  return {
    status: "ready",
    next,
    why: "first",
    token: `go${scene.common.count}`,
    absorbUntil: 0,
    endedAt: 0,
    rule: null,
    short: null,
    ...details,
  };
}

export function askReady(scene: Scene, step: Ready): void {
  const { script, locale } = scene;
  const go = { token: step.token, choices: [["go", goLabels[step.next]]] } as const;
  if (step.why === "interrupted") {
    // A parallel play has other facts; whoever decides by a data card needs the new one.
    const changed = step.next === "roleplay" && /\{\w+\}/.test(inLocale(script.scenario.brief, locale));
    if (changed) sayText(scene, briefOf(scene));
    return void say(scene, interruptedKeys[step.next], go);
  }
  if (step.why === "again") return void say(scene, "ready.again", go);
  switch (step.next) {
    case "roleplay":
      say(scene, "roleplay.ready", { ...go, params: { brief: briefOf(scene) } });
      return;
    case "rule": {
      const minutes = script.rule.time_limits.total_s / 60;
      say(scene, "rule.ready", { ...go, params: { minutes, brief: ruleBrief(scene) } });
      return;
    }
    case "short": {
      const { time_limit_s: seconds } = script.shortItems;
      const { length: count } = step.short?.items ?? itemsOf(scene);
      const params = { count, seconds, most: seconds * itemPatience };
      say(scene, "short.ready", { ...go, params });
      return;
    }
    default:
      return step.next satisfies never;
  }
}

/** What the candidate may decide, with the facts of the play that comes next. */
const briefOf = ({ script, locale, common }: Scene): string =>
  filled(
    inLocale(script.scenario.brief, locale),
    drawPlay(script.scenario, locale, common.seed, common.plays + 1),
  );

/** An item says itself what to do; a card is asked by a customer or a colleague, about its platform. */
function ruleBrief({ script, locale }: Scene): string {
  const { rule } = script;
  if (rule.kind === "rule") return inLocale(rule.brief, locale);
  const platform = text(script, locale, platformKeys.get(rule.source.platform) ?? "rule.platform_any");
  return text(script, locale, "rule.brief", { platform });
}

export function hearReady(scene: Scene, step: Ready, event: Said): Ready | RolePlay | Rule | Short | null {
  const answer = answerOf(event, step.token);
  if (answer === null) return null;
  // A late "ok" to the customer must not start the next clock.
  const crossing = event.now < step.absorbUntil;
  if (answer === "go" || (crossing ? isResume(answer) : isContinue(answer))) return begin(scene, step);
  if (crossing) return absorb(scene, step, event);
  remindReady(scene, step);
  return step;
}

/** How to start, without what comes next. */
export function remindReady(scene: Scene, step: Ready): void {
  say(scene, "ready.again", { token: step.token, choices: [["go", goLabels[step.next]]] });
}

function begin(scene: Scene, step: Ready): RolePlay | Rule | Short {
  switch (step.next) {
    case "roleplay":
      return openPlay(scene);
    case "rule":
      return askRule(scene, step.rule ?? { usedMs: 0, wording: 0, answers: [], offered: false });
    case "short":
      return askItem(scene, step.short ?? { items: itemsOf(scene), index: 0 });
    default:
      return step.next satisfies never;
  }
}

const itemsOf = ({ script, common }: Scene): string[] =>
  drawItems(script.shortItems, common.seed, common.attempt, common.restingCards);

/** A bubble that crossed the end of the role-play: sent in time it belongs there, and it never answers this prompt. */
function absorb(scene: Scene, step: Ready, event: Said): Ready {
  const { play } = scene.common.results;
  if (play && step.next === "rule" && event.at >= play.startAt && event.at < step.endedAt) {
    scene.common.results = { ...scene.common.results, play: withBubble(play, event) };
  }
  return { ...step };
}

function withBubble(play: PlayResult, { at, text, messageId }: Said): PlayResult {
  const t = (at - play.startAt) / 1000;
  return { ...play, lines: [...play.lines, { from: "candidate", t, text: text.slice(0, 1000), messageId }] };
}

const platformKeys: ReadonlyMap<string, string> = new Map([
  ["tmall", "rule.platform_tmall"],
  ["pdd", "rule.platform_pdd"],
  ["jd", "rule.platform_jd"],
  ["douyin", "rule.platform_douyin"],
]);

const goLabels = {
  roleplay: "ready.choice_start",
  rule: "ready.choice_continue",
  short: "ready.choice_continue",
} as const;

const interruptedKeys = {
  roleplay: "roleplay.interrupted",
  rule: "rule.interrupted",
  short: "short.interrupted",
} as const;
