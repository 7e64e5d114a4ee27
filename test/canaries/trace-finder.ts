import { type Canary, wordsOf } from "./person.ts";

/** Where in a text something of somebody stands. */
export type Trace = { thread: string; kind: keyof ReturnType<typeof wordsOf>; word: string };

/** Whatever has the form of a trace, also where one begins inside another. */
const forms =
  /(?=(雀..|词...|139\d{8}|canary\.\d{8}@mail-\d+\.example|wxcanary\d{8}|110101\d{11}[\dX]|canary-thread-\d{8}))/gu;

/**
 * Finds what identifies these people in one pass over a text, however many they are, also where it is escaped as in JSON
 * or in an address. Throws when it would not find one of their words.
 */
export function createTraceFinder(crowd: readonly Canary[]): (text: string) => Trace[] {
  const owners = new Map<string, Trace>();
  for (const one of crowd)
    for (const [kind, word] of Object.entries(wordsOf(one)) as [Trace["kind"], string][])
      owners.set(word, { thread: one.thread, kind, word });
  const find = (text: string) => {
    const found = new Map<string, Trace>();
    for (const reading of new Set([text, unescaped(text)]))
      for (const [, word = ""] of reading.matchAll(forms)) {
        const trace = owners.get(word);
        if (trace) found.set(word, trace);
      }
    return [...found.values()];
  };
  for (const word of owners.keys())
    for (const text of [
      `1${word}1`,
      encodeURIComponent(word),
      JSON.stringify(word).replace(/[^ -~]/g, escaped),
    ])
      if (!find(text).some((trace) => trace.word === word))
        throw new Error(`${word} would not be found in ${text}`);
  return find;
}

const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;

const unescaped = (text: string): string =>
  text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/(?:%[0-9a-f]{2})+/gi, (found) => {
      try {
        return decodeURIComponent(found);
      } catch {
        return found;
      }
    });
