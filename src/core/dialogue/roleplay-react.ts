import type { Branch, Condition, Scenario } from "../content/scenario.ts";
import type { Evidence } from "../scoring/evidence.ts";

/** What the choice of the customer's next line depends on. */
export type Situation = {
  evidence: Evidence;
  /** Branches already said. */
  used: readonly string[];
  /** Turns of the candidate so far. */
  replies: number;
  /** Seconds since the first customer line. */
  elapsed: number;
  /** The customer's mood, 0-100. */
  mood: number;
  /** Branches for half of the sessions are on. */
  bait: boolean;
};

/** The first branch in the script's order that applies and was not said; null = none. Silence has its own choice. */
export function reaction(scenario: Scenario, situation: Situation, terminalOnly = false): Branch | null {
  for (const priority of scenario.detect_order) {
    if (priority === "silence") continue;
    const found = scenario.branches.find(
      (branch) =>
        branch.priority === priority &&
        (branch.terminal || !terminalOnly) &&
        !situation.used.includes(branch.id) &&
        applies(branch.when, situation),
    );
    if (found) return found;
  }
  return null;
}

/** The line with which a customer who got no solution leaves: the terminal branch that waits for the time limit. */
export const givingUp = (scenario: Scenario): Branch | null =>
  scenario.branches.find(({ terminal, when }) => terminal && when.elapsed_s !== undefined) ?? null;

/** The impatient line after `seconds` of silence: of those that apply, the one for the longest silence. */
export function impatience(scenario: Scenario, seconds: number): Branch | null {
  const applying = scenario.branches.filter(
    ({ priority, when }) => priority === "silence" && (when.silence_s ?? 0) <= seconds,
  );
  return applying.sort((a, b) => (b.when.silence_s ?? 0) - (a.when.silence_s ?? 0))[0] ?? null;
}

/** Seconds of silence at which the customer says something, ascending. */
export function silenceTimes(scenario: Scenario): number[] {
  const own = scenario.branches.flatMap(({ priority, when }) =>
    priority === "silence" && when.silence_s !== undefined ? [when.silence_s] : [],
  );
  return own.length === 0
    ? []
    : [...new Set([...scenario.time_limits.idle_prompts_s, ...own])].sort((a, b) => a - b);
}

function applies(when: Condition, { evidence, used, replies, elapsed, mood, bait }: Situation): boolean {
  const absent = (id: string) => (evidence.elements[id]?.credit ?? "absent") === "absent";
  return (
    (when.missing?.every(absent) ?? true) &&
    (when.present?.every((id) => !absent(id)) ?? true) &&
    (when.gates?.some((gate) => evidence.gates.some((hit) => hit.gate === gate)) ?? true) &&
    (when.concepts?.some((concept) => evidence.concepts.includes(concept)) ?? true) &&
    replies >= (when.after_replies ?? 0) &&
    (when.after_branch === undefined || used.includes(when.after_branch)) &&
    elapsed >= (when.elapsed_s ?? 0) &&
    when.silence_s === undefined &&
    mood >= (when.mood_at_least ?? 0) &&
    (when.half_of_sessions !== true || bait)
  );
}
