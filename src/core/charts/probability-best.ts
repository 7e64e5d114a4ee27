/** Weight of the pooled rate, in observations (small channels are drawn towards it). */
const pooled = 10;
const cells = 1000;

/**
 * For each group the probability that its true rate is the highest, from beta posteriors shrunk to the pooled rate.
 * Integrated on a grid, so the same counts always give the same answer.
 */
export function probabilityBest(groups: readonly { hits: number; n: number }[]): number[] {
  if (groups.length === 0) return [];
  if (groups.length === 1) return [1];
  const hits = groups.reduce((sum, group) => sum + group.hits, 0);
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const mean = (hits + 0.5) / (n + 1);
  const densities = groups.map((group) =>
    density(group.hits + pooled * mean, group.n - group.hits + pooled * (1 - mean)),
  );
  const below = densities.map((shares) => {
    let sum = 0;
    return shares.map((share) => {
      sum += share;
      return sum - share / 2;
    });
  });
  const raw = densities.map((shares, mine) =>
    shares.reduce(
      (sum, share, at) =>
        sum + below.reduce((product, cdf, its) => (its === mine ? product : product * (cdf[at] ?? 0)), share),
      0,
    ),
  );
  const total = raw.reduce((sum, share) => sum + share, 0);
  return raw.map((share) => share / total);
}

/** A beta density on the grid, summing to 1. */
function density(a: number, b: number): number[] {
  const logs = Array.from({ length: cells }, (_, i) => {
    const x = (i + 0.5) / cells;
    return (a - 1) * Math.log(x) + (b - 1) * Math.log(1 - x);
  });
  const top = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - top));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}
