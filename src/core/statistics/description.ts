/** The arithmetic mean; NaN of nothing. */
export const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

/** The variance with n - 1; NaN below two values. */
export function sampleVariance(values: readonly number[]): number {
  const middle = mean(values);
  return values.length < 2
    ? Number.NaN
    : values.reduce((total, value) => total + (value - middle) ** 2, 0) / (values.length - 1);
}

/** The quantile `q` (0..1), linear between neighbours (type 7 of Hyndman and Fan 1996); NaN of nothing. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** Mean absolute difference of pairs; NaN of nothing. */
export const meanAbsoluteError = (pairs: readonly (readonly [number, number])[]): number =>
  mean(pairs.map(([a, b]) => Math.abs(a - b)));
