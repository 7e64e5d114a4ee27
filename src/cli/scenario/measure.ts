import type { Scenario } from "../../core/content/scenario.ts";
import type { ComplaintScore, Credit, GateId } from "../../core/scoring/assessment.ts";
import { roundHalfUp } from "../../core/scoring/composite.ts";
import { mean, sampleVariance } from "../../core/statistics/description.ts";
import { auc, correlation, dPrime } from "../../core/statistics/discrimination.ts";
import type { Group, Persona } from "./personas.ts";
import type { Session } from "./play.ts";

export type PersonaFigures = {
  persona: Persona;
  totals: number[];
  mean: number;
  sd: number;
  passes: number;
  dimensions: { response: number; completeness: number; emotion: number };
  gates: Partial<Record<GateId, number>>;
  example: Session | undefined;
};

export type ElementFigures = {
  id: string;
  /** Shares of sessions with any credit. */
  hitGood: number;
  hitWeak: number;
  hitAll: number;
  /** Correlation of having it with the points of all other elements; over all sessions. */
  pointBiserial: number;
  /** Sessions in which a sentence for it was sent, and in how many of those it was found. */
  meant: number;
  found: number;
  credits: Record<Credit, number>;
};

export type BranchFigures = { id: string; good: number; weak: number; all: number };

export type Measured = {
  sessions: number;
  people: PersonaFigures[];
  auc: number;
  dPrime: number;
  passGood: number;
  passWeak: number;
  elements: ElementFigures[];
  branches: BranchFigures[];
};

/** What the sessions say about the script; `passAbove` = the pass line, which a total must exceed. */
export function measure(scenario: Scenario, sessions: readonly Session[], passAbove: number): Measured {
  const passed = ({ score }: Session) => totalOf(score) > passAbove;
  const of = (group: Group) => sessions.filter(({ persona }) => persona.group === group);
  const good = of("good");
  const weak = of("weak");
  const totals = (list: readonly Session[]) => list.map(({ score }) => totalOf(score));
  const people = [...new Set(sessions.map(({ persona }) => persona))];
  return {
    sessions: sessions.length,
    people: people.map((persona) =>
      figuresOf(
        persona,
        sessions.filter((session) => session.persona === persona),
        passed,
      ),
    ),
    auc: auc(totals(good), totals(weak)),
    dPrime: dPrime(totals(good), totals(weak)),
    passGood: share(good, passed),
    passWeak: share(weak, passed),
    elements: scenario.elements.map(({ id }) => {
      const has = ({ score }: Session) => creditOf(score, id) !== "absent";
      const meant = sessions.filter((session) => session.meant.has(id));
      const credits = { unprompted: 0, prompted: 0, partial: 0, absent: 0 };
      for (const { score } of sessions) credits[creditOf(score, id)] += 1;
      return {
        id,
        hitGood: share(good, has),
        hitWeak: share(weak, has),
        hitAll: share(sessions, has),
        pointBiserial: correlation(sessions.map((one) => [Number(has(one)), pointsWithout(one.score, id)])),
        meant: meant.length,
        found: meant.filter(has).length,
        credits,
      };
    }),
    branches: [...scenario.opening, ...scenario.branches].map(({ id }) => {
      const said = ({ lines }: Session) => lines.some(({ node }) => node === id);
      return { id, good: share(good, said), weak: share(weak, said), all: share(sessions, said) };
    }),
  };
}

/** The role-play's score as it is compared with the pass line: to one decimal. */
export const totalOf = (score: ComplaintScore): number => roundHalfUp(score.total);

function figuresOf(
  persona: Persona,
  own: readonly Session[],
  passed: (session: Session) => boolean,
): PersonaFigures {
  const totals = own.map(({ score }) => totalOf(score));
  const dimension = (name: "response" | "completeness" | "emotion") =>
    mean(own.map(({ score }) => score[name]));
  const gates: Partial<Record<GateId, number>> = {};
  for (const { score } of own) for (const { gate } of score.gates) gates[gate] = (gates[gate] ?? 0) + 1;
  const byTotal = [...own].sort((a, b) => totalOf(a.score) - totalOf(b.score));
  return {
    persona,
    totals,
    mean: mean(totals),
    sd: Math.sqrt(sampleVariance(totals)),
    passes: own.filter(passed).length,
    dimensions: {
      response: dimension("response"),
      completeness: dimension("completeness"),
      emotion: dimension("emotion"),
    },
    gates,
    example: byTotal[Math.floor(byTotal.length / 2)],
  };
}

const creditOf = (score: ComplaintScore, id: string): Credit =>
  score.elements.find((element) => element.id === id)?.credit ?? "absent";

const pointsWithout = (score: ComplaintScore, id: string): number =>
  score.elements.reduce((sum, element) => sum + (element.id === id ? 0 : element.points), 0);

const share = (list: readonly Session[], holds: (session: Session) => boolean): number =>
  list.length === 0 ? Number.NaN : list.filter(holds).length / list.length;
