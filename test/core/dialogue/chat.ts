import type { Script } from "../../../src/core/content/script.ts";
import type { Effect } from "../../../src/core/dialogue/effect.ts";
import type { DialogueEvent, JobQuestion, TimerKind } from "../../../src/core/dialogue/event.ts";
import { initialState, type State } from "../../../src/core/dialogue/state.ts";
import { transition } from "../../../src/core/dialogue/transition.ts";
import type { Locale } from "../../../src/core/locale.ts";
import { script as defaultScript } from "./script.ts";

type Say = Extract<Effect, { type: "say" }>;

/** Monday, 23 November 2026, 10:00 in Shanghai. */
export const monday10 = Date.UTC(2026, 10, 23, 2);

type Options = {
  locale?: Locale;
  seed?: number;
  at?: number;
  script?: Script;
  link?: "open" | "lost";
  practice?: boolean;
  timeZone?: string;
  noReminders?: true;
};

type Draft = DialogueEvent extends infer E
  ? E extends DialogueEvent
    ? Omit<E, "at" | "now"> & { at?: number }
    : never
  : never;

/** Drives a conversation on a clock of its own: fires its timers, delivers its bubbles, keeps what it did. */
export class Chat {
  state: State = initialState;
  now: number;
  readonly events: DialogueEvent[] = [];
  readonly effects: Effect[] = [];
  /** Bubbles since the candidate last did something. */
  answer: Say[] = [];
  /** Last time the page was seen; null = a platform without links. */
  linkSeenAt: number | null = null;
  /** Whether the platform lets nothing through. */
  shut = false;
  /** Whether tracked bubbles are confirmed at once. */
  delivers = true;
  readonly timers = new Map<TimerKind, { generation: number; due: number }>();
  readonly #script: Script;
  #messages = 0;

  constructor({ locale = "zh-CN", seed = 7, at = monday10, script = defaultScript, ...rest }: Options = {}) {
    const { practice, timeZone, noReminders } = rest;
    this.#script = script;
    this.now = at;
    const pins = script.pins;
    const jobTitle = "售后客服";
    this.apply({ type: "started", seed, locale, pins, jobTitle, practice, timeZone, noReminders });
  }

  /** Applies an event now; returns what it brought about. */
  apply(draft: Draft): Effect[] {
    const event: DialogueEvent = { at: this.now, ...draft, now: this.now };
    this.events.push(event);
    if (event.type === "timedOut" && this.timers.get(event.timer)?.generation === event.generation) {
      this.timers.delete(event.timer);
    }
    const [state, effects] = transition(this.#script, this.state, event);
    this.state = state;
    this.effects.push(...effects);
    const tracked: string[] = [];
    for (const effect of effects) {
      if (effect.type === "say") {
        this.answer.push(effect);
        if (effect.tracked) tracked.push(effect.key);
      }
      if (effect.type === "timer")
        this.timers.set(effect.timer, { generation: effect.generation, due: effect.due });
      if (effect.type === "cancelTimer") this.timers.delete(effect.timer);
      if (effect.type === "erase") this.timers.clear();
    }
    if (this.delivers) for (const key of tracked) effects.push(...this.apply({ type: "delivered", key }));
    return effects;
  }

  /** Lets `seconds` pass; timers fire when they are due. */
  wait(seconds: number): this {
    const until = this.now + seconds * 1000;
    for (;;) {
      const [next] = [...this.timers]
        .filter(([, { due }]) => due <= until)
        .sort((a, b) => a[1].due - b[1].due);
      if (!next) break;
      const [timer, { generation, due }] = next;
      this.now = Math.max(this.now, due);
      const shut = this.shut ? { shut: true as const } : {};
      this.apply({ type: "timedOut", timer, generation, due, linkSeenAt: this.linkSeenAt, ...shut });
    }
    this.now = until;
    return this;
  }

  /** The candidate writes, `after` seconds from now (default 3). */
  say(
    text: string,
    {
      after = 3,
      ...more
    }: { after?: number; late?: boolean; surplus?: boolean; at?: number; asked?: JobQuestion } = {},
  ): this {
    this.wait(after);
    this.answer = [];
    this.#messages += 1;
    this.apply({ type: "said", messageId: `m${this.#messages}`, text, ...more });
    return this;
  }

  /** The candidate presses the newest button with this label, or this value. */
  press(label: string, { after = 3 } = {}): this {
    this.wait(after);
    const choices = this.effects
      .filter((effect) => effect.type === "say")
      .flatMap(({ choices }) => choices ?? []);
    const choice = choices.findLast((one) => one.label === label || one.value.endsWith(`:${label}`));
    if (!choice) throw new Error(`no button ${label} among ${choices.map((one) => one.label).join(", ")}`);
    this.answer = [];
    this.#messages += 1;
    this.apply({ type: "said", messageId: `m${this.#messages}`, text: choice.label, choice: choice.value });
    return this;
  }

  /** Everything said since the candidate last did something. */
  get heard(): string {
    return this.answer.map(({ text }) => text).join("\n");
  }

  get status(): string {
    return this.state.status;
  }

  facts(): string[] {
    return this.effects.filter((effect) => effect.type === "fact").map(({ name }) => name);
  }

  of<T extends Effect["type"]>(type: T): Extract<Effect, { type: T }>[] {
    return this.effects.filter((effect): effect is Extract<Effect, { type: T }> => effect.type === type);
  }

  /** Bubbles of the customer so far. */
  customer(): string[] {
    return this.of("say")
      .filter(({ author }) => author === "customer")
      .map(({ text }) => text);
  }
}

/** Good answers of a calm candidate, in the order a customer needs them. */
export const goodReplies = {
  "zh-CN": [
    "宝妈您好，真的非常抱歉，收到这样的奶粉换谁都着急。这罐请先不要给宝宝吃；如果已经喝过，有异常请及时就医。",
    "麻烦您发下订单号，再拍外箱、罐身破损处、封口和罐底批号的照片。运输中的问题由我们负责，您不用找快递。",
    "核实后您可以选：退货退款，运费我们出；或者48小时内免费补发新的。您提的赔偿超出我的权限，我提交主管，今天18点前在这里给您答复。您看这样可以吗？",
  ],
  en: [
    "I am so sorry, no parent wants to get formula like this. Please do not feed it to your baby; if she already had some and seems unwell, see a doctor.",
    "Please send me the order number and photos of the carton, the broken seal and the batch code. This is on us, you need not contact the courier.",
    "Once checked you can choose: a full refund with free return postage, or a free replacement within 48 hours. Compensation is above my limit, so I pass it to my supervisor and answer you here today before 18:00. Is that all right?",
  ],
} as const;

type Stop = "consent" | "age" | "facts" | "warmup" | "brief" | "roleplay" | "rule" | "short" | "done";

/** A chat that has come as far as `stop`. */
export function chatAt(stop: Stop | "gate" | "gate2", options: Options = {}): Chat {
  const chat = new Chat(options);
  const en = options.locale === "en";
  const steps: [Stop | "gate" | "gate2", () => void][] = [
    ["consent", () => chat.say("1")],
    ["age", () => chat.say(en ? "yes" : "是")],
    [
      "facts",
      () => {
        for (const answer of en
          ? ["now", "1", "6k", "Taobao"]
          : ["下周一", "晚班可以", "5000-7000", "淘宝、拼多多"])
          chat.say(answer);
      },
    ],
    ["warmup", () => chat.say(en ? "skip" : "跳过")],
    ["brief", () => chat.say(en ? "start" : "开始")],
    [
      "roleplay",
      () => {
        for (const reply of goodReplies[options.locale ?? "zh-CN"]) chat.say(reply, { after: 20 }).wait(13);
        chat.wait(300);
      },
    ],
    ["gate", () => chat.say(en ? "continue" : "继续")],
    [
      "rule",
      () => {
        chat.say(en ? "It is the platform's official subsidy." : "这是平台官方的补贴活动，以页面为准。", {
          after: 30,
        });
        chat.say(en ? "done" : "好了");
      },
    ],
    ["gate2", () => chat.say(en ? "continue" : "继续")],
    [
      "short",
      () => {
        for (let i = 0; i < 6; i += 1)
          chat.say(en ? "true, a person must answer" : "对，必须人工回复", { after: 10 });
      },
    ],
  ];
  for (const [name, run] of steps) {
    if (name === stop) return chat;
    run();
  }
  return chat;
}
