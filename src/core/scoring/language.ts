import { asidesIn } from "./language-asides.ts";
import { isAsked, isNegated } from "./language-negation.ts";
import {
  type CompiledPattern,
  compilePattern,
  type NumberCheck,
  type SlotValues,
} from "./language-pattern.ts";
import { type Normalised, normalise, plainForm } from "./language-text.ts";

/** A thing that can be said, as content files write it; see prompts/README.md. */
export type ConceptSource =
  | readonly string[]
  | {
      any: readonly string[];
      /** Longer phrases that contain it and mean something else; they count unless they are negated themselves. */
      unless?: readonly string[] | undefined;
      /** false: does not count inside a question ("要退款吗?"). Default true. */
      in_question?: boolean | undefined;
      /** true: the words count even where they are negated. Default false. */
      even_if_negated?: boolean | undefined;
    };

/** A concept ready for matching. */
export type Concept = {
  any: Matcher;
  /** One by one: of two exceptions that start together the longer must not be hidden by the shorter. */
  unless: readonly Matcher[];
  inQuestion: boolean;
  evenIfNegated: boolean;
};

type Matcher = readonly { regex: RegExp; checks: NumberCheck[]; needs: readonly Need[] }[];

/** One of `words` must be there; `codes` holds the slots of the first and the last character of each. */
type Need = { words: readonly string[]; codes: Uint16Array };

/** Where something was said: a range of UTF-16 units of the original message, end exclusive. */
export type Span = { start: number; end: number };

/** Compiles one concept; throws an Error naming the pattern and what to change. */
export function compileConcept(source: ConceptSource, slots: SlotValues): Concept {
  const spec = "any" in source ? source : { any: source };
  return {
    any: matcher(spec.any, slots),
    unless: (spec.unless ?? []).map((pattern) => matcher([pattern], slots)),
    inQuestion: spec.in_question ?? true,
    evenIfNegated: spec.even_if_negated ?? false,
  };
}

/** A message read once, to be searched for many concepts. `quoted` are ranges of somebody else's words. */
export type Reading = Normalised & {
  original: string;
  quoted: readonly Span[];
  /** Sentences that speak about the test instead of to the customer. */
  asides: readonly Span[];
  /** The text with plain negators. */
  plain: string;
  /** Which characters it contains, by slot; several share one. */
  present: Uint8Array;
};

/**
 * Reads a message. Words in quotation marks that repeat one of `others` (what the customer wrote) are the customer's:
 * they are not what the candidate says.
 */
export function read(original: string, others: readonly string[] = []): Reading {
  const normalised = normalise(original);
  const plain = plainForm(normalised.text);
  return {
    ...normalised,
    original,
    quoted: quotedRanges(original, others),
    asides: asidesIn(plain).map((span) => toOriginal(normalised, span)),
    plain,
    present: presence(plain),
  };
}

/** More places of one concept in one message add nothing. */
const enough = 4;
/** How far before a place an exception that covers it may begin. */
const reach = 60;

/** The first places where the concept is said (not negated, not merely asked or quoted); ranges in the original text. */
export function findConcept(concept: Concept, reading: Reading): Span[] {
  const spans: Span[] = [];
  for (const found of matches(concept.any, reading)) {
    if (!counts(concept, reading, found)) continue;
    const span = toOriginal(reading, found);
    if (reading.quoted.some((other) => overlap(span, other))) continue;
    spans.push(span);
    if (spans.length === enough) break;
  }
  return spans;
}

/** Those places that may earn something: none in a sentence that speaks about the test. */
export const earning = (spans: readonly Span[], { asides }: Reading): Span[] =>
  spans.filter((span) => !asides.some((aside) => overlap(span, aside)));

function counts(concept: Concept, reading: Reading, found: Span): boolean {
  const { start, end } = found;
  if (!concept.evenIfNegated && isNegated(reading.text, start, end)) return false;
  if (!concept.inQuestion && isAsked(reading.text, start, end)) return false;
  return !concept.unless.some((exception) => isExcepted(exception, reading, found));
}

/** "不用您出运费" is no case of "您出运费": an exception counts unless it is negated itself. */
function isExcepted(exception: Matcher, reading: Reading, found: Span): boolean {
  return matches(exception, reading, Math.max(0, found.start - reach), found.end).some(
    (other) => overlap(found, other) && !isNegated(reading.text, other.start, other.end),
  );
}

function matcher(patterns: readonly string[], slots: SlotValues): Matcher {
  return patterns.map((pattern) => {
    const known = keptPatterns.get(pattern);
    if (known) return known;
    const { source, checks, needs }: CompiledPattern = compilePattern(pattern, slots, "p");
    const one = { regex: new RegExp(source, "gu"), checks, needs: needs.slice(0, 2).map(needOf) };
    if (!/\{[A-Za-z]/.test(pattern)) keptPatterns.set(pattern, one);
    return one;
  });
}

/** Patterns without slots are the same in every session, and in content that is loaded anew: kept by their text. */
const keptPatterns = new Map<string, Matcher[number]>();

/** Every place that starts in `from`..`to`, in the order of the text; of two that start together the earlier pattern's first. */
function matches(matcher: Matcher, reading: Reading, from = 0, to = reading.text.length): Span[] {
  const spans: Span[] = [];
  for (const { regex, checks, needs } of matcher) {
    if (!possible(needs, reading)) continue;
    let at = from;
    while (at < to) {
      regex.lastIndex = at;
      const match = regex.exec(reading.text);
      if (!match || match.index >= to) break;
      if (checks.every((check) => passes(check, match.groups?.[check.group]))) {
        spans.push({ start: match.index, end: match.index + match[0].length });
      }
      // Overlapping places count: the first may be negated while the second is not.
      at = match.index + ((reading.text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1);
    }
  }
  return spans.length > 1 ? spans.sort((a, b) => a.start - b.start) : spans;
}

const slots = 4096;
const slotOf = (text: string, at: number): number => text.charCodeAt(at) % slots;

function presence(plain: string): Uint8Array {
  const present = new Uint8Array(slots);
  for (let i = 0; i < plain.length; i++) present[slotOf(plain, i)] = 1;
  return present;
}

function needOf(words: readonly string[]): Need {
  const codes = words.flatMap((word) => [slotOf(word, 0), slotOf(word, word.length - 1)]);
  return { words, codes: Uint16Array.from(codes) };
}

/** Whether the words a pattern needs stand in the text; most patterns are ruled out here without being run. */
function possible(needs: readonly Need[], { plain, present }: Reading): boolean {
  for (const { words, codes } of needs) {
    let found = false;
    for (let i = 0; i < words.length && !found; i++) {
      if (present[codes[2 * i] ?? 0] === 1 && present[codes[2 * i + 1] ?? 0] === 1) {
        const word = words[i] ?? "";
        found = word.length === 1 || plain.includes(word);
      }
    }
    if (!found) return false;
  }
  return true;
}

function passes({ compare, than }: NumberCheck, text: string | undefined): boolean {
  if (text === undefined) return true;
  const value = numberOf(text);
  if (value === null) return false;
  switch (compare) {
    case ">":
      return value > than;
    case ">=":
      return value >= than;
    case "<":
      return value < than;
    case "<=":
      return value <= than;
    default:
      return compare satisfies never;
  }
}

const digits: Record<string, number> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  半: 0.5,
};
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

/** Value of "48", "2-3" (the larger), "两", "二十四", "一千"; null for "几". */
export function numberOf(text: string): number | null {
  if (/^[0-9]/.test(text)) return Math.max(...text.split(/[-~到至]/).map(Number));
  let total = 0;
  let current: number | null = null;
  for (const char of text) {
    const unit = units[char];
    const digit = digits[char];
    if (unit !== undefined) {
      total += (current ?? 1) * unit;
      current = null;
    } else if (digit !== undefined) {
      current = digit;
    } else {
      return null;
    }
  }
  return total + (current ?? 0);
}

function toOriginal(reading: Normalised, { start, end }: Span): Span {
  return { start: reading.starts[start] ?? 0, end: reading.ends[end - 1] ?? reading.starts[start] ?? 0 };
}

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

function quotedRanges(original: string, others: readonly string[]): Span[] {
  if (others.length === 0) return [];
  const said = others.map((text) => normalise(text).text);
  const ranges: Span[] = [];
  for (const match of original.matchAll(/[“"「『‘]([^”"」』’]{2,80})[”"」』’]/gu)) {
    const inner = normalise(match[1] ?? "").text;
    if (inner.length >= 2 && said.some((text) => text.includes(inner))) {
      ranges.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  return ranges;
}
