/** Two-sided 95 % of the normal distribution. */
export const z95 = 1.959964;

/** Wilson's 95 % interval of `hits` out of `n`, as fractions (Wilson 1927); everything is possible when n = 0. */
export function wilsonInterval(hits: number, n: number, z = z95): [low: number, high: number] {
  if (n === 0) return [0, 1];
  const share = hits / n;
  const scale = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
