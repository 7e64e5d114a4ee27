import { fileOf } from "../content/explained.ts";
import type { Script } from "../content/script.ts";
import { deriveSeed } from "../random.ts";

/**
 * The script of one attempt: its scenario and its explanation are drawn from the job's by the conversation's seed, and
 * the next attempt gets the next ones. A script without a choice comes back as it is.
 */
export function scriptFor(script: Script, { seed, attempt }: { seed: number; attempt: number }): Script {
  const { choice } = script;
  if (!choice) return script;
  const drawn = <T>(pool: readonly T[], label: string, otherwise: T): T =>
    pool[(deriveSeed(seed, label) + attempt - 1) % Math.max(1, pool.length)] ?? otherwise;
  return {
    ...script,
    scenario: drawn(choice.scenarios, "scenario", script.scenario),
    rule: drawn(choice.rules, "explanation", script.rule),
  };
}

/** The pins an attempt was really played with: those of scenarios and explanations that were not drawn are left out. */
export function pinsOf({ pins, choice, scenario, rule }: Script): Script["pins"] {
  if (!choice) return pins;
  const others = new Set([
    ...choice.scenarios.filter(({ id }) => id !== scenario.id).map(({ id }) => `scenarios/${id}`),
    ...choice.rules.map(fileOf).filter((file) => file !== fileOf(rule)),
  ]);
  return Object.fromEntries(Object.entries(pins).filter(([file]) => !others.has(file)));
}
