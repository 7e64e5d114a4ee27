import { normalise } from "./language-text.ts";

/** Words that mean the same in these rules, written as the first. */
const same: readonly (readonly [string, RegExp])[] = [
  ["shop", /\b(?:seller|merchant|store|trader|we|us)\b/g],
  ["customer", /\b(?:buyer|consumer|client|shopper|you)\b/g],
  ["refund", /\b(?:money back|reimburse\w*|pay(?:s|ing)? back|paid back)\b/g],
  ["postage", /\b(?:freight|shipping cost\w*|shipping fee\w*|delivery cost\w*|return shipping)\b/g],
  ["robot", /\b(?:bots?|auto(?:matic)?[- ]?repl\w+|chatbots?)\b/g],
  ["person", /\b(?:human|people|real person|agent)\b/g],
  ["compensat", /\b(?:compensation|damages|red packet)\b/g],
  ["supervisor", /\b(?:manager|team lead\w*|boss)\b/g],
  ["photo", /\b(?:picture|pic|image)s?\b/g],
  ["page", /\b(?:listing|item page|product page)\b/g],
];
const empty = new Set(
  "the a an of to and or in on at by for with as is are was be been it its this that these those there then than so if from into not no never only also too may can must will would should do does did has have had what which who your our my i he she they them".split(
    " ",
  ),
);

/** Statements up to this many words say one thing, so that a negation in one of the two turns it round. */
const singleThought = 14;

/**
 * Share (0..1) of an English statement's content words that `text` says, numbers counted three times. 0 when one of the
 * two denies what the other, a short statement, asserts.
 */
export function likenessEn(statement: string, text: string): number {
  const wanted = wordsOf(statement);
  const there = wordsOf(text);
  let all = 0;
  let met = 0;
  for (const word of wanted.words) {
    const weight = /^[0-9]/.test(word) ? 3 : 1;
    all += weight;
    if (there.words.has(word)) met += weight;
  }
  if (all === 0) return 0;
  if (wanted.count <= singleThought && wanted.negated !== there.negated) return 0;
  return met / all;
}

function wordsOf(original: string): { words: ReadonlySet<string>; count: number; negated: boolean } {
  let { text } = normalise(original);
  for (const [word, others] of same) text = text.replace(others, word);
  const found = text.match(/[a-z]+|[0-9]+(?:\.[0-9]+)?%?/g) ?? [];
  return {
    words: new Set(
      found.filter((word) => !empty.has(word) && (word.length > 2 || /^[0-9]/.test(word))).map(stem),
    ),
    count: found.length,
    negated: /\b(?:not|no|never|neither|nor|nothing|cannot|without)\b|n't\b/.test(text),
  };
}

/** Endings that carry no content here; crude on purpose, the same on both sides. */
const stem = (word: string): string =>
  word.length <= 4 ? word : word.replace(/(?:ations?|ings?|ed|ies|es|s|e|y)$/, "");
