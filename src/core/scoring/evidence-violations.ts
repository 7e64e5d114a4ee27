import type { Violation } from "../content/scenario.ts";
import { type Conduct, gateOfConduct } from "./conduct.ts";
import type { Bubble, Turn, ViolationHit } from "./evidence.ts";
import { cover, quote } from "./evidence-quote.ts";
import type { Rubric } from "./evidence-rubric.ts";
import { holds } from "./language-expression.ts";

/** Breaches of the scenario's own, each where it was said first. */
export function violationsIn(
  rubric: Rubric,
  bubbles: readonly Bubble[],
  turns: readonly Turn[],
): ViolationHit[] {
  const hits: ViolationHit[] = [];
  for (const { violation, when, correctedBy, words } of rubric.violations) {
    const bubble = bubbles.find(
      ({ said, thread }) => inThreads(violation, thread) && holds(when, (name) => said.has(name)),
    );
    if (!bubble) continue;
    const spans = words.flatMap((name) => bubble.said.get(name) ?? []);
    const later = bubbles.filter(({ turn }) => turn > bubble.turn);
    hits.push({
      violation: violation.id,
      gate: violation.gate,
      label: violation.label,
      quote: quote(
        turns,
        bubble.turn,
        spans.length > 0 ? cover(spans) : { start: 0, end: bubble.text.length },
      ),
      turn: bubble.turn,
      corrected:
        correctedBy !== null && later.some(({ said }) => holds(correctedBy, (name) => said.has(name))),
    });
  }
  return hits;
}

/** Insults, mockery and plain blame of the customer raise their gate in every scenario. */
export function violationsOfConduct(
  conduct: Conduct,
  bubbles: readonly Bubble[],
  turns: readonly Turn[],
): ViolationHit[] {
  return conduct.spans.flatMap(({ kind, strength, quote: found, reason }) => {
    const gate = gateOfConduct(kind);
    const certain = kind === "blame" ? strength >= 0.75 : conduct.aggressive;
    const bubble = bubbles.find(({ turn }) => (turns[turn]?.messageId ?? String(turn)) === found.messageId);
    if (!gate || !certain || !bubble) return [];
    return [
      {
        violation: `conduct_${kind}`,
        gate,
        label: reason,
        quote: found,
        turn: bubble.turn,
        corrected: false,
      },
    ];
  });
}

const inThreads = ({ threads }: Violation, thread: string | null): boolean =>
  threads === undefined || (thread !== null && threads.includes(thread));
