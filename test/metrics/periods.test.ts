import { describe, expect, it } from "vitest";
import { addMonths, dayIn, mondayOf, weekdayOf } from "../../src/core/calendar-days.ts";
import { previousPeriod, samePeriodLastYear } from "../../src/metrics/periods.ts";

const earlier = (from: string, to: string, today = "2026-11-18") => {
  const period = previousPeriod({ from, to }, today);
  return `${period.from} ${period.to}`;
};

describe("the period before", () => {
  it.each([
    ["a whole month", "2026-10-01", "2026-10-31", "2026-09-01 2026-09-30"],
    ["a month so far", "2026-11-01", "2026-11-18", "2026-10-01 2026-10-18"],
    ["a month that is said to its end but still runs", "2026-11-01", "2026-11-30", "2026-10-01 2026-10-18"],
    ["a week so far", "2026-11-16", "2026-11-18", "2026-11-09 2026-11-11"],
    ["a quarter so far", "2026-10-01", "2026-11-18", "2026-07-01 2026-08-18"],
    ["a year so far", "2026-01-01", "2026-11-18", "2025-01-01 2025-11-18"],
    ["a whole year", "2025-01-01", "2025-12-31", "2024-01-01 2024-12-31"],
    ["a day", "2026-11-18", "2026-11-18", "2026-11-17 2026-11-17"],
    ["ten days in the past that begin a month", "2026-10-01", "2026-10-10", "2026-09-21 2026-09-30"],
    ["thirty days to today", "2026-10-20", "2026-11-18", "2026-09-20 2026-10-19"],
  ])("of %s", (_, from, to, expected) => {
    expect(earlier(from, to)).toBe(expected);
  });

  it("never reaches into the period itself when the month before is shorter", () => {
    expect(earlier("2026-03-01", "2026-03-31", "2026-03-31")).toBe("2026-02-01 2026-02-28");
  });
});

describe("the same period last year", () => {
  it("has the same days, and of one still running only those that have passed", () => {
    const last = (from: string, to: string) => samePeriodLastYear({ from, to }, "2026-11-18");
    expect(last("2026-10-01", "2026-10-31")).toEqual({ from: "2025-10-01", to: "2025-10-31" });
    expect(last("2026-11-01", "2026-11-30")).toEqual({ from: "2025-11-01", to: "2025-11-18" });
  });
});

describe("calendar days", () => {
  it("know months, weeks and time zones", () => {
    expect([addMonths("2024-02-29", -12), addMonths("2026-01-31", 1)]).toEqual(["2023-02-28", "2026-02-28"]);
    expect([mondayOf("2026-11-18"), mondayOf("2026-11-16"), mondayOf("2026-11-15")]).toEqual([
      "2026-11-16",
      "2026-11-16",
      "2026-11-09",
    ]);
    expect(weekdayOf("2026-11-15")).toBe(7);
    const evening = new Date("2026-11-18T17:30:00Z");
    expect([dayIn("Asia/Shanghai", evening), dayIn("America/New_York", evening)]).toEqual([
      "2026-11-19",
      "2026-11-18",
    ]);
  });
});
