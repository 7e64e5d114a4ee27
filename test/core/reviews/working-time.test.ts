import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, weekdayOf } from "../../../src/core/calendar-days.ts";
import { chineseHoliday } from "../../../src/core/reviews/holidays.ts";
import { createWorkingClock, WorkingTime } from "../../../src/core/reviews/working-time.ts";

const shanghai = createWorkingClock(WorkingTime.parse(undefined), "Asia/Shanghai");
const at = (local: string) => Date.parse(`${local}:00+08:00`);
const hours = (from: string, to: string) => shanghai.between(at(from), at(to)) / 3_600_000;

describe("working time", () => {
  it.each([
    ["within a day", "2026-11-24T10:00", "2026-11-24T13:30", 3.5],
    ["from the evening to the next morning", "2026-11-24T17:00", "2026-11-25T10:00", 2],
    ["over a weekend", "2026-11-27T17:30", "2026-11-30T09:15", 0.75],
    ["at night", "2026-11-24T19:00", "2026-11-25T08:59", 0],
    [
      "over Spring Festival, whose Saturdays around it are worked",
      "2026-02-13T17:00",
      "2026-02-24T10:00",
      1 + 9 + 1,
    ],
    [
      "over the National Day week and the Saturday worked for it",
      "2026-09-30T17:00",
      "2026-10-10T11:00",
      1 + 9 + 9 + 2,
    ],
    ["backwards", "2026-11-25T10:00", "2026-11-24T10:00", 0],
  ])("%s", (_name, from, to, expected) => {
    expect(hours(from, to)).toBeCloseTo(expected, 9);
  });

  it("is what a count of every single minute gives, in any zone and over changes of summer time", () => {
    const zones = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"] as const;
    const clocks = new Map(
      zones.map((zone) => [zone, createWorkingClock(WorkingTime.parse(undefined), zone)]),
    );
    const base = Date.parse("2026-03-20T00:00:00Z");
    const minute = 60_000;
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.nat(20_000), fc.nat(6000), (zone, start, length) => {
        const clock = clocks.get(zone);
        if (!clock) throw new Error("no clock");
        const from = base + start * minute;
        let minutes = 0;
        for (let i = 0; i < length; i += 1) if (openByHand(from + i * minute, zone)) minutes += 1;
        expect(clock.between(from, from + length * minute)).toBe(minutes * minute);
      }),
      { numRuns: 8, seed: 20261126 },
    );
  });

  it("adds up, wherever it is cut", () => {
    const start = at("2026-01-01T00:00");
    fc.assert(
      fc.property(fc.array(fc.nat(400 * 86_400_000), { minLength: 3, maxLength: 3 }), (cuts) => {
        const [a = 0, b = 0, c = 0] = cuts.map((cut) => start + cut).sort((x, y) => x - y);
        expect(shanghai.between(a, b) + shanghai.between(b, c)).toBe(shanghai.between(a, c));
      }),
      { numRuns: 60 },
    );
  });

  it("opens next when it does", () => {
    expect(shanghai.isOpen(at("2026-11-24T09:00"))).toBe(true);
    expect(shanghai.isOpen(at("2026-11-24T18:00"))).toBe(false);
    expect(shanghai.nextOpen(at("2026-11-27T18:00"))).toBe(at("2026-11-30T09:00"));
    expect(shanghai.nextOpen(at("2026-11-24T10:00"))).toBe(at("2026-11-24T10:00"));
    expect(shanghai.endOfDay(at("2026-11-24T07:00"))).toBe(at("2026-11-24T18:00"));
    expect(shanghai.endOfDay(at("2026-11-24T18:00"))).toBe(null);
  });

  it("is the company's own where it says so", () => {
    const own = createWorkingClock(
      WorkingTime.parse({ days: [6, 7], from: 600, until: 660, off: ["2026-11-28"], worked: ["2026-11-24"] }),
      "Asia/Shanghai",
    );
    expect(own.between(at("2026-11-24T00:00"), at("2026-11-30T00:00")) / 3_600_000).toBe(2);
    expect(WorkingTime.safeParse({ from: 600, until: 600 }).success).toBe(false);
  });
});

describe("the holidays of China", () => {
  it("are as many as were announced, and only weekend days are worked for them", () => {
    const count = (year: number, what: string) => {
      let n = 0;
      for (let day = `${year}-01-01`; day < `${year + 1}-01-01`; day = addDays(day, 1)) {
        const found = chineseHoliday(day);
        if (found === "worked") expect(weekdayOf(day)).toBeGreaterThan(5);
        if (found === what) n += 1;
      }
      return n;
    };
    expect([2024, 2025, 2026].map((year) => [count(year, "off"), count(year, "worked")])).toEqual([
      [28, 8],
      [28, 5],
      [33, 6],
    ]);
  });
});

/** The same question asked of the calendar minute by minute. */
const formats = new Map<string, Intl.DateTimeFormat>();
function openByHand(moment: number, timeZone: string): boolean {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      day: "numeric",
      month: "numeric",
      hourCycle: "h23",
    });
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]));
  const hour = Number(parts.get("hour"));
  const chinese = timeZone === "Asia/Shanghai";
  const qingming = parts.get("month") === "4" && ["4", "5", "6"].includes(parts.get("day") ?? "");
  if (chinese && qingming) return false;
  return !["Sat", "Sun"].includes(parts.get("weekday") ?? "") && hour >= 9 && hour < 18;
}
