/** Something that happened `count` times for an effort (money, days); 0 counts too. */
export type Rate = { count: number; effort: number };

/**
 * For each rate the probability that it is the highest, under independent Gamma posteriors (Poisson counts) shrunk by one
 * pseudo-event at the pooled rate, so that little effort without a result is no promise; by numerical integration over
 * 4,000 steps of the logarithm. Sums to 1; without any event all are equal. Efforts must be above 0.
 */
export function chancesToBeBest(rates: readonly Rate[]): number[] {
  const events = rates.reduce((sum, { count }) => sum + count, 0);
  if (events === 0 || rates.length < 2) return rates.map(() => 1 / rates.length);
  const pooled = rates.reduce((sum, { effort }) => sum + effort, 0) / events;
  const shapes = rates.map(({ count, effort }) => ({ shape: count + 1, effort: effort + pooled }));
  const middles = shapes.map(({ shape, effort }) => Math.log(shape / effort));
  // e^-25 of the lowest rate is as good as nothing.
  const [low, high] = [Math.min(...middles) - 25, Math.max(...middles) + 5];
  const steps = 4000;
  const width = (high - low) / steps;
  const below = shapes.map(() => 0);
  const chances = shapes.map(() => 0);
  for (let i = 0; i < steps; i += 1) {
    const at = low + (i + 0.5) * width;
    const mass = shapes.map(({ shape, effort }) => width * density(shape, effort, at));
    const under = mass.map((m, j) => (below[j] ?? 0) + m / 2);
    for (const [j, m] of mass.entries()) {
      chances[j] = (chances[j] ?? 0) + m * under.reduce((p, u, k) => (k === j ? p : p * u), 1);
      below[j] = (below[j] ?? 0) + m;
    }
  }
  const sum = chances.reduce((a, b) => a + b, 0);
  return chances.map((chance) => chance / sum);
}

/** Density of the logarithm of a Gamma(shape, rate) variable. */
const density = (shape: number, rate: number, at: number): number =>
  Math.exp(shape * (at + Math.log(rate)) - rate * Math.exp(at) - logGamma(shape));

/** ln Γ(x), x > 0: Stirling's series after shifting x above 8 (absolute error below 1e-10). */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 8; at += 1) shift += Math.log(at);
  const inverse = 1 / at;
  const series = inverse * (1 / 12 - inverse ** 2 * (1 / 360 - inverse ** 2 / 1260));
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift;
}
