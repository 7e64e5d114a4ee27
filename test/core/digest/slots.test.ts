import { describe, expect, it } from "vitest";
import { dueSlot } from "../../../src/core/digest/slots.ts";

const at = (iso: string) => Date.parse(iso);

describe("the digest that is due", () => {
  it.each([
    ["2026-11-24T09:29:59+08:00", null],
    ["2026-11-24T09:30:00+08:00", "2026-11-24T09:30"],
    ["2026-11-24T11:29:59+08:00", "2026-11-24T09:30"],
    ["2026-11-24T11:30:00+08:00", null],
    ["2026-11-24T17:45:00+08:00", "2026-11-24T17:30"],
    ["2026-11-25T00:10:00+08:00", null],
  ])("at %s in Shanghai is %s", (time, slot) => {
    expect(dueSlot(at(time), "Asia/Shanghai")).toBe(slot);
  });

  it("is named by the company's own day, not by UTC's", () => {
    expect(dueSlot(at("2026-01-01T04:30:00Z"), "Pacific/Kiritimati")).toBe("2026-01-01T17:30");
    expect(dueSlot(at("2026-01-01T01:30:00Z"), "America/Los_Angeles")).toBe("2025-12-31T17:30");
  });

  it("keeps to 09:30 on the wall when summer time begins and ends", () => {
    expect(dueSlot(at("2026-03-07T14:30:00Z"), "America/New_York")).toBe("2026-03-07T09:30");
    expect(dueSlot(at("2026-03-08T13:30:00Z"), "America/New_York")).toBe("2026-03-08T09:30");
    expect(dueSlot(at("2026-11-01T14:30:00Z"), "America/New_York")).toBe("2026-11-01T09:30");
    expect(dueSlot(at("2026-11-01T13:30:00Z"), "America/New_York")).toBeNull();
  });

  it.each(["Asia/Kathmandu", "Australia/Eucla", "Pacific/Chatham", "Pacific/Marquesas", "America/St_Johns"])(
    "begins on a quarter of an hour of UTC, which is when the job looks, in %s too",
    (zone) => {
      const day = at("2026-07-15T00:00:00Z");
      const quarters = Array.from({ length: 2 * 96 }, (_, i) => dueSlot(day + i * 15 * 60_000, zone));
      const seen = Map.groupBy(quarters, (slot) => slot?.slice(11));
      expect([...seen.keys()].sort()).toEqual(["09:30", "17:30", undefined]);
      // Two hours of eight quarters on each of two days.
      expect(seen.get("09:30")).toHaveLength(16);
      expect(seen.get("17:30")).toHaveLength(16);
    },
  );
});
