import type { Day } from "../calendar-days.ts";
import { betterPerYuan, sameRatePValue } from "../statistics/beta.ts";

/** What a channel brought in a week; `spend` null = none was recorded. */
export type Counts = {
  resumes: number;
  completed: number;
  /** Of the completed, passed by now. */
  passed: number;
  interviews: number;
  hires: number;
  spend: number | null;
};

export type ChannelCounts = { channel: string; now: Counts; before: Counts };

/** Interviews and money of the last four weeks. */
export type Yield = { channel: string; count: number; money: number | null };

/** A count that differs from the week before by more than chance explains. */
export type Change = {
  channel: string;
  what: "resumes" | "interviews" | "hires";
  now: number;
  before: number;
};

export type Suggestion =
  /** The drop detector raised an alarm. */
  | { kind: "drop"; channel: string; observed: number; expected: number }
  /** `best` brings most interviews for its money: at least this probable. */
  | { kind: "shift"; from: string; to: string; probability: number }
  | { kind: "none" };

export type ChannelWeek = {
  from: Day;
  to: Day;
  channels: ChannelCounts[];
  total: ChannelCounts;
  changes: Change[];
  suggestion: Suggestion;
};

/** Chance of one false "changed" in a week, over everything compared (Holm 1979). */
const falseAlarm = 0.05;

/** Below this a ranking of channels is not told. */
const certainEnough = 0.8;

/** Draws the week up: channels by résumés, what changed beyond chance, and the one suggestion the evidence supports. */
export function buildWeek(input: {
  from: Day;
  to: Day;
  channels: readonly ChannelCounts[];
  drops: readonly { channel: string; observed: number; expected: number }[];
  yields: readonly Yield[];
}): ChannelWeek {
  const channels = input.channels
    .filter(({ now, before }) => isAnything(now) || isAnything(before))
    .sort((a, b) => b.now.resumes - a.now.resumes || (a.channel < b.channel ? -1 : 1));
  return {
    from: input.from,
    to: input.to,
    channels,
    total: {
      channel: "all",
      now: sum(channels.map(({ now }) => now)),
      before: sum(channels.map(({ before }) => before)),
    },
    changes: changesOf(channels),
    suggestion: suggest(input.drops, input.yields),
  };
}

const isAnything = ({ spend, ...counts }: Counts): boolean =>
  (spend ?? 0) > 0 || Object.values(counts).some((count) => count > 0);

function sum(all: readonly Counts[]): Counts {
  const of = (key: Exclude<keyof Counts, "spend">) => all.reduce((total, one) => total + one[key], 0);
  const spends = all.flatMap(({ spend }) => (spend === null ? [] : [spend]));
  return {
    resumes: of("resumes"),
    completed: of("completed"),
    passed: of("passed"),
    interviews: of("interviews"),
    hires: of("hires"),
    spend: spends.length > 0 ? spends.reduce((total, spend) => total + spend, 0) : null,
  };
}

function changesOf(channels: readonly ChannelCounts[]): Change[] {
  const compared = channels
    .flatMap(({ channel, now, before }) =>
      (["resumes", "interviews", "hires"] as const).map((what) => ({
        change: { channel, what, now: now[what], before: before[what] },
        p: sameRatePValue(now[what], before[what]),
      })),
    )
    .filter(({ change }) => change.now + change.before > 0)
    .sort((a, b) => a.p - b.p);
  const firstChance = compared.findIndex(({ p }, i) => p > falseAlarm / (compared.length - i));
  return compared.slice(0, firstChance < 0 ? compared.length : firstChance).map(({ change }) => change);
}

function suggest(
  drops: readonly { channel: string; observed: number; expected: number }[],
  yields: readonly Yield[],
): Suggestion {
  const [drop] = [...drops].sort((a, b) => b.expected - b.observed - (a.expected - a.observed));
  if (drop) return { kind: "drop", ...drop };
  const paid = yields
    .flatMap(({ channel, count, money }) => (money !== null && money > 0 ? [{ channel, count, money }] : []))
    .sort((a, b) => b.count / b.money - a.count / a.money);
  const [best, ...others] = paid;
  const worst = others.at(-1);
  if (!best || !worst) return { kind: "none" };
  // At most the sum of the chances that one of the others is better (Bonferroni).
  const probability = 1 - others.reduce((risk, other) => risk + betterPerYuan(other, best), 0);
  return probability >= certainEnough
    ? { kind: "shift", from: worst.channel, to: best.channel, probability }
    : { kind: "none" };
}
