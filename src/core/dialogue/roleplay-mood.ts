import type { Scenario } from "../content/scenario.ts";
import type { Evidence } from "../scoring/evidence.ts";

/** The customer's mood, 0 calm to 100 furious. It chooses between two wordings of a line and never touches a score. */
export type Mood = { mood: number; felt: string[] };

/** The mood after a turn; everything that calms or angers counts once. `wait` = seconds the customer waited for it. */
export function moodAfter(scenario: Scenario, before: Mood, evidence: Evidence, wait: number): Mood {
  const given = (id: string) => (evidence.elements[id]?.credit ?? "absent") !== "absent";
  const asked = (priority: string) =>
    scenario.branches.filter((branch) => branch.priority === priority).flatMap(({ prompts }) => prompts);
  const causes: [name: string, rule: string, holds: boolean][] = [
    ["apology", "apology", asked("no_apology").some(given)],
    ["option", "concrete_option", scenario.solution.some(given)],
    ["timeline", "timeline", asked("vague_timeline").some(given)],
    ["blame", "blame", evidence.violations.some(({ gate }) => gate === "ridicule_or_blame")],
    ...scenario.elements
      .filter(({ critical }) => critical)
      .map(({ id }): [string, string, boolean] => [id, "critical_element", given(id)]),
  ];
  const fresh = causes.filter(([name, , holds]) => holds && !before.felt.includes(name));
  const change = fresh.reduce((sum, [, rule]) => sum + (scenario.mood[rule] ?? 0), 0);
  const slow = wait > scenario.time_limits.per_turn_sla_s ? (scenario.mood.over_180s ?? 0) : 0;
  return {
    mood: clamp(before.mood + change + slow),
    felt: [...before.felt, ...fresh.map(([name]) => name)],
  };
}

/** The mood after an impatient line. */
export const moodAfterSilence = (scenario: Scenario, mood: number): number =>
  clamp(mood + (scenario.mood.silence_60s ?? 0));

export const isAngry = (scenario: Scenario, mood: number): boolean =>
  mood >= (scenario.mood.escalate_at ?? 80);

const clamp = (mood: number): number => Math.min(100, Math.max(0, mood));
