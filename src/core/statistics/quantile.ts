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

/** The same of whole numbers of which it is known how often each occurs. */
export function spread(values: readonly { value: number; count: number }[]): {
  count: number;
  mean: number | null;
  median: number | null;
  quantile(q: number): number | null;
} {
  const sorted = [...values].sort((a, b) => a.value - b.value);
  const count = sorted.reduce((sum, one) => sum + one.count, 0);
  const total = sorted.reduce((sum, one) => sum + one.value * one.count, 0);
  const ranked = (rank: number): number | null => {
    let sum = 0;
    for (const one of sorted) {
      sum += one.count;
      if (sum >= rank) return one.value;
    }
    return null;
  };
  const lower = ranked(Math.ceil(count / 2));
  const upper = ranked(Math.floor(count / 2) + 1);
  return {
    count,
    mean: count === 0 ? null : total / count,
    median: lower === null || upper === null ? null : (lower + upper) / 2,
    quantile: (q) => ranked(Math.max(1, Math.ceil(q * count - 1e-9))),
  };
}
