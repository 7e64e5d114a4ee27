import type { ScoringConfig } from "../content/config.ts";
import type { Credit, GateId } from "./assessment.ts";

type Points = readonly (readonly [number, number])[];
type Weighted = { id: string; w: number };

/** Points (0-100) of a scored task of the complaint kind. */
export type ComplaintFigures = { response: number; completeness: number; emotion: number; total: number };

/** Points (0-100) of a rule explanation. */
export type RuleFigures = { accuracy: number; clarity: number; total: number };

/** Times of a role-play with one customer; seconds, null = never. Character counts are of the bubble that was timed. */
export type SingleTimes = {
  firstReply: number | null;
  firstReplyChars: number;
  timeToSolution: number | null;
  solutionChars: number;
  /** Characters a minute of the warm-up; null = not measured, nothing is adjusted. */
  typingCpm: number | null;
  /** Share of customer turns answered in time, 0..1. */
  slaShare: number;
};

/** Times of a role-play with several customers at once. */
export type ThreadTimes = {
  /** One entry per thread. */
  firstReplies: readonly (number | null)[];
  slaShare: number;
  /** 1 promised and kept, 0.5 nothing promised but everybody answered, else 0. */
  promiseKept: number;
};

/** R, C, E and A of one role-play: README §3.3, `A = min(cap, .20R + .50C + .30E)`; without any answer everything is 0. */
export const complaintFigures = (
  config: ScoringConfig,
  elements: readonly (Weighted & { critical: boolean })[],
  labels: {
    times: SingleTimes | ThreadTimes;
    credits: Readonly<Record<string, Credit>>;
    bars: number;
    gates: readonly GateId[];
  },
): ComplaintFigures => {
  if (labels.gates.includes("no_answer")) return { response: 0, completeness: 0, emotion: 0, total: 0 };
  const response = responseScore(config, labels.times);
  const completeness = completenessScore(config, elements, labels.credits);
  const emotion = fromBars(labels.bars);
  const { weights } = config.complaint;
  const sum = weights.response * response + weights.completeness * completeness + weights.emotion * emotion;
  return { response, completeness, emotion, total: Math.min(gateCap(config, labels.gates), sum) };
};

/** Accuracy, clarity and total of one explanation: README §3.4, `min(cap, .70 Acc + .30 Cl)`. */
export const ruleFigures = (
  config: ScoringConfig,
  facts: readonly Weighted[],
  labels: {
    credits: Readonly<Record<string, Credit>>;
    /** The wrong assertions that were made. */
    wrong: readonly { p: number; volatile: boolean }[];
    /** The answer refers to the item page or the official rules. */
    hedged: boolean;
    bars: number;
    /** Length without spaces. */
    characters: number;
    gates: readonly GateId[];
    lengthMultiplier?: number;
  },
): RuleFigures => {
  const accuracy = accuracyScore(config, facts, labels.credits, labels.wrong, labels.hedged);
  const clarity =
    fromBars(labels.bars) * lengthFactor(config, labels.characters, labels.lengthMultiplier ?? 1);
  const { weights } = config.rule;
  const sum = weights.accuracy * accuracy + weights.clarity * clarity;
  return { accuracy, clarity, total: Math.min(gateCap(config, labels.gates), sum) };
};

/** R, 0-100: first reply, time to solution and answered-in-time share; with threads the second and third part are sla and promise. */
const responseScore = (config: ScoringConfig, times: SingleTimes | ThreadTimes): number => {
  const { response_parts: parts, first_reply_curve: first, solution_curve: solution } = config.complaint;
  if ("firstReplies" in times) {
    const { firstReplies } = times;
    const mean =
      firstReplies.reduce<number>((sum, t) => sum + logLinear(t, first), 0) /
      Math.max(1, firstReplies.length);
    return (
      parts.first_reply * mean +
      parts.time_to_solution * 100 * times.slaShare +
      parts.sla * 100 * times.promiseKept
    );
  }
  const f = logLinear(
    adjustForTyping(config, times.firstReply, times.firstReplyChars, times.typingCpm),
    first,
  );
  const g = linear(
    adjustForTyping(config, times.timeToSolution, times.solutionChars, times.typingCpm),
    solution,
  );
  return parts.first_reply * f + parts.time_to_solution * g + parts.sla * 100 * times.slaShare;
};

/** Points on a curve of [seconds, points], straight over log(seconds); before the first point its value, after the last its value; never = 0. */
export const logLinear = (t: number | null, points: Points): number =>
  t === null ? 0 : interpolate(t, points, (x) => Math.log(x));

/** Points on a curve of [seconds, points], straight in between; before the first point its value; after the last, and never, 0. */
export const linear = (t: number | null, points: Points): number => {
  const last = points.at(-1);
  return t === null || last === undefined || t > last[0] ? 0 : interpolate(t, points, (x) => x);
};

/** Seconds without the part that slow fingers cost: README §3.2; null stays null, an unmeasured speed changes nothing. */
export const adjustForTyping = (
  config: ScoringConfig,
  seconds: number | null,
  characters: number,
  cpm: number | null,
): number | null => {
  const { enabled, v_ref_cpm: reference, v_min_cpm: least } = config.complaint.typing_adjust;
  if (seconds === null || !enabled || cpm === null || cpm <= 0) return seconds;
  const speed = Math.min(Math.max(cpm, least), reference);
  return Math.max(0, seconds - 60 * Math.max(0, characters / speed - characters / reference));
};

/** C, 0-100: weighted credits, capped when critical elements are absent. */
export const completenessScore = (
  config: ScoringConfig,
  elements: readonly (Weighted & { critical: boolean })[],
  credits: Readonly<Record<string, Credit>>,
): number => {
  const { element_credit: value, critical_missing_caps: caps } = config.complaint;
  const credit = (id: string): number => value[credits[id] ?? "absent"];
  const weight = elements.reduce((sum, { w }) => sum + w, 0);
  const score = (100 * elements.reduce((sum, { id, w }) => sum + w * credit(id), 0)) / weight;
  const missing = elements.filter(({ id, critical }) => critical && credit(id) === 0).length;
  if (missing === 0) return score;
  return Math.min(score, missing === 1 ? caps.one : caps.two_or_more);
};

/** Acc, 0-100: weights of the facts given minus penalties; a hedge halves the volatile ones. */
const accuracyScore = (
  config: ScoringConfig,
  facts: readonly Weighted[],
  credits: Readonly<Record<string, Credit>>,
  wrong: readonly { p: number; volatile: boolean }[],
  hedged: boolean,
): number => {
  const value = config.complaint.element_credit;
  const halve = hedged && config.rule.hedge_halves_volatile_penalties;
  const gained = facts.reduce((sum, { id, w }) => sum + w * value[credits[id] ?? "absent"], 0);
  const lost = wrong.reduce((sum, { p, volatile }) => sum + p * (halve && volatile ? 0.5 : 1), 0);
  return Math.max(0, Math.min(100, gained - lost));
};

/** Clarity's factor for an answer of `characters` (spaces not counted); `multiplier` widens the limits (English: 3). */
export const lengthFactor = (config: ScoringConfig, characters: number, multiplier: number): number => {
  const bands = config.rule.clarity_length_factor;
  const length = Math.floor(characters / multiplier);
  const band = bands.find(([from, to]) => from <= length && length <= to) ?? bands.at(-1);
  return band?.[2] ?? 1;
};

/** The lowest cap of the gates raised; 100 without any. */
export const gateCap = (config: ScoringConfig, gates: readonly GateId[]): number =>
  Math.min(100, ...gates.map((gate) => config.gates[gate]));

/** 0-100 of a behaviourally anchored rating 1..5 in halves. */
const fromBars = (bars: number): number => 25 * (bars - 1);

const interpolate = (t: number, points: Points, scale: (x: number) => number): number => {
  let before: readonly [number, number] | undefined;
  for (const point of points) {
    if (t <= point[0]) {
      if (before === undefined) return point[1];
      const share = (scale(t) - scale(before[0])) / (scale(point[0]) - scale(before[0]));
      return before[1] + (point[1] - before[1]) * share;
    }
    before = point;
  }
  return before?.[1] ?? 0;
};
