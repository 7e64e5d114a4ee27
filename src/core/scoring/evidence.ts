import type { Element, Scenario } from "../content/scenario.ts";
import type { Credit, GateId, Quote } from "./assessment.ts";
import { type Conduct, rateConduct } from "./conduct.ts";
import type { ConductModel } from "./conduct-model.ts";
import { flagsOf } from "./evidence-flags.ts";
import { promptsOf, type SlotChoice, slotsFrom } from "./evidence-lines.ts";
import { cover, quote } from "./evidence-quote.ts";
import { compileRubric, type RatedElement, type Rubric } from "./evidence-rubric.ts";
import { threadsOf, waitFacts } from "./evidence-threads.ts";
import { violationsIn, violationsOfConduct } from "./evidence-violations.ts";
import { earning, findConcept, read, type Span } from "./language.ts";
import { holds } from "./language-expression.ts";
import { findSuspicious, outsideOrders, type Suspicious } from "./suspicious.ts";
import { wordLists } from "./word-list.ts";

/** One bubble of a role-play; `t` in seconds from the first customer line. */
export type Turn = {
  from: "customer" | "candidate";
  t: number;
  text: string;
  /** The opening line or branch a customer line came from; without it the line is recognised by its wording. */
  node?: string | undefined;
  /** Which of several customers it belongs to. */
  thread?: string | undefined;
  messageId?: string | undefined;
};

/** What was found for one element. `turn` is the index of the bubble that is quoted. */
export type ElementEvidence = {
  credit: Credit;
  quote: Quote | null;
  turn: number | null;
  /** Index of the bubble from which on the element has credit; null = never. */
  touched: number | null;
};

/** A broken rule of conduct. A violation without a gate only voids or limits elements. */
export type ViolationHit = {
  violation: string;
  gate: GateId | null;
  label: { zh: string; en: string };
  quote: Quote;
  turn: number;
  /** The candidate took it back before the end: no cap, but a person looks. */
  corrected: boolean;
};

/** Everything found in a role-play, each with the candidate's own words. */
export type Evidence = {
  elements: Record<string, ElementEvidence>;
  violations: ViolationHit[];
  /** Gates that cap the score: those of violations that were not corrected. */
  gates: (ViolationHit & { gate: GateId })[];
  /** Rating of the written conduct, with the stretches that lowered it. */
  conduct: Conduct;
  /** When and where the candidate wrote, as far as it counts. */
  bubbles: Bubble[];
  /** Names of all concepts the candidate said, sorted. */
  concepts: string[];
  /** Reasons for a person to look: paste_like, instructions_to_scorer, hidden_text, keyword_list, corrected_promise, hostile_wording. */
  flags: string[];
};

/** The concepts said in one bubble of the candidate, with where. */
export type Bubble = {
  turn: number;
  t: number;
  thread: string | null;
  text: string;
  said: Map<string, Span[]>;
  /** The same without what is said about the test instead of to the customer: only this earns credit. */
  earned: Map<string, Span[]>;
};

/**
 * Finds elements, violations and flags in a role-play by rules only. Text at or after the time limit does not count.
 * `slots` are the values drawn for this session; without them they are read from the customer's lines. The classifier
 * of conduct only adds to what rules find; where it alone sees hostility a person looks.
 */
export function findEvidence(
  scenario: Scenario,
  turns: readonly Turn[],
  slots?: SlotChoice,
  conductModel?: ConductModel,
): Evidence {
  const rubric = compileRubric(scenario, slots ?? slotsFrom(scenario, turns));
  const { bubbles, lists, suspicious } = bubblesOf(scenario, rubric, turns);
  const conduct = rateConduct(
    bubbles.map(({ turn, text }) => ({
      messageId: turns[turn]?.messageId ?? String(turn),
      text: text.trimEnd(),
    })),
    conductModel,
  );
  const violations = [
    ...violationsIn(rubric, bubbles, turns),
    ...violationsOfConduct(conduct, bubbles, turns),
  ].sort((a, b) => a.turn - b.turn);
  const facts = waitFacts(scenario, turns, bubbles);
  const broken = new Set(violations.map(({ violation }) => violation));
  const elements: Record<string, ElementEvidence> = {};
  for (const rated of rubric.elements) {
    elements[rated.element.id] = rate(scenario, rated, bubbles, turns, facts, broken);
  }
  return {
    elements,
    violations,
    gates: violations.flatMap((hit) => (hit.gate && !hit.corrected ? [{ ...hit, gate: hit.gate }] : [])),
    conduct,
    bubbles,
    concepts: [...new Set(bubbles.flatMap(({ said }) => [...said.keys()]))].sort(),
    flags: [
      ...flagsOf(turns, lists, suspicious),
      ...(violations.some(({ corrected, gate }) => corrected && gate !== null) ? ["corrected_promise"] : []),
      ...(conduct.spans.some(({ kind }) => kind === "hostile") ? ["hostile_wording"] : []),
    ],
  };
}

/** `lists` = bubbles of key words only; `suspicious` = what was found in which text. */
type Searched = {
  bubbles: Bubble[];
  lists: ReadonlySet<number>;
  suspicious: ReadonlyMap<string, readonly Suspicious[]>;
};

/** The candidate's bubbles that count, each searched for every concept of the rubric. */
function bubblesOf(scenario: Scenario, rubric: Rubric, turns: readonly Turn[]): Searched {
  const bubbles: Bubble[] = [];
  const suspicious = new Map<string, readonly Suspicious[]>();
  const customer: string[] = [];
  const threads = threadsOf(scenario, turns);
  for (const [index, turn] of turns.entries()) {
    if (turn.from === "customer") {
      customer.push(turn.text);
    } else if (turn.t < scenario.time_limits.total_s && turn.text.trim() !== "") {
      const reading = read(turn.text, customer);
      const said = new Map<string, Span[]>();
      const earned = new Map<string, Span[]>();
      for (const [name, concept] of rubric.concepts) {
        const spans = findConcept(concept, reading);
        if (spans.length > 0) said.set(name, spans);
        const good = earning(spans, reading);
        if (good.length > 0) earned.set(name, good);
      }
      const found = suspicious.get(turn.text) ?? findSuspicious(turn.text);
      suspicious.set(turn.text, found);
      outsideOrders(found, earned);
      bubbles.push({
        turn: index,
        t: turn.t,
        thread: threads[index] ?? null,
        text: turn.text,
        said,
        earned,
      });
    }
  }
  const lists = wordLists(bubbles.map(({ text }) => text));
  for (const index of lists) bubbles[index]?.earned.clear();
  return { bubbles, lists, suspicious };
}

function rate(
  scenario: Scenario,
  rated: RatedElement,
  bubbles: readonly Bubble[],
  turns: readonly Turn[],
  facts: ReadonlySet<string>,
  broken: ReadonlySet<string>,
): ElementEvidence {
  const { element } = rated;
  const mine = bubbles.filter((bubble) => belongs(scenario, element, bubble));
  const anywhere = new Set(bubbles.flatMap(({ said }) => [...said.keys()]));
  const lost = element.void_by.some((id) => anywhere.has(id) || broken.has(id));
  if (lost) return nothing;
  if (element.by_default) {
    const first = mine.find(({ text }) => isSubstantive(text));
    return first ? { credit: "unprompted", quote: null, turn: first.turn, touched: first.turn } : nothing;
  }
  const said = new Set<string>(facts);
  let touched: Bubble | null = null;
  let full: Bubble | null = null;
  for (const bubble of mine) {
    for (const name of bubble.earned.keys()) said.add(name);
    const has = (name: string) => said.has(name);
    const complete = rated.full !== null && holds(rated.full, has);
    if (complete && !full) full = bubble;
    if (!touched && (complete || (rated.partial !== null && holds(rated.partial, has)))) touched = bubble;
  }
  if (!touched) return nothing;
  const has = (name: string) => said.has(name);
  // What was said later may take it back (`!x`).
  const stillFull = full !== null && rated.full !== null && holds(rated.full, has);
  if (!stillFull && rated.partial !== null && !holds(rated.partial, has)) return nothing;
  const limited = element.limited_by.some((id) => anywhere.has(id) || broken.has(id));
  const decisive = stillFull && full && !limited ? full : touched;
  const quoted = quoteOf(rated, decisive, bubbles, turns);
  const credit: Credit =
    !stillFull || limited || !full
      ? "partial"
      : isPrompted(scenario, element, turns, full)
        ? "prompted"
        : "unprompted";
  return { credit, ...quoted, touched: touched.turn };
}

const nothing: ElementEvidence = { credit: "absent", quote: null, turn: null, touched: null };

/** Whether what is said in this bubble can count for the element: the right customer, in time. */
export function belongs(scenario: Scenario, element: Element, bubble: Bubble): boolean {
  if (element.thread !== undefined && bubble.thread !== element.thread) return false;
  const { within } = element;
  if (!within) return true;
  const opening = scenario.opening.find(({ id }) => id === within.of);
  return opening !== undefined && bubble.t >= opening.at_s && bubble.t <= opening.at_s + within.seconds;
}

/** Greetings and "one moment" alone are no reply. */
const isSubstantive = (text: string): boolean =>
  text.replace(/您好|你好|在的|稍等|请问|亲亲|亲|[^\p{L}\p{N}]/gu, "").length >= 4;

/** Whether a customer had asked for the element before this bubble. */
export function isPrompted(
  scenario: Scenario,
  element: Element,
  turns: readonly Turn[],
  bubble: Bubble,
): boolean {
  return turns
    .slice(0, bubble.turn)
    .some((turn) => turn.from === "customer" && promptsOf(scenario, turn).includes(element.id));
}

function quoteOf(
  { words }: RatedElement,
  decisive: Bubble,
  bubbles: readonly Bubble[],
  turns: readonly Turn[],
): { quote: Quote | null; turn: number | null } {
  for (const bubble of [decisive, ...bubbles]) {
    const spans = words.flatMap((name) => bubble.earned.get(name) ?? []);
    if (spans.length > 0) return { quote: quote(turns, bubble.turn, cover(spans)), turn: bubble.turn };
  }
  return { quote: null, turn: decisive.turn };
}
