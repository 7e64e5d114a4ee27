import type { ScoringConfig } from "../content/config.ts";
import type { Scenario } from "../content/scenario.ts";
import type { Locale } from "../locale.ts";
import type { ComplaintScore, Credit, GateHit, GateId } from "./assessment.ts";
import { type Evidence, findEvidence, type Turn } from "./evidence.ts";
import { isClosing, type SlotChoice } from "./evidence-lines.ts";
import { threadReplies } from "./evidence-threads.ts";
import { adjustForTyping, complaintFigures, type SingleTimes, type ThreadTimes } from "./formulas.ts";

export type ComplaintContext = {
  /** Characters a minute of the warm-up; null = not measured. */
  typingCpm: number | null;
  /** Typing is adjusted for in Chinese only. */
  locale: Locale;
  /** Content hash of the scenario. */
  version: string;
  slots?: SlotChoice | undefined;
  /** Evidence found by other means than rules, added before anything is computed. */
  more?: ((evidence: Evidence) => Evidence) | undefined;
};

/** Scores a role-play: R, C, E and A of README §3.2-3.3 with the words behind every point. The same turns give the same score. */
export function scoreComplaint(
  scenario: Scenario,
  config: ScoringConfig,
  turns: readonly Turn[],
  context: ComplaintContext,
): ComplaintScore {
  const byRules = findEvidence(scenario, turns, context.slots, config.conduct_model);
  const evidence = context.more ? context.more(byRules) : byRules;
  const typingCpm = context.locale === "en" ? null : context.typingCpm;
  const times = timesOf(scenario, turns, evidence, typingCpm, config.complaint.solution_coverage);
  const credits: Record<string, Credit> = Object.fromEntries(
    Object.entries(evidence.elements).map(([id, { credit }]) => [id, credit]),
  );
  const gates = gatesOf(evidence, config);
  const bars = evidence.conduct.bars;
  const figures = complaintFigures(config, scenario.elements, {
    times,
    credits,
    bars,
    gates: gates.map(({ gate }) => gate),
  });
  const single = "slaShare" in times && !("firstReplies" in times) ? times : null;
  return {
    scenario: scenario.id,
    version: context.version,
    ...figures,
    bars,
    elements: scenario.elements.map(({ id, label, w, critical }) => {
      const found = evidence.elements[id];
      const credit = found?.credit ?? "absent";
      const points = w * config.complaint.element_credit[credit];
      return { id, label, weight: w, critical, credit, points, quote: found?.quote ?? null };
    }),
    gates,
    conduct: evidence.conduct.spans.map(({ quote, reason }) => ({ quote, reason })),
    timing: {
      firstReply: single
        ? adjustForTyping(config, single.firstReply, single.firstReplyChars, typingCpm)
        : meanOf(times),
      timeToSolution: single
        ? adjustForTyping(config, single.timeToSolution, single.solutionChars, typingCpm)
        : null,
      slaShare: times.slaShare,
      typingCpm,
    },
    flags: evidence.flags,
  };
}

const noAnswer = { zh: "没有作答", en: "gave no answer" };

/** One hit per gate, the first; an attempt without a word raises no_answer. */
function gatesOf(evidence: Evidence, config: ScoringConfig): GateHit[] {
  if (evidence.bubbles.length === 0) {
    return [{ gate: "no_answer", cap: config.gates.no_answer, quote: null, reason: noAnswer }];
  }
  const first = new Map<GateId, GateHit>();
  for (const { gate, quote, label } of evidence.gates) {
    if (!first.has(gate)) first.set(gate, { gate, cap: config.gates[gate], quote, reason: label });
  }
  return [...first.values()];
}

function timesOf(
  scenario: Scenario,
  turns: readonly Turn[],
  evidence: Evidence,
  typingCpm: number | null,
  coverage: number,
): SingleTimes | ThreadTimes {
  const { bubbles } = evidence;
  if (scenario.threads) return threadReplies(scenario, turns, bubbles);
  const first = bubbles[0];
  const solved = bubbles.find(({ turn }) => isSolved(scenario, evidence, turn, coverage));
  const customer = turns.filter((turn) => turn.from === "customer");
  const asked =
    customer.length > 0
      ? customer.filter((turn) => !isClosing(scenario, turn)).map(({ t }) => t)
      : scenario.opening.map(({ at_s }) => at_s);
  const inTime = asked.filter((t) =>
    bubbles.some((bubble) => bubble.t >= t && bubble.t - t <= scenario.time_limits.per_turn_sla_s),
  );
  return {
    firstReply: first ? first.t : null,
    firstReplyChars: first ? characters(first.text) : 0,
    timeToSolution: solved ? solved.t : null,
    solutionChars: solved ? characters(solved.text) : 0,
    typingCpm,
    slaShare: asked.length === 0 ? 1 : inTime.length / asked.length,
  };
}

/** Whether, once this bubble was written, enough weight was touched and a concrete option was there (README §3.10.6). */
function isSolved(scenario: Scenario, { elements }: Evidence, turn: number, coverage: number): boolean {
  const touched = (id: string) => {
    const since = elements[id]?.touched ?? null;
    return since !== null && since <= turn;
  };
  const all = scenario.elements.reduce((sum, { w }) => sum + w, 0);
  const weight = scenario.elements.reduce((sum, { id, w }) => sum + (touched(id) ? w : 0), 0);
  return weight >= coverage * all - 1e-9 && scenario.solution.some(touched);
}

const characters = (text: string): number => text.replace(/\s/gu, "").length;

function meanOf(times: SingleTimes | ThreadTimes): number | null {
  if (!("firstReplies" in times)) return times.firstReply;
  const known = times.firstReplies.filter((t) => t !== null);
  return known.length === 0 ? null : known.reduce((sum, t) => sum + t, 0) / known.length;
}
