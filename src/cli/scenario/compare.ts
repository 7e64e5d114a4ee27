import type { ScoringConfig } from "../../core/content/config.ts";
import type { Scenario } from "../../core/content/scenario.ts";
import type { Credit } from "../../core/scoring/assessment.ts";
import { scoreComplaint } from "../../core/scoring/complaint.ts";
import { mean } from "../../core/statistics/description.ts";
import { totalOf } from "./measure.ts";
import type { Persona } from "./personas.ts";
import type { Session } from "./play.ts";

export type Rescored = { session: Session; before: number; after: number };
export type Changes = { persona: Persona; sessions: number; up: number; down: number; shift: number };
export type Comparison = {
  rescored: Rescored[];
  people: Changes[];
  /** Element credits that differ: how often, and the commonest change. */
  elements: { id: string; changed: number; commonest: string }[];
};

/**
 * The same words scored by two versions of a script: `sessions` were played on either. Who changes sides of the pass line
 * is told per persona.
 */
export function compareVersions(
  before: Scenario,
  after: Scenario,
  config: ScoringConfig,
  sessions: readonly Session[],
): Comparison {
  const both = sessions.map((session) => ({
    session,
    old: rescore(before, config, session),
    now: rescore(after, config, session),
  }));
  const rescored = both.map(({ session, old, now }) => ({
    session,
    before: totalOf(old),
    after: totalOf(now),
  }));
  const passed = (total: number) => total > config.pass_above;
  const ids = [...new Set([...before.elements, ...after.elements].map(({ id }) => id))];
  return {
    rescored,
    people: [...new Set(sessions.map(({ persona }) => persona))].map((persona) => {
      const own = rescored.filter(({ session }) => session.persona === persona);
      return {
        persona,
        sessions: own.length,
        up: own.filter((one) => !passed(one.before) && passed(one.after)).length,
        down: own.filter((one) => passed(one.before) && !passed(one.after)).length,
        shift: mean(own.map((one) => one.after - one.before)),
      };
    }),
    elements: ids.flatMap((id) => {
      const changes = new Map<string, number>();
      for (const { old, now } of both) {
        const [from, to] = [creditIn(old.elements, id), creditIn(now.elements, id)];
        if (from !== to) changes.set(`${from} → ${to}`, (changes.get(`${from} → ${to}`) ?? 0) + 1);
      }
      const changed = [...changes.values()].reduce((sum, count) => sum + count, 0);
      const [commonest] = [...changes].sort((a, b) => b[1] - a[1]);
      return changed === 0 || !commonest ? [] : [{ id, changed, commonest: commonest[0] }];
    }),
  };
}

const rescore = (scenario: Scenario, config: ScoringConfig, { lines, persona, slots }: Session) =>
  scoreComplaint(scenario, config, lines, {
    typingCpm: persona.cpm,
    locale: persona.locale,
    slots,
    version: "",
  });

const creditIn = (elements: readonly { id: string; credit: Credit }[], id: string): Credit | "none" =>
  elements.find((element) => element.id === id)?.credit ?? "none";
