import type { Element, Scenario } from "../../core/content/scenario.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { deriveSeed, pick, type Random, seededRandom } from "../../core/random.ts";
import { findEvidence, type Turn } from "../../core/scoring/evidence.ts";
import { compileRubric, timingFacts } from "../../core/scoring/evidence-rubric.ts";
import type { Expression } from "../../core/scoring/language-expression.ts";
import { conceptsFor, isIn, textOfPattern } from "./derive.ts";
import { conceptPhrases } from "./phrases.ts";

/** Where a persona's sentence comes from: the author, our phrase book, or the rubric's own patterns. */
export type Source = "sample" | "phrase" | "pattern";
export type Sentence = { text: string; source: Source };

/** What can be said for one element; empty lists = nothing was found that earns it. */
export type Sayings = { full: Sentence[]; partial: Sentence[]; bare: string[] };

/** Everything our people can say about a scenario in one language. */
export type Book = {
  elements: Record<string, Sayings>;
  /**
   * Texts that break a rule, by its gate ("none" = it only costs elements) or by the priority of the branch they provoke;
   * derived from the scenario's own violations and branches.
   */
  gates: Record<string, string[]>;
  /** Sentences of the author or our phrase book that the rules did not recognise for what they mean. */
  unrecognised: { element: string; text: string }[];
};

const wanted = 6;
const tries = 60;

/** Composes sentences for every element and violation, and keeps those that do what they are meant for and nothing else. */
export function writeBook(scenario: Scenario, locale: Locale, seed: number): Book {
  const slots = Object.fromEntries(
    Object.entries(scenario.slots).flatMap(([name, [first]]) =>
      first ? [[name, inLocale(first, locale)]] : [],
    ),
  );
  const rubric = compileRubric(scenario, slots);
  const book: Book = { elements: {}, gates: {}, unrecognised: [] };
  const say = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => slots[name] ?? whole);
  for (const { element, full, partial } of rubric.elements) {
    const random = seededRandom(deriveSeed(seed, `book ${element.id} ${locale}`));
    const works = (text: string, form: "full" | "partial", needs: readonly string[]) =>
      earns(scenario, element, say(text), slots, form, needs);
    const compose = (expression: Expression | null, form: "full" | "partial") => {
      if (!expression) return [];
      const found = new Map<string, Sentence>();
      for (let i = 0; i < tries && found.size < wanted; i++) {
        const needs = conceptsFor(expression, random).filter((name) => !isTiming(name));
        const parts = needs.map((name) => phraseFor(scenario, name, locale, random));
        if (parts.length === 0 || parts.some((part) => part === null)) continue;
        const whole = parts.flatMap((part) => (part ? [part] : []));
        const text = joined([...new Set(whole.map((part) => part.text))], locale);
        const source = whole.every((part) => part.source === "phrase") ? "phrase" : "pattern";
        if (works(text, form, needs)) found.set(text, { text, source });
        else if (source === "phrase" && !book.unrecognised.some((one) => one.text === text))
          book.unrecognised.push({ element: element.id, text });
      }
      return [...found.values()];
    };
    const samples = (element.sample ? inLocale(element.sample, locale) : []).flatMap((text): Sentence[] => {
      if (works(text, "full", [])) return [{ text, source: "sample" }];
      book.unrecognised.push({ element: element.id, text });
      return [];
    });
    book.elements[element.id] = {
      full: samples.length > 0 ? samples : compose(full, "full"),
      partial: compose(partial, "partial"),
      bare: bareWords(scenario, [full, partial], locale, random),
    };
  }
  for (const { violation, when } of rubric.violations) {
    const random = seededRandom(deriveSeed(seed, `gate ${violation.id} ${locale}`));
    const found = new Set(book.gates[violation.gate ?? "none"]);
    for (let i = 0; i < tries && found.size < wanted; i++) {
      const parts = conceptsFor(when, random).map((name) => patternText(scenario, name, locale, random));
      const text = joined([...parts.filter((part) => part !== null)], locale);
      const turns: Turn[] = [{ from: "candidate", t: 10, text: say(text), thread: violation.threads?.[0] }];
      const { violations } = findEvidence(scenario, turns, slots);
      if (violations.some((hit) => hit.violation === violation.id)) found.add(text);
    }
    book.gates[violation.gate ?? "none"] = [...found];
  }
  // What a customer pounces on without a gate behind it: agreeing to everything, for instance.
  for (const { id, priority, when } of scenario.branches) {
    const random = seededRandom(deriveSeed(seed, `branch ${id} ${locale}`));
    const texts = (when.concepts ?? []).map((name) => patternText(scenario, name, locale, random));
    const said = texts.filter((text) => text !== null);
    if (said.length > 0) book.gates[priority] = [...(book.gates[priority] ?? []), ...said];
  }
  return book;
}

const isTiming = (name: string): boolean => timingFacts.some((fact) => fact === name);

function phraseFor(scenario: Scenario, concept: string, locale: Locale, random: Random): Sentence | null {
  const phrases = conceptPhrases[concept];
  if (phrases && random() < 0.75) return { text: pick(random, inLocale(phrases, locale)), source: "phrase" };
  const text = patternText(scenario, concept, locale, random);
  return text === null ? null : { text, source: "pattern" };
}

function patternText(scenario: Scenario, concept: string, locale: Locale, random: Random): string | null {
  const source = scenario.concepts[concept];
  const patterns = source === undefined ? [] : "any" in source ? source.any : source;
  for (let i = 0; i < 20 && patterns.length > 0; i++) {
    const text = textOfPattern(pick(random, patterns), random);
    if (isIn(locale, text)) return text;
  }
  return null;
}

/** Said alone it must earn the element as intended, break no rule, and take no element away. */
function earns(
  scenario: Scenario,
  element: Element,
  text: string,
  slots: Record<string, string>,
  form: "full" | "partial",
  needs: readonly string[],
): boolean {
  const opening = scenario.opening.find(({ id }) => id === element.within?.of);
  const turns: Turn[] = [{ from: "candidate", t: (opening?.at_s ?? 0) + 10, text, thread: element.thread }];
  const { elements, violations, conduct, concepts } = findEvidence(scenario, turns, slots);
  if (violations.length > 0 || conduct.spans.length > 0) return false;
  const harmful = scenario.elements.flatMap(({ void_by, limited_by }) => [...void_by, ...limited_by]);
  if (concepts.some((name) => harmful.includes(name) && !needs.includes(name))) return false;
  const credit = elements[element.id]?.credit ?? "absent";
  if (form === "partial") return credit === "partial";
  const waits = timingFacts.some((fact) => element.full?.includes(fact));
  return credit === "unprompted" || (waits && needs.every((name) => concepts.includes(name)));
}

/** The shortest words of the element's concepts, without a sentence around them. */
function bareWords(
  scenario: Scenario,
  expressions: readonly (Expression | null)[],
  locale: Locale,
  random: Random,
): string[] {
  const names = new Set(expressions.flatMap((one) => (one ? conceptsFor(one, random) : [])));
  return [...names].flatMap((name) => {
    const texts = Array.from({ length: 8 }, () => patternText(scenario, name, locale, random));
    const [shortest] = texts
      .flatMap((text) => (text === null ? [] : [text]))
      .sort((a, b) => a.length - b.length);
    return shortest === undefined ? [] : [shortest];
  });
}

const joined = (texts: readonly string[], locale: Locale): string =>
  texts.join(locale === "en" ? ", " : "，");
