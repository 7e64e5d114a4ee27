import type { CardFact, CardStatement, RuleCard } from "../content/rule.ts";
import type { ConceptSource } from "../content/scenario.ts";
import type { Credit, GateId, Quote } from "./assessment.ts";
import type { Written } from "./explain.ts";
import { type Concept, compileConcept, findConcept, read, type Span } from "./language.ts";
import { likeness, numbersIn, sentencesOf } from "./likeness.ts";
import { likenessEn } from "./likeness-en.ts";

export type CompiledFact = { zh: string; en: string; said: Concept | null; partly: Concept | null };
/** `costs`: takes points; what must not be said and raises a gate only caps. */
export type CompiledStatement = {
  zh: string;
  en: string;
  said: Concept | null;
  gate: GateId | null;
  costs: boolean;
};
export type CompiledCard = { facts: CompiledFact[]; statements: CompiledStatement[] };
export type CardFinding = { statement: CompiledStatement; quote: Quote };

/** One sentence, or two that follow each other. */
export type Window = { text: string; quote: Quote };

/** Shares of a statement's wording that must be said where the card gives no ways of saying it, and where it does. */
const needed = {
  wordingOnly: { full: 0.5, partial: 0.3 },
  besideSayings: { full: 0.62, partial: 0.42 },
  wrong: 0.62,
};

// A pure function of the card; keeping the result changes nothing but the time it takes.
const kept = new WeakMap<RuleCard, CompiledCard>();

/** Compiles the ways of saying things of a card. */
export function compileCard(card: RuleCard): CompiledCard {
  const known = kept.get(card);
  if (known) return known;
  const compiled = {
    facts: card.key_facts.map(compileFact),
    statements: [
      ...card.wrong.map((one) => compileStatement(one, true)),
      ...card.must_not_say.map((one) => compileStatement(one, typeof one === "string" || !one.gate)),
    ],
  };
  kept.set(card, compiled);
  return compiled;
}

/** What of a fact was said, and where: by the card's ways of saying it, else by likeness to its wording. */
export function findFact(
  fact: CompiledFact,
  answer: readonly Written[],
  windows: readonly Window[],
): { credit: Credit; quote: Quote | null } {
  const full = fact.said && saidIn(fact.said, answer);
  if (full) return { credit: "unprompted", quote: full };
  const { full: whole, partial } = fact.said ? needed.besideSayings : needed.wordingOnly;
  const best = bestOf(fact, windows);
  if (best && best.share >= whole) return { credit: "unprompted", quote: best.quote };
  const part = fact.partly && saidIn(fact.partly, answer);
  if (part) return { credit: "partial", quote: part };
  return best && best.share >= partial
    ? { credit: "partial", quote: best.quote }
    : { credit: "absent", quote: null };
}

/** Where something wrong was asserted; a question or a denial of it asserts nothing. */
export function findStatement(
  statement: CompiledStatement,
  answer: readonly Written[],
  windows: readonly Window[],
): Quote | null {
  if (statement.said) return saidIn(statement.said, answer);
  const best = bestOf(statement, windows);
  return best && best.share >= needed.wrong ? best.quote : null;
}

/** Every sentence of a bubble, and every two that follow each other. */
export function windowsOf(messageId: string, text: string): Window[] {
  const sentences = sentencesOf(text).flatMap((span) => atFullStops(text, span));
  const spans = [
    ...sentences,
    ...sentences.slice(1).map(({ end }, i) => ({ start: sentences[i]?.start ?? 0, end })),
  ];
  return spans.map(({ start, end }) => ({
    text: text.slice(start, end),
    quote: { messageId, text: text.slice(start, end), start, end },
  }));
}

/** `sentencesOf` ends sentences at Chinese marks; a full stop before a space ends one, too. */
function atFullStops(text: string, { start, end }: Span): Span[] {
  const stops = Array.from(
    text.slice(start, end).matchAll(/\.\s+/gu),
    ({ 0: stop, index }) => start + index + stop.length,
  );
  return [start, ...stops]
    .map((from, i) => ({ start: from, end: stops[i] ?? end }))
    .filter((span) => span.start < span.end);
}

const compileFact = ({ zh, en, said, partly }: CardFact): CompiledFact => ({
  zh,
  en: en ?? "",
  said: said ? compileConcept(said, {}) : null,
  partly: partly ? compileConcept(partly, {}) : null,
});

function compileStatement(statement: CardStatement, costs: boolean): CompiledStatement {
  if (typeof statement === "string") return { zh: statement, en: "", said: null, gate: null, costs };
  const { zh, en, said, gate } = statement;
  return {
    zh,
    en: en ?? zh,
    said: said ? compileConcept(asserted(said), {}) : null,
    gate: gate ?? null,
    costs,
  };
}

const asserted = (said: ConceptSource): ConceptSource =>
  "any" in said ? { in_question: false, ...said } : { any: said, in_question: false };

/** Where the concept is first said. */
export function saidIn(concept: Concept, answer: readonly Written[]): Quote | null {
  for (const { messageId, text } of answer) {
    const [span] = findConcept(concept, read(text));
    if (span) return { messageId, text: text.slice(span.start, span.end), ...span };
  }
  return null;
}

function bestOf(
  { zh, en }: { zh: string; en: string },
  windows: readonly Window[],
): { share: number; quote: Quote } | null {
  let best: { share: number; quote: Quote } | null = null;
  for (const { text, quote } of windows) {
    const han = /\p{Script=Han}/u.test(text);
    const share = contradicts(zh, text) ? 0 : han || en === "" ? likeness(zh, text) : likenessEn(en, text);
    if (!best || share > best.share + 1e-9) best = { share, quote };
  }
  return best;
}

/** Both give numbers and none of them is the same: "48小时" does not say "24小时". */
function contradicts(statement: string, text: string): boolean {
  const wanted = numbersIn(statement);
  const there = numbersIn(text);
  return wanted.size > 0 && there.size > 0 && ![...there].some((number) => wanted.has(number));
}
