import type { Locale } from "../locale.ts";
import type { Credit } from "./assessment.ts";

/** What clarity is judged from; lengths in Chinese characters (English divided by its multiplier). */
export type ClaritySigns = {
  characters: number;
  /** Where in the answer something was stated about the rule, right or wrong. */
  assertions: readonly { at: number }[];
  facts: readonly { must: boolean; credit: Credit }[];
  /** Refers to the item page or the official rules. */
  hedged: boolean;
  /** Tells the customer what to do next. */
  nextStep: boolean;
  /** Shows signs of pasted text. */
  pasted: boolean;
  text: string;
};

/** The first statement stands within so many characters: a greeting and one clause. */
const conclusionWithin = 30;
/** Longer answers make the customer search: 3 at most (README §3.4 limits length, too). */
const longest = 200;

/**
 * Clarity 1-5 in halves by the anchors of README §2.4, from signs that can be pointed at: 5 = conclusion first, its
 * conditions, and a next step; 3 = understandable but the customer must put it together; 1 = does not answer.
 */
export function clarityBars(signs: ClaritySigns): number {
  const { assertions, facts, characters } = signs;
  if (characters === 0) return 1;
  if (assertions.length === 0) return signs.hedged || signs.nextStep ? 2 : 1;
  const given = facts.filter(({ credit }) => credit !== "absent");
  const core = facts.filter(({ must }) => must);
  const concluded = Math.min(...assertions.map(({ at }) => at)) <= conclusionWithin;
  const bounded = given.length >= 2 || signs.hedged;
  const whole = core.every(({ credit }) => credit !== "absent") && given.length * 2 > facts.length;
  const steps = [concluded, bounded, whole, signs.nextStep].filter(Boolean).length;
  const bars = 3 + steps / 2;
  const ceiling = signs.pasted || characters > longest || rambles(signs.text) ? 3 : 5;
  return Math.min(bars, ceiling);
}

/**
 * Length without spaces. Between foreign words of a Chinese answer blanks count: there they are part of
 * the writing, and text that says nothing must weigh the same with many short words as with few long ones.
 */
export function lengthOf(text: string, locale: Locale): number {
  const written = locale === "en" ? text : text.replace(/(?<=[!-~]\s*)\s(?=\s*[!-~])/gu, "_");
  return written.replace(/\s/gu, "").length;
}

/** The same sentence twice, or a list of more than six points. */
function rambles(text: string): boolean {
  const sentences = text.split(/[。！？!?\n]+/u).map((sentence) => sentence.replace(/[^\p{L}\p{N}]/gu, ""));
  const long = sentences.filter((sentence) => sentence.length >= 8);
  return new Set(long).size < long.length || sentences.length > 14;
}
