import { describe, expect, it } from "vitest";
import { adviseBudget, simulateSpend, withinLimits } from "../../../src/core/statistics/budget.ts";

/** The planning example: one plausible month of three channels. */
const month = [
  { channel: "boss", spend: 3000, resumes: 60, interviews: 24, hires: 6 },
  { channel: "zhilian", spend: 2400, resumes: 25, interviews: 6, hires: 1 },
  { channel: "douyin", spend: 600, resumes: 15, interviews: 5, hires: 1 },
];

describe("advice on a budget", () => {
  const advice = adviseBudget(month);

  it("reproduces the planning example from 20,000 draws", () => {
    const each = (values: number[], expected: number[], within: number) => {
      for (const [i, value] of values.entries())
        expect(Math.abs(value - (expected[i] ?? 0))).toBeLessThan(within);
    };
    each(
      advice.channels.map(({ perThousand }) => perThousand.mean),
      [1.95, 0.57, 1.9],
      0.06,
    );
    each(
      advice.channels.map(({ best }) => best),
      [0.56, 0.02, 0.42],
      0.015,
    );
    each(
      advice.channels.map(({ marginal }) => marginal),
      [0.84, 0.01, 0.15],
      0.015,
    );
    each(advice.suggested, [0.61, 0.2, 0.19], 0.015);
  });

  it("names no best channel where the chance is below .8, and the same facts give the same advice", () => {
    expect(advice.leader).toBeNull();
    expect(adviseBudget(month)).toEqual(advice);
    const clear = month.map((one) => (one.channel === "boss" ? { ...one, hires: 20 } : { ...one, hires: 0 }));
    expect(adviseBudget(clear).leader).toBe("boss");
  });

  it("advises a change only when it is better with a chance of .8 or more", () => {
    expect(advice.improve).toBeGreaterThan(0.8);
    expect(advice.advisable).toBe(true);
    const alike = [
      { channel: "a", spend: 1000, resumes: 20, interviews: 6, hires: 2 },
      { channel: "b", spend: 1000, resumes: 21, interviews: 6, hires: 2 },
    ];
    expect(adviseBudget(alike).advisable).toBe(false);
  });

  it("keeps every channel above a tenth and moves none by more than 20 points, whatever the target", () => {
    for (const [target, current] of [
      [
        [1, 0, 0],
        [0.5, 0.4, 0.1],
      ],
      [
        [0, 0, 1],
        [0.5, 0.4, 0.1],
      ],
      [
        [0.5, 0.5, 0],
        [0.97, 0.02, 0.01],
      ],
    ] as const) {
      const shares = withinLimits(target, current);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      for (const [i, share] of shares.entries()) {
        expect(share).toBeGreaterThanOrEqual(0.1 - 1e-9);
        // Below the floor the floor comes first.
        const before = Math.max(current[i] ?? 0, 0.1);
        expect(Math.abs(share - before)).toBeLessThanOrEqual(0.2 + 1e-9);
      }
    }
  });
});

describe("the simulator", () => {
  it("tells what 500 more on a small channel bring, with an interval, and less than in proportion", () => {
    const more = simulateSpend(month, "douyin", 500);
    // 15 résumés for 600 CNY: 600 -> 1,100 is worth (1100/600)^.7 - 1 = 53 % more of 15.5.
    expect(more?.resumes.mean).toBeCloseTo(8.2, 0);
    expect(more && more.hires.low < more.hires.mean && more.hires.mean < more.hires.high).toBe(true);
    expect(more && more.hires.mean < more.interviews.mean).toBe(true);
    const double = simulateSpend(month, "douyin", 1000);
    expect(double && more && double.hires.mean < 2 * more.hires.mean).toBe(true);
  });

  it("tells what is lost when less is spent, and nothing about a channel without spend", () => {
    expect(simulateSpend(month, "douyin", -300)?.resumes.mean).toBeLessThan(0);
    expect(simulateSpend(month, "liepin", 500)).toBeNull();
  });
});
