const reach = 1000;
const least = 10;

/** The baseline that everybody has: distance from the mean of the last 1,000 points in their standard deviations. */
export const rollingZ = (values: readonly number[]): number[] =>
  values.map((value, i) => {
    const before = values.slice(Math.max(0, i - reach), i);
    if (before.length < least) return 0;
    const mean = before.reduce((sum, one) => sum + one, 0) / before.length;
    const variance = before.reduce((sum, one) => sum + (one - mean) ** 2, 0) / before.length;
    return variance > 0 ? Math.abs(value - mean) / Math.sqrt(variance) : 0;
  });
