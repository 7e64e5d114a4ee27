import { type FieldName, fieldNames, shapes } from "./shapes.ts";
import { alike } from "./spelling.ts";

/** A rule ready to be matched. */
export type Pattern = readonly Step[];

type Step =
  | { kind: "text"; text: string }
  /** `needed` = between two fields, where nothing else keeps them apart. */
  | { kind: "space"; needed: boolean }
  | { kind: "field"; field: FieldName }
  | { kind: "either"; of: readonly Pattern[] };

/** What a subject or file name says, in its own spelling. */
export type MailFields = Partial<Record<Exclude<FieldName, "any">, string>>;

/**
 * Reads a rule: plain words stand for themselves (width, case and the kind of dash do not matter), `{city}` for a field,
 * `{_| }` for one of several, `[…]` for what may be missing, a blank for blanks or none (between two fields: at least
 * one), `\` makes the next character plain. Returns a sentence about what is wrong with it instead of throwing.
 */
export function readPattern(
  source: string,
): { pattern: Pattern } | { problem: "brackets" | "field" | "empty" | "long"; at: string } {
  if (source.length > 200) return { problem: "long", at: source.slice(0, 20) };
  const reader = { source, at: 0 };
  const steps = sequence(reader, 0);
  if ("problem" in steps) return steps;
  if (reader.at < source.length) return { problem: "brackets", at: source.slice(reader.at) };
  const fields = fieldsOf(steps.steps);
  const words = steps.steps.some((step) => step.kind === "text");
  if (fields.length === 0 || !words) return { problem: "empty", at: source };
  return { pattern: spaced(steps.steps) };
}

type Reader = { source: string; at: number };
type Read = { steps: Step[] } | { problem: "brackets" | "field"; at: string };

function sequence(reader: Reader, depth: number): Read {
  const steps: Step[] = [];
  const add = (text: string) => {
    const last = steps.at(-1);
    if (text === " ") {
      if (last?.kind !== "space") steps.push({ kind: "space", needed: false });
    } else if (last?.kind === "text" && !(text === "-" && last.text.endsWith("-"))) last.text += text;
    else if (last?.kind !== "text") steps.push({ kind: "text", text });
  };
  while (reader.at < reader.source.length) {
    const char = reader.source.charAt(reader.at);
    if (char === "]")
      return depth > 0 ? { steps } : { problem: "brackets", at: reader.source.slice(reader.at) };
    reader.at += 1;
    if (char === "[") {
      if (depth > 2) return { problem: "brackets", at: reader.source.slice(reader.at - 1) };
      const inner = sequence(reader, depth + 1);
      if ("problem" in inner) return inner;
      if (reader.source.charAt(reader.at) !== "]") return { problem: "brackets", at: reader.source };
      reader.at += 1;
      steps.push({ kind: "either", of: [inner.steps, []] });
    } else if (char === "{") {
      const end = reader.source.indexOf("}", reader.at);
      const word = end < 0 ? "" : reader.source.slice(reader.at, end);
      const step = braces(word);
      if (end < 0 || !step) return { problem: "field", at: reader.source.slice(reader.at - 1) };
      reader.at = end + 1;
      steps.push(step);
    } else if (char === "\\") {
      add(alike(reader.source.charAt(reader.at)));
      reader.at += 1;
    } else add(alike(char));
  }
  return depth > 0 ? { problem: "brackets", at: reader.source } : { steps };
}

function braces(word: string): Step | null {
  const field = fieldNames.find((name) => name === word.trim());
  if (field) return { kind: "field", field };
  if (!word.includes("|")) return null;
  const of = word.split("|").map((text): Pattern => {
    if (text === "") return [];
    return [text.trim() === "" ? { kind: "space", needed: true } : { kind: "text", text: alike(text) }];
  });
  return { kind: "either", of };
}

/** A blank between two fields is the only thing that keeps them apart, so it must be there. */
const spaced = (steps: readonly Step[]): Step[] =>
  steps.map((step, i) => {
    if (step.kind === "either") return { ...step, of: step.of.map(spaced) };
    const between = steps[i - 1]?.kind === "field" && steps[i + 1]?.kind === "field";
    return step.kind === "space" ? { ...step, needed: step.needed || between } : step;
  });

/** Every field a rule can read. */
export const fieldsOf = (pattern: Pattern): FieldName[] =>
  pattern.flatMap((step) => {
    if (step.kind === "field") return [step.field];
    return step.kind === "either" ? step.of.flatMap(fieldsOf) : [];
  });

/**
 * What the rule reads from the whole of a text; null = it does not fit. Of several readings the first one counts, where
 * positions and cities take as much as they can. At most steps × length places are tried, each once.
 */
export function matchPattern(pattern: Pattern, text: string): MailFields | null {
  const original = text.slice(0, 300).trim();
  const folded = alike(original);
  const failed = new Set<string>();
  const found: { field: FieldName; start: number; end: number }[] = [];
  const walk = (rest: Rest, at: number): boolean => {
    if (rest === null) return folded.slice(at).trim() === "";
    const place = `${rest.id}:${at}`;
    if (failed.has(place)) return false;
    const kept = found.length;
    for (const end of ends(rest.step, folded, at)) {
      if (typeof end === "number") {
        if (rest.step.kind === "field") found.push({ field: rest.step.field, start: at, end });
        if (walk(rest.next, end)) return true;
      } else if (walk(chain(end, rest.next), at)) return true;
      found.length = kept;
    }
    failed.add(place);
    return false;
  };
  const ids = new Map<Pattern, Map<Rest, Rest>>();
  let count = 0;
  /** The steps of `steps` and then `next`; the same for the same, so that a failure is remembered. */
  const chain = (steps: Pattern, next: Rest): Rest => {
    const known = ids.get(steps)?.get(next);
    if (known !== undefined) return known;
    const made = steps.reduceRight<Rest>((after, step) => ({ step, next: after, id: count++ }), next);
    const perNext = ids.get(steps) ?? new Map<Rest, Rest>();
    ids.set(steps, perNext.set(next, made));
    return made;
  };
  if (!walk(chain(pattern, null), 0)) return null;
  const fields: MailFields = {};
  for (const { field, start, end } of found)
    if (field !== "any") fields[field] = original.slice(start, end).trim();
  return fields;
}

type Rest = { step: Step; next: Rest; id: number } | null;

/** Where a step can end from here, the preferred end first; or the patterns that can stand in for it. */
function* ends(step: Step, text: string, at: number): Generator<number | Pattern> {
  switch (step.kind) {
    case "text": {
      const end = literalEnd(step.text, text, at);
      if (end !== null) yield end;
      return;
    }
    case "space": {
      let end = at;
      while (text[end] === " ") end += 1;
      if (!step.needed || end > at) yield end;
      return;
    }
    case "either":
      yield* step.of;
      return;
    case "field":
      yield* fieldEnds(step.field, text, at);
      return;
    default:
      step satisfies never;
  }
}

/** Blanks around words do not matter, and a dash stands for a row of them. */
function literalEnd(words: string, text: string, from: number): number | null {
  let at = from;
  while (text[at] === " " && words[0] !== " ") at += 1;
  for (let i = 0; i < words.length; i++) {
    if (words[i] === " ") {
      while (text[at] === " ") at += 1;
      continue;
    }
    if (text[at] !== words[i]) return null;
    at += 1;
    if (words[i] === "-") while (text[at] === "-") at += 1;
  }
  return at;
}

function* fieldEnds(field: FieldName, text: string, at: number): Generator<number> {
  const { max, greedy, fits } = shapes[field];
  const last = Math.min(text.length, at + max);
  const suits = (end: number) => fits.test(text.slice(at, end).trim());
  const least = field === "any" ? at : at + 1;
  if (greedy) {
    for (let end = last; end >= least; end--) if (suits(end)) yield end;
  } else for (let end = least; end <= last; end++) if (suits(end)) yield end;
}
