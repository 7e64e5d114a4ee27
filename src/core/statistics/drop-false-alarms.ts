/** Weekday factors around 1 as the planning tables have them: a weekday is twice a weekend day. */
const week = [7 / 6, 7 / 6, 7 / 6, 7 / 6, 7 / 6, 7 / 12, 7 / 12];
const drop = 0.5;
const step = 0.02;
const settledAfterWeeks = 20;

/**
 * Mean days from one false alarm of the drop detector to the next, for Poisson counts whose mean per day is known.
 * The distribution of the evidence is carried forward day by day on a fine grid; once each week loses the same share,
 * the rest is a geometric sum. With a base learnt from a few weeks the true spacing is shorter.
 */
export function daysBetweenFalseAlarms(perDay: number, threshold: number): number {
  let quiet = new Float64Array(Math.floor(threshold / step) + 1);
  quiet[0] = 1;
  let total = 0;
  let before = 0;
  let thisWeek = 0;
  for (let t = 0; t < 7 * settledAfterWeeks; t += 1) {
    const alive = quiet.reduce((sum, share) => sum + share, 0);
    if (t % 7 === 0) {
      before = thisWeek;
      thisWeek = 0;
    }
    thisWeek += alive;
    total += alive;
    quiet = nextDay(quiet, perDay * (week[t % 7] ?? 1));
  }
  const kept = before > 0 ? thisWeek / before : 0;
  return total + (thisWeek * kept) / Math.max(1e-12, 1 - kept);
}

/** Evidence after one more day without an alarm; what crosses the threshold is gone. */
function nextDay(quiet: Float64Array<ArrayBuffer>, expected: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(quiet.length);
  const rise = expected * (1 - drop);
  const most = Math.ceil(expected + 10 * Math.sqrt(expected) + 10);
  let chance = Math.exp(-expected);
  for (let count = 0; count <= most; count += 1) {
    const change = (count * Math.log(drop) + rise) / step;
    for (let i = 0; i < quiet.length; i += 1) {
      const share = (quiet[i] ?? 0) * chance;
      if (share === 0) continue;
      // Between two cells of the grid the share is divided, so that the mean stays right.
      const place = Math.max(0, i + change);
      const low = Math.floor(place);
      const upper = place - low;
      if (low < next.length) next[low] = (next[low] ?? 0) + share * (1 - upper);
      if (low + 1 < next.length) next[low + 1] = (next[low + 1] ?? 0) + share * upper;
    }
    chance *= expected / (count + 1);
  }
  return next;
}
