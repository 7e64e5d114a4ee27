import type { Branch, Scenario } from "../content/scenario.ts";
import type { Turn } from "./evidence.ts";
import type { SlotValues } from "./language-pattern.ts";
import { normalise } from "./language-text.ts";

/** The values drawn for a session, slot name -> text in either language. */
export type SlotChoice = Readonly<Record<string, string>>;

/** The opening line or branch a customer line is: as given, else recognised by its wording; null = none of the script. */
export function nodeOf(scenario: Scenario, turn: Turn): string | null {
  return turn.node ?? recognise(scenario, turn.text)?.node ?? null;
}

/** Elements that count as prompted after this customer line; a line that matches no branch prompts nothing. */
export function promptsOf(scenario: Scenario, turn: Turn): readonly string[] {
  const node = nodeOf(scenario, turn);
  return scenario.branches.find(({ id }) => id === node)?.prompts ?? [];
}

/** Whether this customer line closes the conversation (or that customer's part of it) and wants no answer. */
export function isClosing(scenario: Scenario, turn: Turn): boolean {
  const node = nodeOf(scenario, turn);
  const branch = scenario.branches.find(({ id }) => id === node);
  return branch !== undefined && (branch.terminal || branch.priority === "ok");
}

/** Slot values read from the customer's lines; empty when none is recognised. */
export function slotsFrom(scenario: Scenario, turns: readonly Turn[]): SlotChoice {
  const found: Record<string, string> = {};
  for (const turn of turns) {
    if (turn.from === "customer") Object.assign(found, recognise(scenario, turn.text)?.slots);
  }
  return found;
}

/**
 * Spellings of every slot that patterns may use. A slot nobody knows the value of takes all its values, unless it is
 * drawn together with others, where only one position can be right: then the chosen or the first.
 */
export function slotValues(scenario: Scenario, chosen: SlotChoice): SlotValues {
  const values: Record<string, string[]> = {};
  for (const [slot, options] of Object.entries(scenario.slots)) {
    const group = scenario.drawn_together.find((slots) => slots.includes(slot));
    const position = group ? Math.max(0, ...group.map((name) => positionOf(scenario, name, chosen))) : -1;
    const own = positionOf(scenario, slot, chosen);
    const at = own >= 0 ? own : position;
    const option = at >= 0 ? options[at] : undefined;
    const text = chosen[slot];
    if (option) values[slot] = [option.zh, option.en];
    else if (text !== undefined) values[slot] = [text];
    else values[slot] = options.flatMap(({ zh, en }) => [zh, en]);
  }
  return values;
}

function positionOf(scenario: Scenario, slot: string, chosen: SlotChoice): number {
  const text = chosen[slot];
  return text === undefined
    ? -1
    : (scenario.slots[slot] ?? []).findIndex(({ zh, en }) => zh === text || en === text);
}

type Recognised = { node: string; slots: Record<string, string> };
type Wording = { node: string; regex: RegExp; slots: { name: string; values: Map<string, string> }[] };

const wordings = new WeakMap<Scenario, Wording[]>();

/** Which line of the script this is: the wording must be the same, slots may hold any of their values. */
function recognise(scenario: Scenario, text: string): Recognised | null {
  const known = wordings.get(scenario) ?? wordingsOf(scenario);
  wordings.set(scenario, known);
  // In a chat with several customers each line may carry the customer's letter.
  const plain = letters(scenario.threads ? text.replace(/^[\s【[(]*[A-Za-z][\s】\]):：]+/u, "") : text);
  for (const { node, regex, slots } of known) {
    const match = regex.exec(plain);
    if (match) {
      const found: Record<string, string> = {};
      for (const [i, slot] of slots.entries()) {
        const value = slot.values.get(match[i + 1] ?? "");
        if (value !== undefined) found[slot.name] = value;
      }
      return { node, slots: found };
    }
  }
  return null;
}

function wordingsOf(scenario: Scenario): Wording[] {
  const sayings = (say: Branch["say"] | undefined) => (say ? [...say.zh, ...say.en] : []);
  return [
    ...scenario.opening.flatMap(({ id, say }) => sayings(say).map((text) => wording(scenario, id, text))),
    ...scenario.branches.flatMap(({ id, say, angry, formerly }) =>
      [...sayings(say), ...sayings(angry), ...formerly].map((text) => wording(scenario, id, text)),
    ),
  ];
}

function wording(scenario: Scenario, node: string, text: string): Wording {
  const slots: Wording["slots"] = [];
  const source = text
    .split(/(\{[A-Za-z]\w*\})/)
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      const options = name === undefined ? undefined : scenario.slots[name];
      if (name === undefined || !options) return escaped(letters(part));
      const values = new Map(
        options.flatMap(({ zh, en }) => [zh, en].map((value) => [letters(value), value])),
      );
      slots.push({ name, values });
      // Longest first, so that "20" does not stand for "200".
      const spellings = [...values.keys()].sort((a, b) => b.length - a.length);
      return `(${spellings.map(escaped).join("|")}|.{1,60}?)`;
    })
    .join("");
  return { node, regex: new RegExp(`^${source}$`, "u"), slots };
}

/** Letters and digits only: punctuation, spaces and case never decide which line it was. */
const letters = (text: string): string => normalise(text).text.replace(/[^\p{L}\p{N}\uE000-\uE004]/gu, "");

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
