import { wilsonInterval, z95 } from "../core/statistics/proportion.ts";

/** One answer: see MetricRow for what the fields say. */
export type Cell = {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  interval: [low: number, high: number] | null;
  /** What the value rests on: applications, persons, spend rows … */
  n: number;
  /** n < 20, of what is an estimate. */
  small_sample: boolean;
  /** A percentage of fewer than five, which is not shown. */
  hidden: boolean;
  note: Note | null;
  extra: Record<string, number | boolean | null> | null;
};

/** Nothing was recorded. Whatever else a null means can be seen from the other fields. */
export type Note = "no_data";

const smallBelow = 20;
const hiddenBelow = 5;

const bare = { numerator: null, denominator: null, interval: null, hidden: false, extra: null };

export const countCell = (count: number, extra: Cell["extra"] = null): Cell => ({
  ...bare,
  value: count,
  n: count,
  small_sample: false,
  note: null,
  extra,
});

/** A fraction with its Wilson interval. */
export const rateCell = (hits: number, n: number): Cell => {
  const hidden = n < hiddenBelow;
  return {
    value: hidden ? null : hits / n,
    numerator: hits,
    denominator: n,
    interval: hidden ? null : wilsonInterval(hits, n),
    n,
    small_sample: n < smallBelow,
    hidden,
    note: n === 0 ? "no_data" : null,
    extra: null,
  };
};

/** An estimate with a standard error and the plain interval around it, cut to what a fraction can be. */
export const estimateCell = (share: number, standardError: number, n: number): Cell => {
  const hidden = n < hiddenBelow;
  const half = z95 * standardError;
  return {
    ...bare,
    value: hidden ? null : share,
    interval: hidden ? null : [Math.max(0, share - half), Math.min(1, share + half)],
    n,
    small_sample: n < smallBelow,
    hidden,
    note: n === 0 ? "no_data" : null,
    extra: { se: hidden ? null : standardError },
  };
};

/** A mean or median of n things; null of none. */
export const averageCell = (value: number | null, n: number, extra: Cell["extra"] = null): Cell => ({
  ...bare,
  value,
  n,
  small_sample: n < smallBelow,
  note: n === 0 ? "no_data" : null,
  extra,
});

/** Money; null = no spend was recorded. */
export const moneyCell = (amount: number | null, n: number): Cell => ({
  ...bare,
  value: amount,
  n,
  small_sample: false,
  note: amount === null ? "no_data" : null,
});

/** Money per thing; neither without recorded spend nor without a thing is there a figure. */
export const unitCostCell = (amount: number | null, count: number): Cell => ({
  ...bare,
  value: amount === null || count === 0 ? null : amount / count,
  numerator: amount,
  denominator: count,
  n: count,
  small_sample: count < smallBelow,
  note: amount === null ? "no_data" : null,
});
