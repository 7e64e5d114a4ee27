import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/calendar-days.ts";
import { everyDay, watchDrops } from "../../../src/core/statistics/drop-detector.ts";
import { daysBetweenFalseAlarms } from "../../../src/core/statistics/drop-false-alarms.ts";
import { isMasked } from "../../../src/core/statistics/masked-days.ts";

/** Numbers 0..1 that are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return (state + 0.5) / 4_294_967_296;
  };
}

function poisson(mean: number, roll: () => number): number {
  const limit = Math.exp(-mean);
  let product = roll();
  let count = 0;
  for (; product > limit; count += 1) product *= roll();
  return count;
}

const monday = "2026-01-05";
const week = [7 / 6, 7 / 6, 7 / 6, 7 / 6, 7 / 6, 7 / 12, 7 / 12];

/** Poisson counts around a week's pattern; from day `at` on they fall to `rest` of it. */
const series = (days: number, perDay: number, roll: () => number, at = days, rest = 1) =>
  Array.from({ length: days }, (_, t) => ({
    date: addDays(monday, t),
    count: poisson(perDay * (week[t % 7] ?? 1) * (t >= at ? rest : 1), roll),
  }));

describe("the drop detector", () => {
  it.each([1.5, 3.5, 8])(
    "with a base it has to learn, at %f a day, raises a false alarm at most every 100 days",
    (perDay) => {
      const roll = dice(11);
      let alarms = 0;
      const [runs, days] = [30, 1000];
      for (let run = 0; run < runs; run += 1) alarms += watchDrops(series(days, perDay, roll)).alarms.length;
      expect((runs * (days - 56)) / alarms).toBeGreaterThan(100);
    },
  );

  it.each([
    [1.5, 12],
    [3.5, 6],
    [8, 4],
  ])(
    "finds a fall by seven tenths at %f a day in nine of ten series, on average within %i days",
    (perDay, within) => {
      const roll = dice(23);
      const delays: number[] = [];
      for (let run = 0; run < 150; run += 1) {
        const at = 100 + (run % 30);
        const { alarms } = watchDrops(series(at + 45, perDay, roll, at, 0.3));
        const found = alarms.find(({ date }) => date >= addDays(monday, at));
        if (found) delays.push((Date.parse(found.date) - Date.parse(addDays(monday, at))) / 86_400_000 + 1);
      }
      expect(delays.length / 150).toBeGreaterThanOrEqual(0.9);
      expect(delays.reduce((sum, delay) => sum + delay, 0) / delays.length).toBeLessThan(within);
    },
  );

  it("is silent for 56 days, and starts again at nothing after an alarm", () => {
    const roll = dice(3);
    const early = series(56, 8, roll, 30, 0);
    expect(watchDrops(early).alarms).toEqual([]);
    const { days, alarms } = watchDrops(series(120, 8, roll, 90, 0));
    expect(alarms.length).toBeGreaterThan(1);
    for (const { date } of alarms) expect(days.find((day) => day.date === date)?.evidence).toBe(0);
  });

  it("compares with what was usual a week and more ago, so that a slow fall does not become the rule at once", () => {
    const flat = Array.from({ length: 100 }, (_, t) => ({ date: addDays(monday, t), count: 10 }));
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
    const roll = dice(5);
    const broken = series(120, 8, roll, 90, 0);
    const masked = (day: string) => day >= addDays(monday, 90);
    expect(watchDrops(broken, { masked }).alarms).toEqual([]);
    expect(watchDrops(broken).alarms).not.toEqual([]);
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
