import type { Element, Scenario, Violation } from "../content/scenario.ts";
import { type SlotChoice, slotValues } from "./evidence-lines.ts";
import { type Concept, compileConcept } from "./language.ts";
import { conceptsOf, type Expression, parseExpression } from "./language-expression.ts";

export type RatedElement = {
  element: Element;
  full: Expression | null;
  partial: Expression | null;
  /** Concepts that may be quoted for it. */
  words: string[];
};

export type RatedViolation = {
  violation: Violation;
  when: Expression;
  correctedBy: Expression | null;
  words: string[];
};

/** A scenario's rubric ready for searching. */
export type Rubric = {
  concepts: ReadonlyMap<string, Concept>;
  elements: readonly RatedElement[];
  violations: readonly RatedViolation[];
};

/** Facts of timing that expressions of a scenario with several customers may name beside its concepts. */
export const timingFacts = ["everybody_answered", "everybody_soon", "wait_kept", "wait_broken"] as const;

// A pure function of its arguments; keeping the result changes nothing but the time it takes.
const kept = new WeakMap<Scenario, Map<string, Rubric>>();
const mostKept = 64;

/** Compiles patterns and expressions; throws an Error naming the concept, element or violation and what to change. */
export function compileRubric(scenario: Scenario, slots: SlotChoice): Rubric {
  const key = JSON.stringify(Object.entries(slots).sort(([a], [b]) => (a < b ? -1 : 1)));
  const known = kept.get(scenario) ?? new Map<string, Rubric>();
  kept.set(scenario, known);
  const found = known.get(key);
  if (found) return found;
  if (known.size >= mostKept) known.clear();
  const rubric = build(scenario, slots);
  known.set(key, rubric);
  return rubric;
}

function build(scenario: Scenario, slots: SlotChoice): Rubric {
  const values = slotValues(scenario, slots);
  const concepts = new Map<string, Concept>();
  for (const [name, source] of Object.entries(scenario.concepts)) {
    concepts.set(
      name,
      within(`concept ${name}`, () => compileConcept(source, values)),
    );
  }
  const known = new Set<string>([...concepts.keys(), ...timingFacts]);
  const parse = (place: string, source: string | undefined): Expression | null => {
    if (source === undefined) return null;
    return within(place, () => {
      const expression = parseExpression(source);
      const unknown = conceptsOf(expression).find((name) => !known.has(name));
      if (unknown)
        throw new Error(`"${source}" names "${unknown}", which is no concept; add it under concepts`);
      return expression;
    });
  };
  const elements = scenario.elements.map((element) => {
    const full = parse(`element ${element.id}, full`, element.full);
    const partial = parse(`element ${element.id}, partial`, element.partial);
    const words = [full, partial].flatMap((part) => (part ? conceptsOf(part, true) : []));
    return { element, full, partial, words: [...new Set(words)] };
  });
  const violations = scenario.violations.map((violation) => {
    const when = within(`violation ${violation.id}`, () => parseExpression(violation.when));
    parse(`violation ${violation.id}`, violation.when);
    const correctedBy = parse(`violation ${violation.id}, corrected_by`, violation.corrected_by);
    return { violation, when, correctedBy, words: conceptsOf(when, true) };
  });
  return { concepts, elements, violations };
}

function within<T>(place: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
