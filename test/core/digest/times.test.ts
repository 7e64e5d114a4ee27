import { describe, expect, it } from "vitest";
import { DigestTimes, OwnSettings, readClockTimes } from "../../../src/core/digest/times.ts";

describe("when digests come", () => {
  it("is 09:30 and 17:30 every day and Monday 09:00 until a company says otherwise", () => {
    expect(DigestTimes.parse(undefined)).toEqual({
      matched: ["09:30", "17:30"],
      week: { day: 1, time: "09:00" },
    });
    expect(OwnSettings.parse(undefined)).toEqual({ locale: null, digests: true });
  });

  it("keeps what was chosen, in order and once", () => {
    const chosen = { matched: ["18:00", "09:00", "18:00"], week: null };
    expect(DigestTimes.parse(chosen)).toEqual({ matched: ["09:00", "18:00"], week: null });
    expect(DigestTimes.parse({ matched: [] }).matched).toEqual([]);
  });

  it.each(["09:31", "24:00", "9", "0930"])("takes no time like %s", (time) => {
    expect(DigestTimes.safeParse({ matched: [time] }).success).toBe(false);
    expect(readClockTimes(time)).toBeNull();
  });

  it("reads times as people type them", () => {
    expect(readClockTimes("9:30，17：30")).toEqual(["09:30", "17:30"]);
    expect(readClockTimes(" 17:30 09:30、17:30 ")).toEqual(["09:30", "17:30"]);
    expect(readClockTimes("")).toEqual([]);
    expect(readClockTimes("9:30 soon")).toBeNull();
  });
});
