import type { Choice } from "../../src/core/channel.ts";
import { bytesOf, splitBytes } from "./split-bytes.ts";

/** One message of the platform. */
export type Part =
  | { kind: "text"; text: string }
  | { kind: "menu"; text: string; choices: { id: number; value: string; label: string }[] };

/** Both platforms' limits, in bytes of UTF-8. */
export const maxTextBytes = 2048;
const maxMenuTextBytes = 1024;
const maxLabelBytes = 128;
const maxItems = 10;

/**
 * A bubble as the messages it takes: one text, more only over 2,048 bytes; the last one is the menu that carries the
 * choices. Parts that show nothing are left out. None = nothing to show.
 */
export function planOf({ text, choices }: { text: string; choices: readonly Choice[] }): Part[] {
  const items = itemsOf(choices);
  if (items.length === 0) return textParts(text);
  if (items.length > maxItems) return textParts(withListed(text, choices));
  if (bytesOf(text) <= maxMenuTextBytes) return [{ kind: "menu", text, choices: items }];
  // What stands right above the buttons should be the question, which comes last.
  const parts = splitBytes(text, maxTextBytes).filter((part) => /\S/.test(part));
  const last = parts.pop() ?? "";
  const tail = splitBytes(last, maxMenuTextBytes).filter((part) => /\S/.test(part));
  const question = tail.pop() ?? "";
  const before = [...parts, ...joinedUpTo(tail)];
  return [
    ...before.map((part): Part => ({ kind: "text", text: part })),
    { kind: "menu", text: question, choices: items },
  ];
}

const joinedUpTo = (parts: readonly string[]): string[] => (parts.length > 0 ? [parts.join("")] : []);

const textParts = (text: string): Part[] =>
  splitBytes(text, maxTextBytes)
    .filter((part) => /\S/.test(part))
    .map((part) => ({ kind: "text", text: part }));

function itemsOf(choices: readonly Choice[]) {
  return choices.map(({ value, label }, id) => {
    const shown = /\S/.test(label) ? label : value;
    const [first = ""] = splitBytes(/\S/.test(shown) ? shown : String(id + 1), maxLabelBytes);
    return { id, value, label: first };
  });
}

/** A text with its choices below it, for where there are no buttons: a typed label counts as pressed. */
export const withListed = (text: string, choices: readonly Choice[]): string =>
  choices.length === 0 ? text : `${text}\n${choices.map(({ label }) => `\n▸ ${label}`).join("")}`;
