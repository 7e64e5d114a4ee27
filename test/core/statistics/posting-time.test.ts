import { describe, expect, it } from "vitest";
import { type Arrival, advisePosting, daysToProve } from "../../../src/core/statistics/posting-time.ts";

/** Mondays to Fridays: `busy` at `hour`, one in every other hour from 8 to 21. */
const arrivals = (hour: number, busy: number): Arrival[] =>
  Array.from({ length: 5 }, (_, d) => d + 1).flatMap((weekday) =>
    Array.from({ length: 14 }, (_, h) => ({ weekday, hour: 8 + h, count: h + 8 === hour ? busy : 1 })),
  );

describe("posting time", () => {
  it("needs the days of the planning table to prove a better time", () => {
    for (const [perDay, ratio, days] of [
      [1.5, 1.5, 52],
      [3.5, 1.5, 22],
      [1.5, 2, 15],
      [3.5, 2, 7],
    ] as const)
      expect(Math.abs(daysToProve(perDay, ratio) - days)).toBeLessThanOrEqual(1);
  });

  it("advises to post half an hour to an hour before the peak, and says when the evidence suffices", () => {
    const clear = advisePosting(arrivals(12, 20), 4);
    expect(clear?.peak).toMatchObject({ fromHour: 12, toHour: 14 });
    expect(clear?.post).toEqual({ from: "11:00", to: "11:30" });
    expect(clear?.sufficient).toBe(true);
    expect(clear?.proof.map(({ ratio }) => ratio)).toEqual([1.5, 2]);
  });

  it("with little data falls back to the usual evening and does not call that evidence", () => {
    const few = advisePosting([{ weekday: 2, hour: 9, count: 3 }], 2);
    expect(few?.sufficient).toBe(false);
    const nothing = advisePosting([], 3);
    expect(nothing).toMatchObject({ arrivals: 0, sufficient: false });
    expect(nothing?.proof.every(({ days }) => days === Number.POSITIVE_INFINITY)).toBe(true);
    expect(advisePosting([], 0)).toBeNull();
  });

  it("draws a rare block towards the usual week, and keeps the total", () => {
    const advice = advisePosting(arrivals(18, 8), 6);
    const total = advice?.rates.flat().reduce((sum, rate) => sum + rate, 0) ?? 0;
    expect(total / 7).toBeCloseTo(advice?.perDay ?? 0, 2);
    // No résumé ever came on a Sunday; that it never will is not what three weeks can tell.
    expect(advice?.rates[6]?.[9]).toBeGreaterThan(0);
  });
});
