import type { Random } from "../random.ts";

/** A draw from the standard normal distribution (Box and Muller 1958). */
export const drawNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** A draw from the Gamma distribution of this shape (> 0) and scale 1 (Marsaglia and Tsang 2000). */
export function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A draw from the Beta distribution. */
export function drawBeta(a: number, b: number, random: Random): number {
  const x = drawGamma(a, random);
  return x / (x + drawGamma(b, random));
}

/** A draw from the Poisson distribution: products of uniforms, large means split in two. */
export function drawPoisson(mean: number, random: Random): number {
  if (mean > 60) return drawPoisson(mean / 2, random) + drawPoisson(mean / 2, random);
  const limit = Math.exp(-mean);
  let product = random();
  let count = 0;
  for (; product > limit; count += 1) product *= random();
  return count;
}
