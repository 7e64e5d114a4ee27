import { deriveSeed, seededRandom } from "../random.ts";
import { drawBeta, drawGamma } from "./draws.ts";

/** What a channel cost and brought in the same weeks. `hires` of those interviewed. */
export type ChannelFacts = {
  channel: string;
  spend: number;
  resumes: number;
  interviews: number;
  hires: number;
};

/** One estimate with its middle 90 %. */
export type Range = { mean: number; low: number; high: number };

export type ChannelValue = ChannelFacts & {
  share: number;
  /** Hires per 1,000 CNY. */
  perThousand: Range;
  /** Chance that this channel has the most hires per yuan. */
  best: number;
  /** Share of the budget at which another yuan brings the same everywhere. */
  marginal: number;
};

export type BudgetAdvice = {
  channels: ChannelValue[];
  /** The channel that is best with a chance of .8 or more; null = the data do not say. */
  leader: string | null;
  /** Shares within the limits, in the order of `channels`. */
  suggested: number[];
  /** Chance that the suggested shares bring more hires than the present ones. */
  improve: number;
  /** Only then may the suggestion be followed. */
  advisable: boolean;
};

/** Draws of every channel's résumés per yuan and of what becomes of a résumé, one per channel and draw. */
type Draw = { resumesPerYuan: number; interviewed: number; hired: number };

/** Diminishing returns: hires grow with spend to this power. */
const returns = 0.7;
const pooledInterviews = 10;
const pooledHires = 6;
export const limits = { floor: 0.1, step: 0.2, sure: 0.8 } as const;
const draws = 20_000;

/**
 * Advice on the shares of a budget from facts of one period (at least two channels, each with spend).
 * Posterior per channel: résumés per yuan Gamma(résumés + 1/2, spend), interviews and hires Beta, drawn to the mean of all channels with the weight of 10
 * résumés and 6 interviews. The same facts and seed give the same advice.
 */
export function adviseBudget(facts: readonly ChannelFacts[], seed = 1, count = draws): BudgetAdvice {
  const posterior = drawPosterior(facts, seed, count);
  const total = sum(facts.map(({ spend }) => spend));
  const values = posterior.map((mine) => mine.map(hiresPerYuan));
  const wins = facts.map(() => 0);
  for (let i = 0; i < count; i += 1) {
    const each = values.map((mine) => mine[i] ?? 0);
    const winner = each.indexOf(Math.max(...each));
    wins[winner] = (wins[winner] ?? 0) + 1;
  }
  const scale = (i: number) => (facts[i]?.spend ?? 0) ** (1 - returns);
  const pull = values.map((mine, i) => (mean(mine) * scale(i)) ** (1 / (1 - returns)));
  const channels = facts.map((one, i): ChannelValue => {
    return {
      ...one,
      share: one.spend / total,
      perThousand: range((values[i] ?? []).map((value) => 1000 * value)),
      best: (wins[i] ?? 0) / count,
      marginal: (pull[i] ?? 0) / sum(pull),
    };
  });
  const current = channels.map(({ share }) => share);
  const suggested = withinLimits(
    channels.map(({ best, marginal }) => 0.5 * best + 0.5 * marginal),
    current,
  );
  const hires = (shares: readonly number[], i: number) =>
    sum(values.map((mine, c) => (mine[i] ?? 0) * scale(c) * (total * (shares[c] ?? 0)) ** returns));
  let better = 0;
  for (let i = 0; i < count; i += 1) if (hires(suggested, i) > hires(current, i)) better += 1;
  const improve = better / count;
  const leader = channels.find(({ best }) => best >= limits.sure)?.channel ?? null;
  return { channels, leader, suggested, improve, advisable: improve >= limits.sure };
}

/** What more (or less) spend on a channel adds in a month. */
export type Simulated = { resumes: Range; interviews: Range; hires: Range; costPerHire: number | null };

/**
 * "+500 to Douyin = ?": what `extra` CNY a month on one channel add in a month, with diminishing returns, from facts of
 * `months` months and the same posterior. Null without spend on that channel.
 */
export function simulateSpend(
  facts: readonly ChannelFacts[],
  channel: string,
  extra: number,
  months = 1,
  seed = 1,
): Simulated | null {
  const at = facts.findIndex((one) => one.channel === channel);
  const spend = (facts[at]?.spend ?? 0) / months;
  const mine = drawPosterior(facts, seed, draws)[at];
  if (!mine || spend <= 0) return null;
  const more = spend ** (1 - returns) * (Math.max(0, spend + extra) ** returns - spend ** returns);
  const hires = range(mine.map((draw) => hiresPerYuan(draw) * more));
  return {
    resumes: range(mine.map(({ resumesPerYuan }) => resumesPerYuan * more)),
    interviews: range(mine.map(({ resumesPerYuan, interviewed }) => resumesPerYuan * interviewed * more)),
    hires,
    costPerHire: extra > 0 && hires.mean > 0 ? extra / hires.mean : null,
  };
}

/**
 * The shares nearest to `target` that keep every channel at a tenth or more and move none by more than 20 points: one
 * constant is added to all, then each is clipped, until they sum to 1 (to clip and rescale would break the limits).
 */
export function withinLimits(target: readonly number[], current: readonly number[]): number[] {
  const floor = Math.min(limits.floor, 1 / current.length);
  const bounds = current.map((share) => {
    const low = Math.max(share - limits.step, floor);
    return [low, Math.max(low, Math.min(share + limits.step, 1))] as const;
  });
  const shifted = (by: number) =>
    target.map((share, i) => {
      const [low, high] = bounds[i] ?? [0, 1];
      return Math.min(high, Math.max(low, share + by));
    });
  let [low, high] = [-2, 2];
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2;
    if (sum(shifted(middle)) > 1) high = middle;
    else low = middle;
  }
  return shifted(low);
}

function drawPosterior(facts: readonly ChannelFacts[], seed: number, count: number): Draw[][] {
  const resumes = sum(facts.map((one) => one.resumes));
  const interviews = sum(facts.map((one) => one.interviews));
  const hires = sum(facts.map((one) => one.hires));
  const interviewed = (interviews + 0.5) / (resumes + 1);
  const hired = (hires + 0.5) / (interviews + 1);
  return facts.map((one) => {
    const random = seededRandom(deriveSeed(seed, one.channel));
    const missed = (n: number, hits: number) => Math.max(0, n - hits);
    return Array.from({ length: count }, () => ({
      resumesPerYuan: drawGamma(one.resumes + 0.5, random) / one.spend,
      interviewed: drawBeta(
        pooledInterviews * interviewed + one.interviews,
        pooledInterviews * (1 - interviewed) + missed(one.resumes, one.interviews),
        random,
      ),
      hired: drawBeta(
        pooledHires * hired + one.hires,
        pooledHires * (1 - hired) + missed(one.interviews, one.hires),
        random,
      ),
    }));
  });
}

const hiresPerYuan = ({ resumesPerYuan, interviewed, hired }: Draw): number =>
  resumesPerYuan * interviewed * hired;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

/** Mean and middle 90 %. */
function range(values: readonly number[]): Range {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (q: number) => sorted[Math.round(q * (sorted.length - 1))] ?? Number.NaN;
  return { mean: mean(values), low: at(0.05), high: at(0.95) };
}
