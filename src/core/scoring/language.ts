import { isAsked, isNegated } from "./language-negation.ts";
import {
  type CompiledPattern,
  compilePattern,
  type NumberCheck,
  type SlotValues,
} from "./language-pattern.ts";
import { type Normalised, normalise } from "./language-text.ts";

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

type Matcher = { regex: RegExp; checks: NumberCheck[] };

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
export type Reading = Normalised & { original: string; quoted: readonly Span[] };

/**
 * Reads a message. Words in quotation marks that repeat one of `others` (what the customer wrote) are the customer's:
 * they are not what the candidate says.
 */
export function read(original: string, others: readonly string[] = []): Reading {
  return { ...normalise(original), original, quoted: quotedRanges(original, others) };
}

/** More places of one concept in one message add nothing. */
const enough = 4;
/** How far before a place an exception that covers it may begin. */
const reach = 60;

/** The first places where the concept is said (not negated, not merely asked or quoted); ranges in the original text. */
export function findConcept(concept: Concept, reading: Reading): Span[] {
  const spans: Span[] = [];
  for (const found of matches(concept.any, reading.text)) {
    if (!counts(concept, reading.text, found)) continue;
    const span = toOriginal(reading, found);
    if (reading.quoted.some((other) => overlap(span, other))) continue;
    spans.push(span);
    if (spans.length === enough) break;
  }
  return spans;
}

function counts(concept: Concept, text: string, found: Span): boolean {
  const { start, end } = found;
  if (!concept.evenIfNegated && isNegated(text, start, end)) return false;
  if (!concept.inQuestion && isAsked(text, start, end)) return false;
  return !concept.unless.some((exception) => isExcepted(exception, text, found));
}

/** "不用您出运费" is no case of "您出运费": an exception counts unless it is negated itself. */
function isExcepted(exception: Matcher, text: string, found: Span): boolean {
  for (const other of matches(exception, text, Math.max(0, found.start - reach))) {
    if (other.start >= found.end) return false;
    if (overlap(found, other) && !isNegated(text, other.start, other.end)) return true;
  }
  return false;
}

function matcher(patterns: readonly string[], slots: SlotValues): Matcher {
  const compiled: CompiledPattern[] = patterns.map((pattern, i) => compilePattern(pattern, slots, `p${i}`));
  return {
    regex: new RegExp(compiled.map(({ source }) => source).join("|"), "gu"),
    checks: compiled.flatMap(({ checks }) => checks),
  };
}

function* matches({ regex, checks }: Matcher, text: string, from = 0): Generator<Span> {
  let at = from;
  for (;;) {
    regex.lastIndex = at;
    const match = regex.exec(text);
    if (!match) return;
    if (checks.every((check) => passes(check, match.groups?.[check.group]))) {
      yield { start: match.index, end: match.index + match[0].length };
    }
    // Overlapping places count: the first may be negated while the second is not.
    at = match.index + ((text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1);
  }
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
