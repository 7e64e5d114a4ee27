const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** Nearest-rank quantile, 0 < q <= 1: the smallest value that at least q of all values do not exceed; null of none. */
export function nearestRank(values: readonly number[], q: number): number | null {
  // A product like 0.8 * 35 may come out a hair above the whole number it is.
  const rank = Math.max(1, Math.ceil(q * values.length - 1e-9));
  return ascending(values)[rank - 1] ?? null;
}

/** The middle value, of an even number the mean of the two in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = ascending(values);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** Arithmetic mean; null of none. */
export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
