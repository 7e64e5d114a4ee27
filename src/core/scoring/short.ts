import type { ScoringConfig } from "../content/config.ts";
import type { ShortItem } from "../content/rule.ts";
import { type AnswerKey, compileAnswerKey } from "./answer-key.ts";
import { findPoint } from "./answer-point.ts";
import type { Quote, ShortScore } from "./assessment.ts";
import { type Concept, compileConcept, findConcept, read } from "./language.ts";
import { conceptsOf, type Expression, holds, parseExpression } from "./language-expression.ts";
import { normalise } from "./language-text.ts";

/** The verdict given, and every bubble that was written for the item (the verdict's own included). */
export type ShortAnswer = {
  verdict: "true" | "false" | "unsure" | "none";
  bubbles: readonly { messageId: string; text: string }[];
};

/**
 * 0-100 for one true/false item by `config.short`: right with the key point, right without, unsure but knowing where to
 * look; wrong and unanswered are 0. The quote is what earned the points.
 */
export function scoreShort(item: ShortItem, config: ScoringConfig, answer: ShortAnswer): ShortScore {
  const { verdict, bubbles } = answer;
  const reason = reasonIn(rubricOf(item), bubbles);
  const { score, quote } = earned(item, config, answer, reason);
  return {
    item: item.id,
    card: item.card,
    statement: item.statement,
    truth: item.truth,
    answer: verdict,
    reasonFound: reason !== null,
    score,
    quote,
  };
}

type Earned = { score: number; quote: Quote | null };

const earned = (
  item: ShortItem,
  config: ScoringConfig,
  answer: ShortAnswer,
  reason: Quote | null,
): Earned => {
  const { correct_with_reason, correct_only, unsure_with_pointer } = config.short;
  switch (answer.verdict) {
    case "none":
      return { score: 0, quote: null };
    case "unsure": {
      const pointer = firstSaid(pointerOf(config), answer.bubbles);
      return pointer ? { score: unsure_with_pointer, quote: pointer } : { score: 0, quote: null };
    }
    case "true":
    case "false": {
      if ((answer.verdict === "true") !== item.truth) return { score: 0, quote: null };
      if (reason) return { score: correct_with_reason, quote: reason };
      const [first] = answer.bubbles;
      return { score: correct_only, quote: first ? whole(first) : null };
    }
    default:
      return answer.verdict satisfies never;
  }
};

type Rubric = {
  concepts: ReadonlyMap<string, Concept>;
  reason: Expression;
  statements: readonly string[];
  /** The key point in both languages, for reasons in words that no concept foresees. */
  keys: readonly AnswerKey[];
};
type Bubbles = ShortAnswer["bubbles"];

const rubrics = new WeakMap<ShortItem, Rubric>();
const pointers = new WeakMap<ScoringConfig, Concept>();

/** Compiled once per item object; the result depends on the item alone. */
const rubricOf = (item: ShortItem): Rubric => {
  const known = rubrics.get(item);
  if (known) return known;
  const concepts = new Map(
    Object.entries(item.concepts).map(([name, source]) => [name, compileConcept(source, {})]),
  );
  const statements = [item.statement.zh, item.statement.en].map((text) => normalise(text).text);
  const keys = (["zh", "en"] as const).map((locale) =>
    compileAnswerKey(item.statement[locale], [item.key_point[locale]]),
  );
  const rubric = { concepts, reason: parseExpression(item.reason), statements, keys };
  rubrics.set(item, rubric);
  return rubric;
};

const pointerOf = (config: ScoringConfig): Concept => {
  const known = pointers.get(config);
  if (known) return known;
  const concept = compileConcept(config.short.pointer, {});
  pointers.set(config, concept);
  return concept;
};

/** Where the key point was said, over all bubbles together; null when it was not. Repeating the statement is no reason. */
const reasonIn = (rubric: Rubric, bubbles: Bubbles): Quote | null =>
  conceptsIn(rubric, bubbles) ?? keyPointIn(rubric, bubbles);

const keyPointIn = ({ keys }: Rubric, bubbles: Bubbles): Quote | null => {
  for (const { messageId, text } of bubbles) {
    for (const key of keys) {
      const span = findPoint(key, text);
      if (span) return { messageId, text: text.slice(span.start, span.end), ...span };
    }
  }
  return null;
};

const conceptsIn = ({ concepts, reason, statements }: Rubric, bubbles: Bubbles): Quote | null => {
  const said = new Map<string, Quote>();
  for (const [name, concept] of concepts) {
    const quote = firstSaid(concept, bubbles, statements);
    if (quote) said.set(name, quote);
  }
  if (!holds(reason, (name) => said.has(name))) return null;
  const [first] = conceptsOf(reason, true).flatMap((name) => said.get(name) ?? []);
  return first ?? null;
};

/** The first place where it is said in words that none of `known` contains. */
const firstSaid = (concept: Concept, bubbles: Bubbles, known: readonly string[] = []): Quote | null => {
  for (const { messageId, text } of bubbles) {
    for (const span of findConcept(concept, read(text))) {
      const words = text.slice(span.start, span.end);
      const plain = normalise(words).text;
      if (!known.some((other) => other.includes(plain))) return { messageId, text: words, ...span };
    }
  }
  return null;
};

const whole = ({ messageId, text }: { messageId: string; text: string }): Quote => ({
  messageId,
  text,
  start: 0,
  end: text.length,
});
