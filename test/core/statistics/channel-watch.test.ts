import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/calendar-days.ts";
import { seededRandom } from "../../../src/core/random.ts";
import { channelChanges } from "../../../src/core/statistics/channel-changes.ts";
import { endOfAlarm, falseAlarmSpacing, watchChannel } from "../../../src/core/statistics/channel-watch.ts";
import { watchDrops } from "../../../src/core/statistics/drop-detector.ts";
import { busySeries } from "../../bench/busy-channels.ts";
import { firstMonday, poissonSeries } from "./poisson.ts";

const at = (t: number) => addDays(firstMonday, t);

describe("watching a channel", () => {
  it("watches a small channel as the drop detector does", () => {
    const series = poissonSeries(220, 3.5, seededRandom(2), 150, 0.2);
    const { alarms, perDay } = watchChannel(series);
    expect(alarms.map(({ date }) => date)).toEqual(watchDrops(series).alarms.map(({ date }) => date));
    expect(alarms.length).toBeGreaterThan(0);
    expect(perDay).toBeGreaterThan(0);
    expect(watchChannel(series.slice(0, 40)).perDay).toBeNull();
  });

  it("does not take the ups and downs of a busy channel for falls, and still finds one", () => {
    const random = seededRandom(5);
    const calm = Array.from({ length: 8 }, () => busySeries(700, 80, 0.3, random));
    const spacing = (alarms: (days: (typeof calm)[number]) => readonly unknown[]) =>
      (8 * 644) / calm.reduce((sum, days) => sum + alarms(days).length, 0);
    expect(spacing((days) => watchDrops(days).alarms)).toBeLessThan(30);
    expect(spacing((days) => watchChannel(days).alarms)).toBeGreaterThan(200);
    const { alarms } = watchChannel(busySeries(230, 80, 0.3, seededRandom(6), 200, 0.2));
    const found = alarms.find(({ date }) => date >= at(200));
    expect(found && found.date < at(210)).toBe(true);
    expect(found && found.observed < found.expected).toBe(true);
  });

  it("ends an alarm when as much comes as before, or when the low level has lasted four weeks", () => {
    const random = () => seededRandom(9);
    const back = poissonSeries(260, 3.5, random(), 150, 0.2).map((day, t) =>
      t >= 170 ? (poissonSeries(260, 3.5, random())[t] ?? day) : day,
    );
    const watch = watchChannel(back);
    const alarm = watch.alarms.find(({ date }) => date >= at(150));
    if (!alarm) throw new Error("no alarm");
    const end = endOfAlarm(watch, alarm);
    expect(end?.how).toBe("recovered");
    expect(end && end.date >= at(170) && end.date < at(180)).toBe(true);
    const gone = watchChannel(poissonSeries(260, 3.5, random(), 150, 0.1));
    const lasting = gone.alarms.find(({ date }) => date >= at(150));
    expect(lasting && endOfAlarm(gone, lasting)).toMatchObject({
      how: "settled",
      date: addDays(lasting?.date ?? "", 28),
    });
  });

  it("accuses falsely the more often the more channels there are, of which more than three need more evidence", () => {
    const [one, three, four] = [1, 3, 4].map((n) => falseAlarmSpacing(Array(n).fill(1.5)));
    expect(one).toBeCloseTo(0.65 * 243, -1);
    expect(three).toBeCloseTo((one ?? 0) / 3, 6);
    expect(four).toBeGreaterThan(three ?? 0);
  });
});

describe("what changed about channels", () => {
  const masked = () => false;
  const series = new Map([["boss", poissonSeries(240, 3.5, seededRandom(2), 150, 0.2)]]);
  const until = (t: number) => new Map([...series].map(([name, days]) => [name, days.slice(0, t + 1)]));
  const first = watchChannel(series.get("boss") ?? []).alarms.find(({ date }) => date >= at(150))?.date ?? "";

  it("is told once: on the day of the alarm, not the day before and not the day after", () => {
    const look = (checked: string, day: string) =>
      channelChanges(until(series.get("boss")?.findIndex(({ date }) => date === day) ?? 0), [], {
        checked,
        until: day,
        masked,
      }).began.map(({ date }) => date);
    expect(look(addDays(first, -2), addDays(first, -1))).toEqual([]);
    expect(look(addDays(first, -1), first)).toEqual([first]);
    expect(look(first, addDays(first, 1))).toEqual([]);
  });

  it("is nothing about what began and ended while nobody looked, nor on masked days", () => {
    const whole = channelChanges(series, [], { checked: at(120), until: at(239), masked });
    expect(whole.began.filter(({ date }) => date < at(200))).toEqual([]);
    const quiet = channelChanges(series, [], {
      checked: at(120),
      until: at(170),
      masked: (d) => d >= at(150),
    });
    expect(quiet).toMatchObject({ began: [], ended: [] });
  });
});
