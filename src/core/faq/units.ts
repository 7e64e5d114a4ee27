import { normalise, plainForm } from "../scoring/language-text.ts";
import { blurred, readingOf, syllablesOf } from "./pinyin.ts";

/**
 * A character, a typed syllable or a Latin word or number of a question. `key` is equal for what sounds the same;
 * `exact` only for what is written the same. `clause` counts the stretches between punctuation.
 */
export type Unit = { kind: "han" | "syllable" | "word"; exact: string; key: string; clause: number };

/** What counts as an English word, and the known word a misspelt one is meant to be. */
export type Words = { known(word: string): boolean; meant(word: string): string };

/** The units of a text in order. Letters are read as pinyin only where `words` is given and they are no English. */
export function unitsOf(original: string, words: Words | null = null): Unit[] {
  const text = plainForm(normalise(original).text);
  const pieces = Array.from(
    text.matchAll(/[a-z]+(?:'[a-z]+)?|[0-9]+(?:\.[0-9]+)?|\p{Script=Han}|[^\s]/gu),
    String,
  );
  const typed = words ? typedPinyin(pieces, words) : new Map<string, string[]>();
  const units: Unit[] = [];
  let clause = 0;
  for (const piece of pieces) {
    if (/^\p{Script=Han}$/u.test(piece)) {
      const reading = readingOf(piece);
      units.push({ kind: "han", exact: piece, key: reading === "" ? piece : blurred(reading), clause });
    } else if (/^[a-z0-9]/.test(piece)) {
      const syllables = typed.get(piece);
      if (syllables) {
        for (const syllable of syllables)
          units.push({ kind: "syllable", exact: syllable, key: blurred(syllable), clause });
      } else {
        const word = words && /^[a-z]/.test(piece) ? words.meant(piece) : piece;
        units.push({ kind: "word", exact: word, key: `@${stemOf(word)}`, clause });
      }
    } else if (/[,。.!?;:、]/.test(piece)) clause++;
  }
  return units;
}

/** The pieces that are pinyin, with their syllables. */
function typedPinyin(pieces: readonly string[], words: Words): Map<string, string[]> {
  const latin = pieces.filter((piece) => /^[a-z]/.test(piece));
  const found = new Map<string, string[]>();
  if (latin.length === 0) return found;
  const mixed = pieces.some((piece) => /^\p{Script=Han}$/u.test(piece));
  let letters = 0;
  let fitting = 0;
  let english = 0;
  for (const piece of latin) {
    letters += piece.length;
    const syllables = syllablesOf(piece);
    if (words.known(piece)) english += piece.length;
    if (!syllables) continue;
    fitting += piece.length;
    if (!mixed || (!words.known(piece) && piece.length >= 3)) found.set(piece, syllables);
  }
  if (mixed) return found;
  return fitting >= 0.9 * letters && english <= 0.5 * letters ? found : new Map();
}

/** Endings that carry no content, taken off crudely; the same on both sides. */
export function stemOf(word: string): string {
  const bare = word.replace(/'(?:s|re|ve|ll|d|m)$/, "");
  if (bare.length <= 3) return bare;
  const short = bare.replace(/(?:ies|ied)$/, "y").replace(/(?:ings?|edly|ed|es|s)$/, "");
  if (short.length < 3) return bare;
  return short.replace(/([b-df-hj-np-rtv-z])\1$/, "$1").replace(/(?<=..)e$/, "");
}
