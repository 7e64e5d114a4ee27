import type { Scenario } from "../../core/content/scenario.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { pick, type Random } from "../../core/random.ts";
import type { Persona } from "./personas.ts";
import { small, trickPhrases } from "./phrases.ts";
import { inStyle } from "./voice.ts";
import type { Book } from "./wording.ts";

/** What a persona has in mind in one session. */
export type Mind = {
  /** Elements not said yet, in the order of the script, and how they would be said. */
  rest: Map<string, "full" | "partial" | "none">;
  /** Elements said so far, and how. */
  said: Map<string, "full" | "partial">;
  replies: number;
};

/** Draws what this persona knows; elements that nothing can be said for are left out. */
export function newMind(persona: Persona, scenario: Scenario, random: Random): Mind {
  const rest: Mind["rest"] = new Map();
  for (const { id, critical, by_default } of scenario.elements) {
    if (by_default) continue;
    const { full, partial } = critical ? persona.critical : persona.other;
    const drawn = random();
    rest.set(id, drawn < full ? "full" : drawn < full + partial ? "partial" : "none");
  }
  return { rest, said: new Map(), replies: 0 };
}

/**
 * The bubbles the persona answers to `heard`, which asked for `asked`; empty = says nothing. With several customers each
 * gets a bubble of their own. Changes `mind`.
 */
export function nextReply(
  persona: Persona,
  scenario: Scenario,
  book: Book,
  mind: Mind,
  heard: string,
  asked: readonly string[],
  random: Random,
): string[] {
  const { locale, style, trick } = persona;
  const number = mind.replies++;
  const own = knowledge(persona, scenario, book, mind, asked, random);
  const reply = withTrick(persona, scenario, book, own, heard, number, random);
  if (reply === null) return [];
  const polite = number === 0 && (trick === undefined || own.length > 0);
  const bubbles = scenario.threads
    ? reply.split("\n")
    : [`${polite ? inLocale(small.greeting, locale) : ""}${reply}`];
  return bubbles.map((text) => inStyle(text, style, random));
}

/** Sentences for what was asked and for the next elements on the persona's mind. */
function knowledge(
  persona: Persona,
  scenario: Scenario,
  book: Book,
  mind: Mind,
  asked: readonly string[],
  random: Random,
): string[] {
  for (const id of asked) {
    if (mind.rest.get(id) === "none" && random() < persona.whenAsked) mind.rest.set(id, "full");
  }
  const due = [...mind.rest].filter(([, form]) => form !== "none").map(([id]) => id);
  const order = [...due.filter((id) => asked.includes(id)), ...due.filter((id) => !asked.includes(id))];
  return order.slice(0, persona.perReply).flatMap((id) => {
    const form = mind.rest.get(id) === "partial" ? "partial" : "full";
    mind.rest.delete(id);
    const sayings = book.elements[id];
    const list = sayings ? (sayings[form].length > 0 ? sayings[form] : sayings.full) : [];
    if (list.length === 0) return [];
    mind.said.set(id, form);
    const short = [...list].sort((a, b) => a.text.length - b.text.length);
    const { text } = persona.style === "curt" ? pick(random, short.slice(0, 2)) : pick(random, list);
    const thread = scenario.elements.find((element) => element.id === id)?.thread;
    return [thread === undefined ? text : `${thread} ${text}`];
  });
}

function withTrick(
  { trick, locale }: Persona,
  scenario: Scenario,
  book: Book,
  own: readonly string[],
  heard: string,
  number: number,
  random: Random,
): string | null {
  const several = scenario.threads !== undefined;
  const stop = locale === "en" ? ". " : several ? "\n" : "。";
  const joined = own.join(stop);
  const phrase = (kind: keyof typeof trickPhrases) => {
    const list = inLocale(trickPhrases[kind], locale);
    return list[number % list.length] ?? "";
  };
  switch (trick) {
    case undefined:
      return joined === "" ? inLocale(small.looking, locale) : joined;
    case "polite":
    case "macro":
      return phrase(trick);
    case "parrot":
      return heard;
    case "silent":
      return number === 0 && random() < 0.5 ? inLocale(small.coming, locale) : null;
    case "keywords":
      return words(scenario, book, number);
    case "instructions":
      return [joined, phrase(trick)].filter(Boolean).join(stop);
    case "off_platform":
    case "false_promise":
      return number === 0
        ? joined || inLocale(small.looking, locale)
        : [joined, gated(trick, locale, book, number)].filter(Boolean).join(stop);
    case "other_rules":
      return [joined, breach(book, random)].filter(Boolean).join(stop) || inLocale(small.looking, locale);
    case "blame":
    case "abuse":
      return [phrase(trick), joined].filter(Boolean).join(stop);
    default:
      return trick satisfies never;
  }
}

/** Every second time the scenario's own words for it, where there are any: not every phrase fits every story. */
function gated(trick: "off_platform" | "false_promise", locale: Locale, book: Book, number: number): string {
  const own = book.gates[trick] ?? (trick === "false_promise" ? book.gates.none : undefined) ?? [];
  const list = inLocale(trickPhrases[trick], locale);
  return (
    (number % 2 === 1 ? own[number % Math.max(1, own.length)] : undefined) ?? list[number % list.length] ?? ""
  );
}

const haveTheirOwn = ["off_platform", "false_promise", "abuse", "ridicule_or_blame", "none"];

/** One of the scenario's other breaches: unsafe advice, others' data, buying reviews, false reasons. */
function breach({ gates }: Book, random: Random): string {
  const texts = Object.entries(gates).flatMap(([gate, list]) => (haveTheirOwn.includes(gate) ? [] : list));
  return texts.length === 0 ? "" : pick(random, texts);
}

/** All the words of a third of the elements in a row. */
function words(scenario: Scenario, book: Book, number: number): string {
  const third = Math.ceil(scenario.elements.length / 3);
  const part = scenario.elements.slice(third * (number % 3), third * ((number % 3) + 1));
  return part.flatMap(({ id }) => book.elements[id]?.bare ?? []).join(" ");
}
