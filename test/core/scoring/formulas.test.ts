import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Credit, GateId } from "../../../src/core/scoring/assessment.ts";
import {
  adjustForTyping,
  complaintFigures,
  completenessScore,
  gateCap,
  lengthFactor,
  linear,
  logLinear,
  ruleFigures,
} from "../../../src/core/scoring/formulas.ts";
import { scoringConfig as config } from "./scoring-config.ts";

const { first_reply_curve: first, solution_curve: solution } = config.complaint;
const credit = fc.constantFrom<Credit>("unprompted", "prompted", "partial", "absent");
const gates = fc.subarray<GateId>(["abuse", "unsafe_advice", "off_platform", "false_promise"]);
const elements = [
  { id: "a", w: 50, critical: true },
  { id: "b", w: 30, critical: true },
  { id: "c", w: 20, critical: false },
];

describe("the time curves", () => {
  test("fall as time passes and stay within 0 and 100", () => {
    const t = fc.double({ min: 0, max: 1000, noNaN: true });
    fc.assert(
      fc.property(t, t, (a, b) => {
        for (const curve of [(x: number) => logLinear(x, first), (x: number) => linear(x, solution)]) {
          expect(curve(Math.min(a, b))).toBeGreaterThanOrEqual(curve(Math.max(a, b)));
          expect(curve(a)).toBeGreaterThanOrEqual(0);
          expect(curve(a)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  test("have no cliff for the first reply: 181 s costs little more than 180 s", () => {
    expect(logLinear(180, first) - logLinear(181, first)).toBeLessThan(0.5);
  });

  test("keep the one cliff of the solution: nothing after the limit of 300 s", () => {
    expect([linear(300, solution), linear(300.001, solution)]).toEqual([60, 0]);
  });

  test("give nothing for never", () => {
    expect([logLinear(null, first), linear(null, solution)]).toEqual([0, 0]);
  });
});

describe("the typing adjustment", () => {
  test("gives slow typists the time their fingers cost, down to 30 characters a minute and no further", () => {
    expect(adjustForTyping(config, 100, 40, 30)).toBeCloseTo(60, 9);
    expect(adjustForTyping(config, 100, 40, 10)).toBeCloseTo(60, 9);
    expect(adjustForTyping(config, 100, 40, 40)).toBeCloseTo(80, 9);
  });

  test("never rewards typing fast, never goes below 0, and does nothing without a measurement", () => {
    expect(adjustForTyping(config, 100, 40, 200)).toBe(100);
    expect(adjustForTyping(config, 10, 400, 30)).toBe(0);
    expect(adjustForTyping(config, 100, 40, null)).toBe(100);
    expect(adjustForTyping(config, null, 40, 30)).toBe(null);
  });
});

describe("completeness", () => {
  test("is capped at 65 without one critical element and at 45 without two, touched ones do not count as missing", () => {
    expect(completenessScore(config, elements, { a: "unprompted", c: "unprompted" })).toBe(65);
    expect(completenessScore(config, elements, { c: "unprompted" })).toBe(20);
    const light = elements.map((e) => ({ ...e, w: e.critical ? 10 : 80 }));
    expect(completenessScore(config, light, { c: "unprompted" })).toBe(45);
    expect(completenessScore(config, light, { a: "partial", b: "prompted", c: "unprompted" })).toBe(91);
  });

  test("never falls when an element gets better", () => {
    const rank: Credit[] = ["absent", "partial", "prompted", "unprompted"];
    fc.assert(
      fc.property(credit, credit, credit, credit, (a, b, c, other) => {
        const better = rank.indexOf(other) > rank.indexOf(a) ? other : a;
        expect(completenessScore(config, elements, { a: better, b, c })).toBeGreaterThanOrEqual(
          completenessScore(config, elements, { a, b, c }),
        );
      }),
    );
  });
});

describe("gates", () => {
  test("cap the total by the lowest one and leave the parts as they were", () => {
    fc.assert(
      fc.property(gates, credit, fc.integer({ min: 2, max: 10 }), (raised, c, half) => {
        const labels = {
          times: { firstReplies: [20], slaShare: 1, promiseKept: 1 },
          credits: { a: c, b: c, c },
          bars: half / 2,
          gates: raised,
        };
        const scored = complaintFigures(config, elements, labels);
        const free = complaintFigures(config, elements, { ...labels, gates: [] });
        expect(scored.total).toBe(Math.min(free.total, gateCap(config, raised)));
        expect(scored).toEqual({ ...free, total: scored.total });
        expect(scored.total).toBeGreaterThanOrEqual(0);
        expect(scored.total).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe("a rule explanation", () => {
  const facts = [{ id: "K1", w: 100 }];
  const base = { credits: { K1: "unprompted" as Credit }, bars: 5, characters: 100, gates: [] };

  test("halves volatile penalties behind a hedge, and only those", () => {
    const wrong = [
      { p: 20, volatile: true },
      { p: 10, volatile: false },
    ];
    expect(ruleFigures(config, facts, { ...base, wrong, hedged: false }).accuracy).toBe(70);
    expect(ruleFigures(config, facts, { ...base, wrong, hedged: true }).accuracy).toBe(80);
  });

  test("stays within 0 and 100 whatever is wrong", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 })),
        credit,
        fc.nat(1000),
        gates,
        (penalties, k, n, raised) => {
          const { accuracy, clarity, total } = ruleFigures(config, facts, {
            credits: { K1: k },
            wrong: penalties.map((p) => ({ p, volatile: p % 2 === 0 })),
            hedged: n % 2 === 0,
            bars: 3,
            characters: n,
            gates: raised,
          });
          for (const value of [accuracy, clarity, total]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(100);
          }
          expect(total).toBeLessThanOrEqual(gateCap(config, raised));
        },
      ),
    );
  });

  test.each([
    [0, 1, 0.85],
    [29, 1, 0.85],
    [30, 1, 1],
    [200, 1, 1],
    [201, 1, 0.85],
    [350, 1, 0.85],
    [351, 1, 0.7],
    [200_000, 1, 0.7],
    [89, 3, 0.85],
    [90, 3, 1],
    [600, 3, 1],
    [603, 3, 0.85],
  ])("of %d characters at %d times the room has the length factor %d", (characters, multiplier, factor) => {
    expect(lengthFactor(config, characters, multiplier)).toBe(factor);
  });
});
