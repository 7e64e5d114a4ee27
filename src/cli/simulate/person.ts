import type { Script } from "../../core/content/script.ts";
import type { State, Step } from "../../core/dialogue/state.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { deriveSeed, pick, type Random, seededRandom } from "../../core/random.ts";
import { explanation, facts, rolePlay, type Skill } from "./phrases.ts";

/** How a synthetic candidate behaves, whatever they know. */
export type Temperament =
  | "steady"
  | "bursts"
  | "slow"
  | "silent"
  | "leaver"
  | "refuser"
  | "minor"
  | "doubter"
  | "asker"
  | "eraser";

export type Person = {
  index: number;
  threadId: string;
  locale: Locale;
  skill: Skill;
  temperament: Temperament;
  /** Virtual ms at which they open the link. */
  arrivesAt: number;
  random: Random;
};

/** What a person does next: after `afterMs` of reading and typing, these bubbles, two seconds apart. */
export type Move = { afterMs: number; bubbles: string[] };

const share = <T extends string>(random: Random, table: [T, number][]): T => {
  let rest = random() * table.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of table) {
    rest -= weight;
    if (rest < 0) return name;
  }
  return pick(random, table)[0];
};

/** Person number `index` of a crowd that arrives one every `everyMs`; the same seed gives the same person. */
export function createPerson(seed: number, index: number, everyMs: number, start: number): Person {
  const random = seededRandom(deriveSeed(seed, `person ${index}`));
  return {
    index,
    threadId: `sim-${seed}-${index}`,
    locale: random() < 0.15 ? "en" : "zh-CN",
    skill: share<Skill>(random, [
      ["expert", 18],
      ["good", 30],
      ["average", 32],
      ["polite", 12],
      ["blunt", 8],
    ]),
    temperament: share<Temperament>(random, [
      ["steady", 48],
      ["bursts", 16],
      ["slow", 14],
      ["silent", 4],
      ["leaver", 3],
      ["refuser", 3],
      ["minor", 2],
      ["doubter", 5],
      ["asker", 3],
      ["eraser", 2],
    ]),
    arrivesAt: start + index * everyMs,
    random,
  };
}

/** What this person does, seeing the conversation at `state`; null = waits, or is gone for good. */
export function nextMove(person: Person, state: State, script: Script): Move | null {
  if (state.status === "new" || state.status === "erased") return null;
  const move = bubblesFor(person, state, script);
  if (!move || move.length === 0) return null;
  const { random, temperament } = person;
  const perChar = temperament === "slow" ? 900 : temperament === "bursts" ? 250 : 450;
  const thinking = (temperament === "slow" ? 9_000 : 2_500) * (0.6 + random());
  return {
    afterMs: Math.round(thinking + (move[0]?.length ?? 0) * perChar * (0.7 + 0.6 * random())),
    bubbles: move,
  };
}

function bubblesFor(
  person: Person,
  state: Exclude<State, { status: "new" | "erased" }>,
  script: Script,
): string[] | null {
  const { random, temperament, locale, skill } = person;
  const zh = locale === "zh-CN";
  const at: Step["status"] | "paused" | "human" | "taken" | "expired" = state.status;
  switch (state.status) {
    case "consent":
      if (temperament === "refuser") return ["3"];
      if (state.ask !== "all")
        return [random() < 0.5 ? "1" : zh ? "不" : "no"].map((answer) =>
          state.ask === "screening" ? "1" : answer,
        );
      if (temperament === "doubter" && random() < 0.5) return [zh ? "这是干嘛的" : "what is this"];
      return [random() < 0.2 ? "2" : "1"];
    case "age":
      return [temperament === "minor" ? (zh ? "否" : "no") : zh ? "是" : "yes"];
    case "facts": {
      if (temperament === "leaver" && state.fact === "pay") return null;
      if (temperament === "eraser" && state.fact === "platforms") {
        return [state.common.confirm === "delete" ? (zh ? "是" : "yes") : zh ? "删除" : "delete"];
      }
      const answers = facts[locale][state.fact];
      const unclear = temperament === "doubter" && state.misses === 0;
      return [unclear ? (answers.at(-1) ?? "") : pick(random, answers.slice(0, -1))];
    }
    case "warmup":
      return [zh ? "跳过" : "skip"];
    case "ready":
      return [zh ? "继续" : "continue"];
    case "roleplay": {
      if (temperament === "silent" && state.replies > 0) return null;
      const replies = rolePlay[locale][skill];
      const bubbles = replies[Math.min(state.replies, replies.length - 1)] ?? [];
      return temperament === "bursts" ? bubbles.flatMap(halves) : bubbles;
    }
    case "rule":
      if (temperament === "silent") return null;
      return state.answers.length === 0 ? explanation[locale][skill] : [zh ? "说完了" : "done"];
    case "short": {
      const item = script.shortItems.items.find((one) => one.id === state.items[state.index]);
      if (!item || temperament === "silent") return null;
      const knows = random() < { expert: 0.95, good: 0.8, average: 0.65, polite: 0.5, blunt: 0.5 }[skill];
      const verdict = item.truth === knows ? (zh ? "对" : "true") : zh ? "错" : "false";
      return [
        knows && skill !== "polite"
          ? `${verdict}${zh ? "，" : ", "}${inLocale(item.key_point, locale)}`
          : verdict,
      ];
    }
    case "done":
      return temperament === "asker" && !state.common.reviewRequested ? [zh ? "人工" : "human"] : null;
    case "human":
      return temperament === "asker" || temperament === "refuser" ? null : [zh ? "继续" : "continue"];
    case "paused":
    case "taken":
    case "expired":
      return [zh ? "继续" : "continue"];
    default:
      return unreachable(state, at);
  }
}

/** Two bubbles out of one, at the middle. */
function halves(text: string): string[] {
  const middle = Math.ceil(text.length / 2);
  return text.length < 12 ? [text] : [text.slice(0, middle), text.slice(middle)];
}

function unreachable(state: never, status: string): never {
  throw new Error(`a synthetic candidate does not know what to do at ${status} ${JSON.stringify(state)}`);
}
