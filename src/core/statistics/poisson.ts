import { wilsonInterval, z95 } from "./proportion.ts";

/** 95 % interval of the mean behind a Poisson count (Byar's approximation; Breslow and Day 1987, within 1 % of exact from 1 on). */
export function countInterval(count: number): [low: number, high: number] {
  const bound = (n: number, sign: 1 | -1) => n * (1 - 1 / (9 * n) + (sign * z95) / (3 * Math.sqrt(n))) ** 3;
  return [count === 0 ? 0 : Math.max(0, bound(count, -1)), bound(count + 1, 1)];
}

/** 95 % interval of the ratio of two Poisson means with the same exposure, from Wilson's for the share; null = nothing to compare. */
export function ratioInterval(now: number, before: number): [low: number, high: number] | null {
  if (now + before === 0) return null;
  const [low, high] = wilsonInterval(now, now + before);
  return [low / (1 - low), high >= 1 ? Number.POSITIVE_INFINITY : high / (1 - high)];
}
