import { mean, sampleVariance } from "./description.ts";

/** Chance that a random one of `high` lies above a random one of `low`, ties half (Mann-Whitney); NaN when a list is empty. */
export function auc(high: readonly number[], low: readonly number[]): number {
  const all = [
    ...high.map((value) => ({ value, isHigh: true })),
    ...low.map((value) => ({ value, isHigh: false })),
  ];
  all.sort((a, b) => a.value - b.value);
  let wins = 0;
  let below = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to++;
    const tied = all.slice(from, to);
    const highs = tied.filter(({ isHigh }) => isHigh).length;
    const lows = tied.length - highs;
    wins += highs * (below + lows / 2);
    below += lows;
    from = to;
  }
  return wins / (high.length * low.length);
}

/** Distance of two means in units of their pooled spread: (m1 - m2) / sqrt((s1² + s2²) / 2); NaN below two values each. */
export const dPrime = (high: readonly number[], low: readonly number[]): number =>
  (mean(high) - mean(low)) / Math.sqrt((sampleVariance(high) + sampleVariance(low)) / 2);

/** Pearson's correlation; with one list of 0 and 1 it is the point-biserial one. NaN when a list does not vary. */
export function correlation(pairs: readonly (readonly [number, number])[]): number {
  const x = mean(pairs.map(([a]) => a));
  const y = mean(pairs.map(([, b]) => b));
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (const [a, b] of pairs) {
    xy += (a - x) * (b - y);
    xx += (a - x) ** 2;
    yy += (b - y) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}
