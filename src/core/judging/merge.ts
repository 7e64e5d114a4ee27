import type { Scenario } from "../content/scenario.ts";
import type { Credit } from "../scoring/assessment.ts";
import { belongs, type Evidence, isPrompted, type Turn } from "../scoring/evidence.ts";
import type { MoreFacts } from "../scoring/explain.ts";
import type { Question } from "./question.ts";
import type { Tally } from "./votes.ts";

const order: Record<Credit, number> = { absent: 0, partial: 1, prompted: 2, unprompted: 3 };

/**
 * Adds verified evidence to what the rules found in a role-play. It only ever adds: what rules credited stays, breaches
 * and gates stay, an element that a breach voids stays lost, one that is limited gets half at most. Whether the
 * customer had asked for it is code's finding, never the model's.
 */
export const addToRolePlay =
  (scenario: Scenario, turns: readonly Turn[], question: Question, { found }: Tally) =>
  (evidence: Evidence): Evidence => {
    const broken = new Set([...evidence.concepts, ...evidence.violations.map(({ violation }) => violation)]);
    const elements = { ...evidence.elements };
    for (const element of scenario.elements) {
      const key = question.elements.find(({ part, id }) => part === "roleplay" && id === element.id)?.key;
      const more = key === undefined ? undefined : found.get(key);
      const had = elements[element.id];
      const bubble = evidence.bubbles.find(({ turn }) => turn === more?.index);
      if (!more || !had || !bubble || element.void_by.some((id) => broken.has(id))) continue;
      if (!belongs(scenario, element, bubble)) continue;
      const half = more.credit === "partial" || element.limited_by.some((id) => broken.has(id));
      const credit: Credit = half
        ? "partial"
        : isPrompted(scenario, element, turns, bubble)
          ? "prompted"
          : "unprompted";
      if (order[credit] <= order[had.credit]) continue;
      const touched = had.touched === null ? bubble.turn : Math.min(had.touched, bubble.turn);
      elements[element.id] = { credit, quote: more.quote, turn: bubble.turn, touched };
    }
    return { ...evidence, elements };
  };

/** The same for one fact of an explanation. */
export const addToRule =
  (question: Question, { found }: Tally): MoreFacts =>
  (fact) => {
    const key = question.elements.find(({ part, id }) => part === "rule" && id === fact.id)?.key;
    const more = key === undefined ? undefined : found.get(key);
    if (!more) return fact;
    const credit: Credit = more.credit === "full" ? "unprompted" : "partial";
    return order[credit] <= order[fact.credit] ? fact : { ...fact, credit, quote: more.quote };
  };
