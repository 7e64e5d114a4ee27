import { wilsonInterval } from "../statistics/proportion.ts";
import type { ArrivalsChart, ChannelsChart, CostCurveChart, DropChart, FunnelChart } from "./chart.ts";

/** Below this P(best) nobody is called the best. */
export const sureOfBest = 0.8;

/** The step at which most people are lost, as a share of those who came to it; null where nothing can be lost. */
export function biggestLoss(
  steps: FunnelChart["steps"],
): { from: string; to: string; lost: number; share: number } | null {
  let worst: { from: string; to: string; lost: number; share: number } | null = null;
  for (const [i, step] of steps.entries()) {
    const before = steps[i - 1];
    if (!before || before.count === 0) continue;
    const lost = before.count - step.count;
    const share = lost / before.count;
    if (lost > 0 && (worst === null || share > worst.share))
      worst = { from: before.name, to: step.name, lost, share };
  }
  return worst;
}

/** The leader that may be named, when one may. */
export const clearBest = ({ best }: ChannelsChart): ChannelsChart["best"] =>
  best && best.probability >= sureOfBest ? best : null;

/** Bonferroni over twelve blocks of two hours, two-sided 5 % in all. */
const zOfTwelve = 2.865;

/**
 * The busiest two hours of the day over all weekdays. `clear` = their share is above an even spread although the
 * busiest of twelve blocks was picked.
 */
export function peakOf(
  cells: ArrivalsChart["cells"],
): { total: number; from: number; count: number; clear: boolean; workdays: number; weekend: number } | null {
  const blocks = Array.from({ length: 12 }, () => 0);
  let weekend = 0;
  let total = 0;
  for (const { weekday, hour, count } of cells) {
    const block = Math.floor(hour / 2);
    blocks[block] = (blocks[block] ?? 0) + count;
    total += count;
    if (weekday > 5) weekend += count;
  }
  if (total === 0) return null;
  const count = Math.max(...blocks);
  const [low] = wilsonInterval(count, total, zOfTwelve);
  const peak = { total, from: 2 * blocks.indexOf(count), count, clear: low > 1 / 12 };
  return { ...peak, workdays: total - weekend, weekend };
}

/** What came in the last seven days against what was expected; null while there is no expectation. */
export function lastWeek(days: DropChart["days"]): { observed: number; expected: number | null } {
  const week = days.slice(-7);
  const known = week.every(({ expected }) => expected !== null);
  return {
    observed: week.reduce((sum, { count }) => sum + count, 0),
    expected: known ? week.reduce((sum, { expected }) => sum + (expected ?? 0), 0) : null,
  };
}

type Curve = CostCurveChart["curves"][number];

/** What `more` yuan on top would bring by the curve; null beyond its end. */
export function gainOf(
  { now, points }: Curve,
  more: number,
): { mean: number; low: number; high: number } | null {
  const here = at(points, now.spend);
  const there = at(points, now.spend + more);
  return (
    here && there && { mean: there.mean - here.mean, low: there.low - here.low, high: there.high - here.high }
  );
}

/** The curve between its points. */
function at(points: Curve["points"], spend: number): { mean: number; low: number; high: number } | null {
  const next = points.findIndex((point) => point.spend >= spend);
  const [upper, lower] = [points[next], points[Math.max(0, next - 1)]];
  if (!upper || !lower) return null;
  const part = upper.spend === lower.spend ? 0 : (spend - lower.spend) / (upper.spend - lower.spend);
  const between = (of: "mean" | "low" | "high") => lower[of] + part * (upper[of] - lower[of]);
  return { mean: between("mean"), low: between("low"), high: between("high") };
}
