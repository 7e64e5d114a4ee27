import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/calendar-days.ts";
import { seededRandom } from "../../../src/core/random.ts";
import { dropThreshold, everyDay, watchDrops } from "../../../src/core/statistics/drop-detector.ts";
import { daysBetweenFalseAlarms } from "../../../src/core/statistics/drop-false-alarms.ts";
import { isMasked } from "../../../src/core/statistics/masked-days.ts";
import { detections, falseAlarms, knownMean } from "../../bench/drop-simulation.ts";
import { firstMonday, poissonSeries } from "./poisson.ts";

describe("the drop detector", () => {
  it.each([
    [1.5, 243, 8],
    [3.5, 184, 3.7],
    [8, 248, 2.2],
  ])(
    "with a known mean of %f a day raises a false alarm every %i days and sees a fall by seven tenths in %f",
    (perDay, spacing, delay) => {
      expect(Math.abs(knownMean(perDay, 1, 600, 11).mean / spacing - 1)).toBeLessThan(0.2);
      expect(Math.abs(knownMean(perDay, 0.3, 600, 12).mean / delay - 1)).toBeLessThan(0.2);
    },
  );

  it.each([
    [1.5, 9],
    [3.5, 5],
    [8, 3],
  ])(
    "with a base it has to learn, at %f a day, is wrong at most every 100 days and finds such a fall within %i",
    (perDay, within) => {
      expect(falseAlarms(perDay, 20, 13).mean).toBeGreaterThan(100);
      const { found, delay } = detections(perDay, 0.3, 100, 23);
      expect(found.mean).toBeGreaterThanOrEqual(0.9);
      expect(delay.mean).toBeLessThan(within);
    },
  );

  it("asks for more evidence where more than three channels are watched", () => {
    expect([1.5, 8].map((perDay) => dropThreshold(perDay, 3))).toEqual([3.5, 4]);
    expect([1.5, 8].map((perDay) => dropThreshold(perDay, 4))).toEqual([4.5, 4.5]);
    const alarms = (channels: number) =>
      watchDrops(poissonSeries(2000, 3.5, seededRandom(7)), { channels }).alarms.length;
    expect(alarms(6)).toBeLessThan(alarms(1));
  });

  it("is silent for 56 days, and starts again at nothing after an alarm", () => {
    const roll = seededRandom(3);
    const early = poissonSeries(56, 8, roll, 30, 0);
    expect(watchDrops(early).alarms).toEqual([]);
    const { days, alarms } = watchDrops(poissonSeries(120, 8, roll, 90, 0));
    expect(alarms.length).toBeGreaterThan(1);
    for (const { date } of alarms) expect(days.find((day) => day.date === date)?.evidence).toBe(0);
  });

  it("compares with what was usual a week and more ago, so that a slow fall does not become the rule at once", () => {
    const flat = Array.from({ length: 100 }, (_, t) => ({ date: addDays(firstMonday, t), count: 10 }));
    const { days } = watchDrops(flat);
    expect(days[3]?.expected).toBeNull();
    const lastWeek = days.slice(-7).map(({ expected }) => expected ?? 0);
    expect(lastWeek.reduce((sum, value) => sum + value, 0) / 7).toBeCloseTo(10, 0);
    const fallen = flat.map((day, t) => (t >= 93 ? { ...day, count: 0 } : day));
    expect(
      watchDrops(fallen)
        .days.slice(-7)
        .map(({ expected }) => expected),
    ).toEqual(
      watchDrops(flat)
        .days.slice(-7)
        .map(({ expected }) => expected),
    );
  });

  it("learns nothing from masked days and raises no alarm on them", () => {
    const roll = seededRandom(5);
    const broken = poissonSeries(120, 8, roll, 90, 0);
    const masked = (day: string) => day >= addDays(firstMonday, 90);
    const since = (options = {}) => watchDrops(broken, options).alarms.filter(({ date }) => masked(date));
    expect(since({ masked })).toEqual([]);
    expect(since()).not.toEqual([]);
  });

  it("counts a day that is not in the series as 0", () => {
    expect(
      everyDay([
        { date: "2026-03-03", count: 2 },
        { date: "2026-02-28", count: 1 },
      ]).map(({ count }) => count),
    ).toEqual([1, 0, 0, 2]);
  });
});

describe("the spacing of false alarms", () => {
  it.each([
    [1.5, 3.5, 243],
    [3.5, 3.5, 184],
    [8, 4, 248],
    [1.5, 4.5, 704],
  ])("of %f a day at threshold %f is %i days, as simulated", (perDay, threshold, days) => {
    expect(daysBetweenFalseAlarms(perDay, threshold) / days).toBeGreaterThan(0.95);
    expect(daysBetweenFalseAlarms(perDay, threshold) / days).toBeLessThan(1.05);
  });
});

describe("masked days", () => {
  it("are two weeks around Spring Festival and the week of 11 November", () => {
    expect(["2027-01-23", "2027-02-20", "2026-11-09", "2026-11-15"].map(isMasked)).toEqual(
      Array(4).fill(true),
    );
    expect(["2027-01-22", "2027-02-21", "2026-11-08", "2026-11-16"].map(isMasked)).toEqual(
      Array(4).fill(false),
    );
  });
});
