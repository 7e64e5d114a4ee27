import type { ScoringConfig } from "../content/config.ts";
import type { RuleItem } from "../content/rule.ts";
import type { Locale } from "../locale.ts";
import type { Credit, ElementScore, GateHit, GateId, Quote, RuleScore } from "./assessment.ts";
import { clarityBars, lengthOf } from "./clarity.ts";
import { type Conduct, gateOfConduct, rateConduct } from "./conduct.ts";
import { pasteSigns, suspicionsOf } from "./evidence-flags.ts";
import { ruleFigures } from "./formulas.ts";
import { type Concept, compileConcept, earning, findConcept, read, type Span } from "./language.ts";
import { conceptsOf, type Expression, holds, parseExpression } from "./language-expression.ts";
import { findSuspicious, touchesSuspicious } from "./suspicious.ts";
import { wordLists } from "./word-list.ts";

/** One bubble of an answer. */
export type Written = { messageId: string; text: string };

export type ExplanationContext = {
  /** From the question to the last bubble; null = not known. Text after the time limit must be left out by the caller. */
  seconds: number | null;
  locale: Locale;
  /** Content hash of the item. */
  version: string;
  /** Evidence found by other means than rules, added before anything is computed. */
  more?: MoreFacts | undefined;
};

/** What is known of one fact, and a way to add to it. */
export type FoundFact = { id: string; credit: Credit; quote: Quote | null };
export type MoreFacts = (fact: FoundFact) => FoundFact;

/** Scores a rule explained in one's own words: accuracy and clarity of README §3.4, with the words behind every point. */
export function scoreExplanation(
  item: RuleItem,
  config: ScoringConfig,
  answer: readonly Written[],
  { seconds, locale, version, more }: ExplanationContext,
): RuleScore {
  const rubric = rubricOf(item);
  const { said, earned } = search(rubric, answer);
  const has = (name: string) => earned.has(name);
  const found = rubric.facts.map(({ fact, full, partial, words }) => {
    const credit: Credit = holds(full, has)
      ? "unprompted"
      : partial && holds(partial, has)
        ? "partial"
        : "absent";
    const byRules = { id: fact.id, credit, quote: credit === "absent" ? null : firstOf(earned, words) };
    return { fact, ...(more ? more(byRules) : byRules) };
  });
  const wrong = rubric.wrong
    .filter(({ when }) => holds(when, (name) => said.has(name)))
    .map(({ assertion, words }) => ({ ...assertion, quote: firstOf(said, words) }));
  const conduct = rateConduct(answer.map((bubble) => ({ ...bubble, text: bubble.text.trimEnd() })));
  const gates = gatesOf(rubric, config, conduct, said, wrong);
  const hedged = holds(rubric.hedge, has);
  const text = answer.map((bubble) => bubble.text).join("\n");
  const characters = lengthOf(text, locale);
  const multiplier = locale === "en" ? config.rule.english_length_multiplier : 1;
  const pasted = pasteSigns(text, seconds) >= 2;
  const clear = clarityBars({
    characters: characters / multiplier,
    assertions: [...found.filter(({ credit }) => credit !== "absent"), ...wrong].flatMap(({ quote }) =>
      quote ? [{ at: offsetOf(answer, quote) / multiplier }] : [],
    ),
    facts: found.map(({ fact, credit }) => ({ must: fact.must, credit })),
    hedged,
    nextStep: earned.has("next_step"),
    pasted,
    text,
  });
  // Whoever insults the customer explains nothing; else the words of an insult could lift a short answer's length.
  const bars = conduct.aggressive ? 1 : clear;
  const figures = ruleFigures(config, item.key_facts, {
    credits: Object.fromEntries(found.map(({ fact, credit }) => [fact.id, credit])),
    wrong: wrong.map(({ p, volatile }) => ({ p, volatile })),
    hedged,
    bars,
    characters,
    gates: gates.map(({ gate }) => gate),
    lengthMultiplier: multiplier,
  });
  const blank = characters === 0;
  const halved = hedged && config.rule.hedge_halves_volatile_penalties;
  return {
    card: item.id,
    version,
    accuracy: figures.accuracy,
    clarity: blank ? 0 : figures.clarity,
    bars: blank ? 1 : bars,
    total: blank ? 0 : figures.total,
    facts: found.map(({ fact, credit, quote }): ElementScore => {
      const points = fact.w * config.complaint.element_credit[credit];
      return { id: fact.id, label: fact.label, weight: fact.w, critical: fact.must, credit, points, quote };
    }),
    wrong: wrong.map(({ id, label, p, volatile, quote }) => ({
      id,
      label,
      penalty: halved && volatile ? p / 2 : p,
      quote,
    })),
    gates,
    flags: [
      ...(wordLists(answer.map((bubble) => bubble.text)).size > 0 ? ["keyword_list"] : []),
      ...(pasted ? ["paste_like"] : []),
      ...suspicionsOf(text),
    ],
  };
}

type Rubric = {
  concepts: ReadonlyMap<string, Concept>;
  facts: {
    fact: RuleItem["key_facts"][number];
    full: Expression;
    partial: Expression | null;
    words: string[];
  }[];
  wrong: { assertion: RuleItem["wrong_assertions"][number]; when: Expression; words: string[] }[];
  violations: { gate: GateId; label: { zh: string; en: string }; when: Expression; words: string[] }[];
  hedge: Expression;
};

// A pure function of the item; keeping the result changes nothing but the time it takes.
const kept = new WeakMap<RuleItem, Rubric>();

function rubricOf(item: RuleItem): Rubric {
  const known = kept.get(item);
  if (known) return known;
  const rubric: Rubric = {
    concepts: new Map(
      Object.entries(item.concepts).map(([name, source]) => [name, compileConcept(source, {})]),
    ),
    facts: item.key_facts.map((fact) => {
      const full = parseExpression(fact.full);
      const partial = fact.partial === undefined ? null : parseExpression(fact.partial);
      const words = [full, ...(partial ? [partial] : [])].flatMap((part) => conceptsOf(part, true));
      return { fact, full, partial, words };
    }),
    wrong: item.wrong_assertions.map((assertion) => {
      const when = parseExpression(assertion.when);
      return { assertion, when, words: conceptsOf(when, true) };
    }),
    violations: item.violations.map(({ gate, label, when: source }) => {
      const when = parseExpression(source);
      return { gate, label, when, words: conceptsOf(when, true) };
    }),
    hedge: parseExpression(item.hedge),
  };
  kept.set(item, rubric);
  return rubric;
}

type Said = ReadonlyMap<string, readonly Quote[]>;

/** `earned` leaves out what is said about the test instead of to the customer: it may break a rule, but earns nothing. */
function search(rubric: Rubric, answer: readonly Written[]): { said: Said; earned: Said } {
  const said = new Map<string, Quote[]>();
  const earned = new Map<string, Quote[]>();
  for (const { messageId, text } of answer) {
    const reading = read(text);
    const orders = findSuspicious(text).filter(({ kind }) => kind === "orders");
    for (const [name, concept] of rubric.concepts) {
      const spans = findConcept(concept, reading);
      const add = (to: Map<string, Quote[]>, found: readonly Span[]) => {
        if (found.length === 0) return;
        to.set(name, [...(to.get(name) ?? []), ...found.map((span) => quoteOf(messageId, text, span))]);
      };
      add(said, spans);
      add(
        earned,
        earning(spans, reading).filter(({ start, end }) => !touchesSuspicious(orders, start, end)),
      );
    }
  }
  return { said, earned };
}

const quoteOf = (messageId: string, text: string, { start, end }: Span): Quote => ({
  messageId,
  text: text.slice(start, end),
  start,
  end,
});

const firstOf = (said: Said, words: readonly string[]): Quote | null =>
  words.flatMap((name) => said.get(name)?.slice(0, 1) ?? [])[0] ?? null;

/** Where the quote stands, counted over all bubbles. */
export function offsetOf(answer: readonly Written[], quote: Quote): number {
  let before = 0;
  for (const { messageId, text } of answer) {
    if (messageId === quote.messageId) return before + quote.start;
    before += text.length;
  }
  return before;
}

function gatesOf(
  rubric: Rubric,
  config: ScoringConfig,
  conduct: Conduct,
  said: Said,
  wrong: readonly { gate?: GateId | undefined; label: { zh: string; en: string }; quote: Quote | null }[],
): GateHit[] {
  const hits = new Map<GateId, GateHit>();
  const raise = (gate: GateId, quote: Quote | null, reason: { zh: string; en: string }) => {
    if (!hits.has(gate)) hits.set(gate, { gate, cap: config.gates[gate], quote, reason });
  };
  for (const { gate, label, when, words } of rubric.violations) {
    if (holds(when, (name) => said.has(name))) raise(gate, firstOf(said, words), label);
  }
  for (const { gate, label, quote } of wrong) if (gate) raise(gate, quote, label);
  for (const { kind, quote, reason } of conduct.spans) {
    const gate = gateOfConduct(kind);
    if (gate && conduct.aggressive) raise(gate, quote, reason);
  }
  return [...hits.values()];
}
