import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { drawNormal } from "../../../src/core/statistics/draws.ts";
import { surprises, surpriseThreshold } from "../../../src/core/statistics/stream-detector.ts";
import { nabScore, worthOfAlarms } from "../../bench/nab-score.ts";
import { rollingZ } from "../../bench/rolling-z.ts";

const noise = (length: number, seed: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length }, () => 100 + 10 * drawNormal(random));
};
const alarmsOf = (scores: readonly number[]) =>
  scores.flatMap((score, i) => (score >= surpriseThreshold ? [i] : []));

describe("the general detector", () => {
  it("never looks ahead: what comes later changes nothing that was said", () => {
    const values = [...noise(600, 1), ...noise(200, 2).map((value) => value / 4)];
    const whole = surprises(values);
    for (const length of [30, 300, 601, 700])
      expect(surprises(values.slice(0, length))).toEqual(whole.slice(0, length));
    expect(whole.some((surprise) => surprise > 0)).toBe(true);
  });

  it("says nothing about noise, and tells a lasting fall within a few points, once", () => {
    expect(alarmsOf(surprises(noise(5000, 3)))).toEqual([]);
    const fallen = [...noise(1000, 3), ...noise(100, 4).map((value) => value - 60)];
    const alarms = alarmsOf(surprises(fallen));
    expect(alarms[0]).toBeGreaterThanOrEqual(1000);
    expect(alarms[0]).toBeLessThan(1005);
    expect(alarms.at(-1)).toBeLessThan(1012);
  });

  it("does not depend on the unit of what is counted, nor on where its zero lies", () => {
    const values = noise(300, 5);
    const other = surprises(values.map((value) => 1e6 + 1000 * value));
    for (const [i, surprise] of surprises(values).entries()) expect(other[i]).toBeCloseTo(surprise, 5);
  });

  it("hears only falls when only falls are asked for", () => {
    const values = noise(500, 6);
    const [up, down] = [80, -80].map((step) => [...values, 100 + step, 100 + step]);
    const last = (series: readonly number[] | undefined, falls: boolean) =>
      Math.max(...surprises(series ?? [], { falls }).slice(-2));
    expect(last(up, false)).toBeGreaterThan(surpriseThreshold);
    expect(last(up, true)).toBeLessThan(4);
    expect(last(down, true)).toBeGreaterThan(surpriseThreshold);
  });

  it("stays calm on a series that never moves", () => {
    expect(surprises(Array(200).fill(7))).toEqual(Array(200).fill(0));
  });
});

describe("the benchmark's score", () => {
  const series = { name: "a", values: Array<number>(100).fill(0), windows: [[40, 49]] as [number, number][] };
  const alarmAt = (...points: number[]) => {
    const scores = series.values.map((_, i) => Number(points.includes(i)));
    return nabScore([{ series, scores }], 1).score;
  };

  it.each([
    ["nothing", [], 0],
    ["the first point of the window", [40], 100],
    ["the first and the last point: the better one counts", [40, 49], 100],
    // 2 / (1 + exp(-0.5)) - 1 = .24492, of .98661 at the first point: (1 + .24824) / 2.
    ["the last point of the window", [49], 62.412],
    ["a point before any window: -.11 of 2", [20], -5.5],
    ["a probationary point", [14], 0],
    // Half the width of the window behind it: 5 / 9 -> .11 x -.88294.
    ["a point behind the window", [54], -4.856],
    ["a point three widths behind", [40, 76], 94.5],
  ])("of an alarm at %s is right", (_, points, score) => {
    expect(alarmAt(...points)).toBeCloseTo(score, 2);
  });

  it("leaves the first 15 % unscored, of at most 5,000 points", () => {
    const long = { name: "b", values: Array<number>(20_000).fill(0), windows: [] };
    expect(worthOfAlarms(series).filter((point) => point === null)).toHaveLength(15);
    expect(worthOfAlarms(long).filter((point) => point === null)).toHaveLength(750);
  });

  it("takes the one threshold that is best over the whole corpus", () => {
    const other = { ...series, name: "c" };
    const scores = (inside: number, outside: number) =>
      series.values.map((_, i) => (i === 40 ? inside : i === 20 || i === 22 ? outside : 0));
    const best = nabScore([
      { series, scores: scores(3, 1) },
      { series: other, scores: scores(2, 2.5) },
    ]);
    // At 2 both windows are found for two alarms too many: (2 - .22 + 2) / 4.
    expect(best).toMatchObject({ threshold: 2, found: 2, windows: 2, alarms: 4 });
    expect(best.score).toBeCloseTo(94.5, 6);
  });

  it("has the usual baseline beside it, which knows only what came before", () => {
    const values = noise(50, 8);
    expect(rollingZ(values).slice(0, 10)).toEqual(Array(10).fill(0));
    expect(rollingZ([...values, 500]).at(-1)).toBeGreaterThan(20);
    expect(rollingZ([...values, 500]).slice(0, 50)).toEqual(rollingZ(values));
  });
});
