import type { Script } from "../../core/content/script.ts";
import type { DialogueEvent, TimerKind } from "../../core/dialogue/event.ts";
import { drawPlay } from "../../core/dialogue/roleplay-draw.ts";
import { initialState, type Line, type PlayResult, type State } from "../../core/dialogue/state.ts";
import { transition } from "../../core/dialogue/transition.ts";
import { deriveSeed, seededRandom } from "../../core/random.ts";
import type { ComplaintScore } from "../../core/scoring/assessment.ts";
import { scoreComplaint } from "../../core/scoring/complaint.ts";
import { nextMove, type Person } from "../simulate/person.ts";
import type { Persona } from "./personas.ts";
import { newMind, nextReply } from "./replies.ts";
import type { Book } from "./wording.ts";

/** One role-play of one persona, with its real score. */
export type Session = {
  persona: Persona;
  seed: number;
  lines: Line[];
  slots: Record<string, string>;
  score: ComplaintScore;
  /** Elements the persona sent a sentence for, and how. */
  meant: Map<string, "full" | "partial">;
};

/** A weekday, ten in the morning in Shanghai. */
const startAt = Date.UTC(2026, 0, 6, 2);
/** Nobody needs more events than this to get through a role-play. */
const mostSteps = 400;

/** Lets a persona go through the introduction and the role-play on a simulated clock, by the product's own transition. */
export function playSession(script: Script, persona: Persona, book: Book, seed: number): Session {
  const { scenario } = script;
  const random = seededRandom(deriveSeed(seed, `persona ${persona.id}`));
  const person = newcomer(persona, random);
  const mind = newMind(persona, scenario, random);
  const chat = new Chat(script, persona, seed);
  const { slots } = drawPlay(scenario, persona.locale, chat.seed, 1);
  let meant: Session["meant"] = new Map();
  for (let step = 0; step < mostSteps; step++) {
    const play = chat.result();
    if (play) {
      const { lines } = play;
      return { persona, seed, lines, slots, score: score(script, persona, play, slots), meant };
    }
    const { state } = chat;
    if (state.status !== "roleplay") {
      const move = nextMove(person, state, script);
      chat.say(chat.now + (move?.afterMs ?? 0), move?.bubbles[0] ?? "1");
      continue;
    }
    const last = state.lines.findLast(({ from }) => from === "customer");
    const answered = chat.answeredTo === last;
    const asked = scenario.branches.find(({ id }) => id === last?.node)?.prompts ?? [];
    const bubbles = answered ? [] : nextReply(persona, scenario, book, mind, last?.text ?? "", asked, random);
    chat.answeredTo = last;
    if (bubbles.length === 0) chat.fireNext();
    for (const [i, bubble] of bubbles.entries()) {
      const text = bubble.replace(/\{(\w+)\}/g, (whole, name: string) => slots[name] ?? whole);
      const [least, most] = i === 0 ? persona.pause : [0, 1];
      const seconds = least + (most - least) * random() + (60 * text.replace(/\s/g, "").length) / persona.cpm;
      if (chat.say(chat.now + Math.round(1000 * seconds), text)) meant = new Map(mind.said);
    }
  }
  throw new Error(`scenario ${scenario.id}, ${persona.id}, seed ${seed}: the role-play did not end`);
}

const newcomer = ({ locale }: Persona, random: () => number): Person => ({
  index: 0,
  threadId: "",
  locale,
  skill: "good",
  temperament: "steady",
  arrivesAt: 0,
  random,
});

const score = (script: Script, { locale, cpm }: Persona, play: PlayResult, slots: Record<string, string>) =>
  scoreComplaint(script.scenario, script.config, play.lines, {
    typingCpm: cpm,
    locale,
    slots,
    version: script.pins[`scenarios/${script.scenario.id}`] ?? "",
  });

class Chat {
  state: State = initialState;
  now = startAt;
  readonly seed: number;
  /** The customer's line the persona has already reacted to. */
  answeredTo: Line | undefined;
  readonly #script: Script;
  readonly #timers = new Map<TimerKind, { generation: number; due: number }>();
  #messages = 0;

  constructor(script: Script, { locale }: Persona, seed: number) {
    this.#script = script;
    this.seed = deriveSeed(seed, "session");
    const { pins } = script;
    this.#apply({
      type: "started",
      seed: this.seed,
      locale,
      pins,
      jobTitle: "",
      at: this.now,
      now: this.now,
    });
  }

  /** The role-play once it is over. */
  result(): PlayResult | null {
    return "common" in this.state ? this.state.common.results.play : null;
  }

  /** The candidate's message arrives at `at`; what is due before comes first. False = the role-play was over by then. */
  say(at: number, text: string): boolean {
    while (this.#next() !== null && (this.#next()?.[1].due ?? 0) <= at && !this.result()) this.fireNext();
    if (this.result()) return false;
    this.now = Math.max(this.now, at);
    this.#apply({ type: "said", messageId: `m${++this.#messages}`, text, at: this.now, now: this.now });
    return true;
  }

  /** Lets time pass until the next timer. */
  fireNext(): void {
    const next = this.#next();
    if (!next) throw new Error("nothing is going to happen any more: neither side waits for anything");
    const [timer, { generation, due }] = next;
    this.now = Math.max(this.now, due);
    this.#timers.delete(timer);
    this.#apply({ type: "timedOut", timer, generation, due, linkSeenAt: null, at: this.now, now: this.now });
  }

  #next() {
    return [...this.#timers].sort((a, b) => a[1].due - b[1].due)[0] ?? null;
  }

  #apply(event: DialogueEvent): void {
    const [state, effects] = transition(this.#script, this.state, event);
    this.state = state;
    for (const effect of effects) {
      if (effect.type === "timer") this.#timers.set(effect.timer, effect);
      if (effect.type === "cancelTimer") this.#timers.delete(effect.timer);
    }
    for (const effect of effects) {
      if (effect.type === "say" && effect.tracked)
        this.#apply({ type: "delivered", key: effect.key, at: this.now, now: this.now });
    }
  }
}
