/** Means over this many points; changes are told between one such mean and the one before it. */
const span = 8;
/** Points a feature needs before anything can be unusual. */
const settling = 20;

/**
 * Alarm level of `surprises` for series of any kind, as the optimum on the 13 labelled series we had (26 windows, the
 * benchmark's own procedure: the one threshold that scores best over the whole corpus).
 */
export const surpriseThreshold = 13;
/** Points for which an alarm speaks; within them only something stranger is told again. */
export const quietPoints = 300;

export type StreamOptions = {
  /** Only falls count; else rises too. */
  falls?: boolean;
  quiet?: number;
};

/**
 * How unusual every point of a series is in the light of what came before it, in standard deviations summed over four
 * views: the value, the mean of the last 8, the change of that mean, and the step from the point before. Each view is
 * compared with its own mean and spread over all earlier points (nothing is assumed of their size or distribution, and
 * nothing later is looked at). Of one episode only rising surprises are told: a point counts 0 when one of the `quiet`
 * points before it was as surprising.
 */
export function surprises(values: readonly number[], options: StreamOptions = {}): number[] {
  const averages = movingMeans(values);
  const views = [
    standardised(values, 0),
    standardised(averages, span),
    standardised(
      averages.map((mean, i) => (i < span ? 0 : mean - (averages[i - span] ?? mean))),
      span,
    ),
    standardised(
      values.map((value, i) => (i === 0 ? 0 : value - (values[i - 1] ?? value))),
      0,
    ),
  ];
  const size = (z: number) => (options.falls ? Math.max(0, -z) : Math.abs(z));
  const raw = values.map((_, i) => views.reduce((sum, view) => sum + size(view[i] ?? 0), 0));
  return risingOnly(raw, options.quiet ?? quietPoints);
}

function movingMeans(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value, i) => {
    sum += value - (i >= span ? (values[i - span] ?? 0) : 0);
    return sum / Math.min(i + 1, span);
  });
}

/** Distance of each value from the mean of those more than `lag` before it, in their standard deviations (Welford 1962). */
function standardised(values: readonly number[], lag: number): number[] {
  let n = 0;
  let mean = 0;
  let squares = 0;
  return values.map((value, i) => {
    const known = values[i - 1 - lag];
    if (known !== undefined) {
      n += 1;
      const from = known - mean;
      mean += from / n;
      squares += from * (known - mean);
    }
    if (n < settling) return 0;
    // A series that never moved would make the least change infinitely strange.
    const spread = Math.sqrt(Math.max(squares / n, 1e-12 * (1 + mean * mean)));
    return (value - mean) / spread;
  });
}

function risingOnly(raw: readonly number[], quiet: number): number[] {
  /** Indices of falling surprises, the largest within reach first. */
  const peaks: number[] = [];
  return raw.map((surprise, i) => {
    while (peaks[0] !== undefined && peaks[0] < i - quiet) peaks.shift();
    const highest = peaks[0] === undefined ? 0 : (raw[peaks[0]] ?? 0);
    for (let last = peaks.at(-1); last !== undefined && (raw[last] ?? 0) <= surprise; last = peaks.at(-1))
      peaks.pop();
    peaks.push(i);
    return surprise > highest ? surprise : 0;
  });
}
