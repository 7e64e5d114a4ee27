import { simplify } from "./language-simplify.ts";

/**
 * What is wrong with a stretch of text. The first four are aggression aimed at someone, found by rules; "hostile" is
 * what only the trained classifier finds; the others are poor service.
 */
export type ConductKind = "insult" | "threat" | "mockery" | "contempt" | "hostile" | ServiceFault;
type ServiceFault = "blame" | "refusal" | "dismissive" | "rhetorical" | "push" | "rulebook";

/** `strength` of aggression = how likely the words are meant that way, 0..1; of a service fault = steps it costs on the 1-5 scale. */
export type ConductRule = { kind: ConductKind; strength: number; pattern: RegExp };

/** What a good line does for the customer; each kind counts once. */
export type CareKind = "apology" | "sincere" | "soothe" | "own" | "offer" | "follow" | "template";
export type CareRule = { kind: CareKind; pattern: RegExp };

/**
 * A rule over words (separated by spaces) that people disguise: `傻 逼`, `傻*逼` and `傻.逼` match `傻逼`.
 * Letters and digits match whole words only: `tmd`, not `tm` in "appointment".
 */
export const words = (kind: ConductKind, strength: number, list: string): ConductRule => ({
  kind,
  strength,
  pattern: new RegExp(list.trim().split(/\s+/).map(disguised).join("|"), "gu"),
});

const disguised = (word: string): string => {
  if (/^[a-z0-9]+$/.test(word)) return `(?<![a-z0-9])${word}(?![a-z0-9])`;
  const letters = [...word].map((char) => (/[a-z0-9]/.test(char) ? `${char}(?![a-z0-9])` : char));
  return letters.join("[\\s*.·_~、-]{0,2}");
};

/** A rule over regular expressions, written on folded text (see `fold`). */
export const phrases = (kind: ConductKind, strength: number, ...patterns: string[]): ConductRule => ({
  kind,
  strength,
  pattern: new RegExp(patterns.join("|"), "gu"),
});

/** Something that speaks for the writer, written on folded text. */
export const care = (kind: CareKind, ...patterns: string[]): CareRule => ({
  kind,
  pattern: new RegExp(patterns.join("|"), "u"),
});

/**
 * Width, case and script made uniform without moving anything: unit `i` of the result stands for unit `i` of `text`,
 * so that ranges found in it are ranges of the original.
 */
export const fold = (text: string): string => {
  let folded = "";
  for (const char of text) {
    const plain = simplify(char.normalize("NFKC").toLowerCase());
    folded += plain.length === char.length ? plain : char;
  }
  return folded.replaceAll(/[’‘]/g, "'");
};
