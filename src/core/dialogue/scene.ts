import type { Choice } from "../channel.ts";
import type { Script } from "../content/script.ts";
import type { Locale } from "../locale.ts";
import type { Effect, FactName, Notice, Section, Stage } from "./effect.ts";
import type { DialogueEvent, TimerKind } from "./event.ts";
import type { Common } from "./state.ts";
import { type Params, text, texts } from "./text.ts";

/**
 * One transition in the making. `common` is this transition's own copy; handlers replace its fields, never change what
 * is inside them, so that the state before stays as it was.
 */
export type Scene = {
  /** That of the attempt the candidate is at. */
  script: Script;
  readonly event: DialogueEvent;
  readonly effects: Effect[];
  locale: Locale;
  common: Common;
  section: Section;
};

/** The `said` events, which most handlers are about. */
export type Said = Extract<DialogueEvent, { type: "said" }>;
/** The `timedOut` events. */
export type Fired = Extract<DialogueEvent, { type: "timedOut" }>;

export type SayOptions = {
  params?: Params | undefined;
  /** Buttons: [value, key of the label]; `token` ties them to the question that is asked. */
  choices?: readonly (readonly [value: string, label: string])[] | undefined;
  token?: string | undefined;
  tracked?: boolean | undefined;
};

/** Says the sentence or sentences of `key`; buttons and tracking belong to the last bubble, whose key is returned. */
export function say(scene: Scene, key: string, options: SayOptions = {}): string {
  const bubbles = texts(scene.script, scene.locale, key, options.params);
  const choices = choicesOf(scene, options);
  let last = "";
  for (const [index, bubble] of bubbles.entries()) {
    const isLast = index === bubbles.length - 1;
    last = sayText(scene, bubble, isLast ? { choices, tracked: options.tracked } : {});
  }
  return last;
}

/** Says one sentence as a bubble with a key of its own that is tracked, and of no use after `until`. */
export function sayAs(scene: Scene, key: string, options: SayOptions & { key: string; until: number }): void {
  scene.common.count += 1;
  scene.effects.push({
    type: "say",
    key: options.key,
    text: text(scene.script, scene.locale, key, options.params),
    section: scene.section,
    choices: choicesOf(scene, options),
    tracked: true,
    until: options.until,
  });
}

const choicesOf = (scene: Scene, { choices, token }: SayOptions): Choice[] | undefined =>
  choices?.map(
    ([value, label]): Choice => ({
      value: `${token ?? ""}:${value}`,
      label: text(scene.script, scene.locale, label),
    }),
  );

type Bubble = {
  author?: "bot" | "customer" | "recruiter" | undefined;
  choices?: Choice[] | undefined;
  tracked?: boolean | undefined;
  section?: Section | undefined;
};

/** Says `bubble` as it is; returns its key. */
export function sayText(scene: Scene, bubble: string, options: Bubble = {}): string {
  const key = nextKey(scene, "b");
  scene.effects.push({
    type: "say",
    key,
    text: bubble,
    section: options.section ?? scene.section,
    ...(options.author ? { author: options.author } : {}),
    ...(options.choices?.length ? { choices: options.choices } : {}),
    ...(options.tracked ? { tracked: true } : {}),
  });
  return key;
}

/** The candidate did something: reminders begin anew, and one that is on its way comes too late. */
export function noteActive({ common, event, effects }: Scene): void {
  if (common.reminders > 0) effects.push({ type: "dropReminders" });
  common.activeAt = event.now;
  common.reminders = 0;
}

/** (Re)arms a timer for `due`, ms since epoch. */
export function arm(scene: Scene, timer: TimerKind, due: number): void {
  const generation = (scene.common.timers[timer]?.generation ?? 0) + 1;
  scene.common.timers = { ...scene.common.timers, [timer]: { generation, due } };
  scene.effects.push({ type: "timer", timer, generation, due });
}

/** Disarms timers; the ones that are not armed cost nothing. */
export function cancel(scene: Scene, ...timers: TimerKind[]): void {
  for (const timer of timers) {
    const armed = scene.common.timers[timer];
    if (!armed || armed.due === null) continue;
    scene.common.timers = { ...scene.common.timers, [timer]: { generation: armed.generation, due: null } };
    scene.effects.push({ type: "cancelTimer", timer });
  }
}

export function fact(
  scene: Scene,
  name: FactName,
  data?: Record<string, string | number | boolean | null>,
): void {
  scene.effects.push(data ? { type: "fact", name, data } : { type: "fact", name });
}

export function notify(scene: Scene, notice: Notice): void {
  scene.effects.push({ type: "notify", key: nextKey(scene, "n"), notice });
}

export function moveTo(scene: Scene, stage: Stage): void {
  scene.effects.push({ type: "stage", to: stage });
}

/**
 * What a message answers to the question `token`: the value of its button, else its text. Null = a button of an older
 * question, which is no answer to this one.
 */
export function answerOf(event: Said, token: string): string | null {
  if (event.choice === undefined) return event.text;
  return event.choice.startsWith(`${token}:`) ? event.choice.slice(token.length + 1) : null;
}

/** Buttons of a question that needs a clear yes. */
export const sure = {
  token: "sure",
  choices: [
    ["yes", "commands.choice_sure"],
    ["no", "commands.choice_keep"],
  ],
} as const;

function nextKey(scene: Scene, prefix: string): string {
  scene.common.count += 1;
  return `${prefix}${scene.common.count}`;
}
