import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/calendar-days.ts";
import { dueSlots } from "../../../src/core/digest/schedule.ts";
import { DigestTimes } from "../../../src/core/digest/times.ts";
import { momentOf, wallClock } from "../../../src/core/zoned-time.ts";

const defaultTimes = DigestTimes.parse(undefined);

const due = (iso: string, zone = "Asia/Shanghai") =>
  dueSlots(Date.parse(iso), zone, defaultTimes).map(({ kind, name }) => `${kind} ${name}`);

describe("what is due", () => {
  it.each([
    ["2026-11-24T09:29:59+08:00", []],
    ["2026-11-24T09:30:00+08:00", ["matched 2026-11-24T09:30"]],
    ["2026-11-24T12:29:59+08:00", ["matched 2026-11-24T09:30"]],
    ["2026-11-24T12:30:00+08:00", []],
    ["2026-11-24T17:45:00+08:00", ["matched 2026-11-24T17:30"]],
    ["2026-11-25T00:10:00+08:00", []],
    ["2026-11-23T08:59:59+08:00", []],
    ["2026-11-23T09:00:00+08:00", ["channels 2026-11-23T09:00"]],
    ["2026-11-23T09:30:00+08:00", ["matched 2026-11-23T09:30", "channels 2026-11-23T09:00"]],
    ["2026-11-23T12:00:00+08:00", ["matched 2026-11-23T09:30"]],
  ])("at %s in Shanghai is %j", (time, slots) => {
    expect(due(time)).toEqual(slots);
  });

  it("is named by the company's own day, not by UTC's", () => {
    expect(due("2026-01-01T04:30:00Z", "Pacific/Kiritimati")).toEqual(["matched 2026-01-01T17:30"]);
    expect(due("2026-01-01T01:30:00Z", "America/Los_Angeles")).toEqual(["matched 2025-12-31T17:30"]);
  });

  it("goes out once after a night in which nothing ran, and only the newer of two that were missed", () => {
    const times = { ...defaultTimes, matched: ["09:30", "10:00", "23:30"] };
    const names = (iso: string) => dueSlots(Date.parse(iso), "Asia/Shanghai", times).map(({ name }) => name);
    expect(names("2026-11-24T11:00:00+08:00")).toEqual(["2026-11-24T10:00"]);
    expect(names("2026-11-25T01:00:00+08:00")).toEqual(["2026-11-24T23:30"]);
    expect(names("2026-11-25T02:30:00+08:00")).toEqual([]);
  });

  it("refuses a time zone nobody knows", () => {
    expect(() => dueSlots(0, "Mars/Olympus", defaultTimes)).toThrow(RangeError);
  });
});

describe("summer time", () => {
  it.each([
    ["2026-03-28", "2026-03-28T08:30:00.000Z"],
    ["2026-03-29", "2026-03-29T07:30:00.000Z"],
    ["2026-10-24", "2026-10-24T07:30:00.000Z"],
    ["2026-10-25", "2026-10-25T08:30:00.000Z"],
  ])("leaves 09:30 in Berlin at 09:30 on %s", (day, moment) => {
    expect(new Date(momentOf("Europe/Berlin", day, "09:30")).toISOString()).toBe(moment);
  });

  it("brings a time that is left out an hour later, and one that comes twice the first time", () => {
    const gap = momentOf("Europe/Berlin", "2026-03-29", "02:30");
    expect(new Date(gap).toISOString()).toBe("2026-03-29T01:30:00.000Z");
    expect(wallClock("Europe/Berlin", gap).time).toBe("03:30");
    const twice = momentOf("Europe/Berlin", "2026-10-25", "02:30");
    expect(new Date(twice).toISOString()).toBe("2026-10-25T00:30:00.000Z");
  });

  it.each([
    ["Europe/Berlin", "2026-03-28", ["09:30", "17:30"]],
    ["Europe/Berlin", "2026-10-24", ["09:30", "17:30"]],
    ["Europe/Berlin", "2026-10-24", ["02:30"]],
    ["Europe/Berlin", "2026-03-28", ["02:30"]],
    ["America/New_York", "2026-10-31", ["01:30", "23:45"]],
    ["Asia/Shanghai", "2026-10-24", ["09:30", "17:30"]],
    ["Australia/Lord_Howe", "2026-10-03", ["02:15", "09:30"]],
    ["Asia/Kathmandu", "2026-07-15", ["09:30", "17:30"]],
  ])(
    "sends every digest once a local day in %s from %s at %j, whenever it is looked at",
    (zone, from, matched) => {
      const times = { ...defaultTimes, matched };
      const end = momentOf(zone, addDays(from, 3), "00:00");
      const order: string[] = [];
      for (let at = momentOf(zone, from, "00:00"); at < end; at += 5 * 60_000) {
        for (const { kind, name } of dueSlots(at, zone, times)) {
          if (kind === "matched" && name >= from && !order.includes(name)) order.push(name);
        }
      }
      const days = [from, addDays(from, 1), addDays(from, 2)];
      expect(order).toEqual(days.flatMap((day) => matched.map((time) => `${day}T${time}`)));
    },
  );

  it("agrees with the wall at every hour of a year in which nothing is left out", () => {
    for (let hour = 0; hour < 24 * 366; hour += 7) {
      const at = Date.UTC(2028, 0, 1) + hour * 3_600_000;
      const { day, time } = wallClock("Asia/Shanghai", at);
      expect(momentOf("Asia/Shanghai", day, time)).toBe(at);
    }
  });
});
