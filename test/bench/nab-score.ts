/** One labelled series: values in order, and the windows (first and last index) in which an alarm is right. */
export type Labelled = { name: string; values: number[]; windows: [first: number, last: number][] };

/** What an alarm at a point earns, and in which window it lies; the window is counted once, with its best alarm. */
export type ScoredPoint = { worth: number; window: string | null };

/** Weights of the standard profile; missed windows cost 1. */
const falsePositiveWeight = 0.11;
const probation = { share: 0.15, most: 0.15 * 5000 };

/**
 * The worth of an alarm at every point of a series by the rules of the Numenta Anomaly Benchmark (Lavin and Ahmad
 * 2015): in a window a sigmoid of the distance to its end, 1 at its first point; behind it falls from 0 to -0.11 within
 * three widths; before any window -0.11. Null = within the probationary 15 % (of at most 5,000 points), never scored.
 */
export function worthOfAlarms({ name, values, windows }: Labelled): (ScoredPoint | null)[] {
  const quiet = Math.min(Math.floor(probation.share * values.length), probation.most);
  return values.map((_, i) => {
    if (i < quiet) return null;
    const within = windows.find(([first, last]) => i >= first && i <= last);
    if (within) {
      const [first, last] = within;
      const worth = sigmoid(-(last - i + 1) / (last - first + 1)) / sigmoid(-1);
      return { worth, window: `${name}|${first}` };
    }
    const passed = windows.filter(([, last]) => last < i).at(-1);
    const place = passed ? (i - passed[1]) / (passed[1] - passed[0]) : 3;
    return { worth: falsePositiveWeight * (place >= 3 ? -1 : sigmoid(place)), window: null };
  });
}

const sigmoid = (position: number): number => 2 / (1 + Math.exp(5 * position)) - 1;

export type NabResult = { score: number; threshold: number; found: number; windows: number; alarms: number };

/**
 * The score of a corpus, 0 (no alarms) to 100 (every window at its first point, nothing else), at every threshold in
 * turn from the highest: the best of them, or the one at `threshold`. An alarm is a score of at least the threshold.
 */
export function nabScore(
  corpus: readonly { series: Labelled; scores: readonly number[] }[],
  threshold: number | null = null,
): NabResult {
  const points = corpus.flatMap(({ series, scores }) =>
    worthOfAlarms(series).flatMap((point, i) => (point ? [{ ...point, score: scores[i] ?? 0 }] : [])),
  );
  const windows = new Set(points.flatMap(({ window }) => window ?? []));
  const best = new Map<string, number>();
  let outside = 0;
  const result = (at: number, alarms: number): NabResult => {
    const inside = [...best.values()].reduce((sum, worth) => sum + worth, 0);
    const raw = inside - (windows.size - best.size) + outside;
    const score = windows.size === 0 ? Number.NaN : (100 * (raw + windows.size)) / (2 * windows.size);
    return { score, threshold: at, found: best.size, windows: windows.size, alarms };
  };
  points.sort((a, b) => b.score - a.score);
  let chosen = result(Number.POSITIVE_INFINITY, 0);
  for (const [i, { score, worth, window }] of points.entries()) {
    if (threshold !== null && score < threshold) break;
    if (window === null) outside += worth;
    else best.set(window, Math.max(best.get(window) ?? -1, worth));
    if (points[i + 1]?.score === score) continue;
    const now = result(score, i + 1);
    if (threshold !== null || now.score > chosen.score) chosen = now;
  }
  return threshold === null ? chosen : { ...chosen, threshold };
}
