import { describe, expect, it } from "vitest";
import { buildWeek, type Counts } from "../../../src/core/digest/week.ts";

const none: Counts = { resumes: 0, completed: 0, passed: 0, interviews: 0, hires: 0, spend: null };
const week = (channels: Record<string, [now: Partial<Counts>, before: Partial<Counts>]>, more = {}) =>
  buildWeek({
    from: "2026-11-16",
    to: "2026-11-22",
    channels: Object.entries(channels).map(([channel, [now, before]]) => ({
      channel,
      now: { ...none, ...now },
      before: { ...none, ...before },
    })),
    drops: [],
    yields: [],
    ...more,
  });

describe("the channels' week", () => {
  it("lists who brought most first, leaves out who brought nothing, and adds up", () => {
    const { channels, total } = week({
      quiet: [{}, {}],
      douyin: [{ resumes: 3, spend: 100 }, { resumes: 2 }],
      boss: [{ resumes: 12, interviews: 4 }, { resumes: 11 }],
    });
    expect(channels.map(({ channel }) => channel)).toEqual(["boss", "douyin"]);
    expect(total.now).toMatchObject({ resumes: 15, interviews: 4, spend: 100 });
    expect(total.before).toMatchObject({ resumes: 13, spend: null });
  });

  it("calls changed only what chance does not explain, also with many channels looked at", () => {
    expect(week({ boss: [{ resumes: 8 }, { resumes: 12 }] }).changes).toEqual([]);
    expect(week({ boss: [{ resumes: 3 }, { resumes: 25 }] }).changes).toEqual([
      { channel: "boss", what: "resumes", now: 3, before: 25 },
    ]);
    // 6 against 16 (p = 0.05) among ten comparisons is to be expected.
    const steady = Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [`c${i}`, [{ resumes: 10 }, { resumes: 10 }]] as const),
    ) as Record<string, [Partial<Counts>, Partial<Counts>]>;
    expect(week({ ...steady, boss: [{ resumes: 6 }, { resumes: 17 }] }).changes).toEqual([]);
    expect(week({ boss: [{ resumes: 6 }, { resumes: 17 }] }).changes).toHaveLength(1);
  });

  it("raises a false alarm in at most 5 % of weeks in which nothing changed", () => {
    let state = 12345;
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const poisson = (mean: number) => {
      let count = 0;
      for (let left = Math.exp(-mean), p = random(); p > left; p *= random()) count += 1;
      return count;
    };
    let alarms = 0;
    const rounds = 2000;
    for (let i = 0; i < rounds; i += 1) {
      const draw = (mean: number): [Partial<Counts>, Partial<Counts>] => [
        { resumes: poisson(mean), interviews: poisson(mean / 3) },
        { resumes: poisson(mean), interviews: poisson(mean / 3) },
      ];
      if (week({ boss: draw(20), douyin: draw(8), zhilian: draw(4) }).changes.length > 0) alarms += 1;
    }
    expect(alarms / rounds).toBeLessThan(0.05);
  });

  it("suggests a channel to look at before anything else, then money, else nothing", () => {
    const drops = [
      { channel: "58", observed: 2, expected: 4 },
      { channel: "boss", observed: 3, expected: 20 },
    ];
    const clear = [
      { channel: "boss", count: 24, money: 3000 },
      { channel: "zhilian", count: 6, money: 2400 },
    ];
    expect(week({}, { drops, yields: clear }).suggestion).toMatchObject({ kind: "drop", channel: "boss" });
    const shift = week({}, { yields: clear }).suggestion;
    expect(shift).toMatchObject({ kind: "shift", from: "zhilian", to: "boss" });
    expect(shift.kind === "shift" && shift.probability).toBeGreaterThan(0.99);
  });

  it("ranks nobody on little evidence, and nobody who cost nothing", () => {
    const few = [
      { channel: "boss", count: 2, money: 700 },
      { channel: "zhilian", count: 1, money: 600 },
    ];
    expect(week({}, { yields: few }).suggestion).toEqual({ kind: "none" });
    const free = [
      { channel: "boss", count: 24, money: 3000 },
      { channel: "referral", count: 9, money: null },
      { channel: "wechat", count: 9, money: 0 },
    ];
    expect(week({}, { yields: free }).suggestion).toEqual({ kind: "none" });
    // Two that are alike: neither is best, however bad the third one is.
    const twins = [
      { channel: "boss", count: 24, money: 3000 },
      { channel: "douyin", count: 24, money: 3000 },
      { channel: "zhilian", count: 2, money: 3000 },
    ];
    expect(week({}, { yields: twins }).suggestion).toEqual({ kind: "none" });
  });
});
