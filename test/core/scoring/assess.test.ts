import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assess, type Scored } from "../../../src/core/scoring/assess.ts";
import type {
  ComplaintScore,
  Credit,
  ElementScore,
  GateHit,
  Quote,
  RuleScore,
  ShortScore,
} from "../../../src/core/scoring/assessment.ts";
import { scoringConfig as config } from "./scoring-config.ts";

const quote = (text: string): Quote => ({ messageId: `m-${text}`, text, start: 0, end: text.length });
const both = (text: string) => ({ zh: text, en: text });
const element = (id: string, weight: number, credit: Credit): ElementScore => ({
  id,
  label: both(id),
  weight,
  critical: false,
  credit,
  points: weight * config.complaint.element_credit[credit],
  quote: credit === "absent" ? null : quote(id),
});
const gate = (id: GateHit["gate"]): GateHit => ({
  gate: id,
  cap: config.gates[id],
  quote: quote(id),
  reason: both(id),
});
const complaint = (part: Partial<ComplaintScore> = {}): ComplaintScore => ({
  scenario: "S01",
  version: "v1",
  response: 92.4,
  completeness: 73.5,
  emotion: 75,
  bars: 4,
  total: 77.7,
  elements: [element("E1", 40, "unprompted"), element("E2", 35, "partial"), element("E3", 25, "absent")],
  gates: [],
  conduct: [],
  timing: { firstReply: 35, timeToSolution: 205, slaShare: 1, typingCpm: null },
  flags: [],
  ...part,
});
const rule = (part: Partial<RuleScore> = {}): RuleScore => ({
  card: "R01",
  version: "v1",
  accuracy: 75,
  clarity: 75,
  bars: 4,
  total: 75,
  facts: [element("K1", 60, "unprompted"), element("K2", 40, "absent")],
  wrong: [],
  gates: [],
  flags: [],
  ...part,
});
const short = (score: number, id = "Q01"): ShortScore => ({
  item: id,
  card: "PDD-02",
  statement: both(id),
  truth: true,
  answer: score > 0 ? "true" : "false",
  reasonFound: score === 100,
  score,
  quote: score > 0 ? quote(id) : null,
});
const scored = (part: Partial<Scored> = {}): Scored => ({
  attempt: 1,
  versions: { "scoring.yaml": "b", "scenarios/S01": "a" },
  complaint: complaint(),
  rule: rule(),
  short: [100, 100, 100, 100, 100, 0].map((score, i) => short(score, `Q${i}`)),
  flags: [],
  ...part,
});

describe("an assessment", () => {
  test("sends two kinds of signs of outside text to a person, changes no number, and ignores one", () => {
    const sign = (id: "fast" | "machine") => ({ id, reason: both(id), quote: quote(id) });
    const plain = assess(config, scored());
    expect(assess(config, scored({ signs: [sign("fast")] }))).toEqual(plain);
    const two = assess(config, scored({ signs: [sign("fast"), sign("machine")] }));
    expect(two).toEqual({
      ...plain,
      band: "review",
      reviewReasons: ["flag:outside_text"],
      signs: [sign("fast"), sign("machine")],
    });
  });

  test("of the worked example in the README is 78.3 and advances", () => {
    const result = assess(config, scored());
    expect(result).toMatchObject({
      total: 78.3,
      passed: true,
      band: "advance",
      reviewReasons: [],
      reviewBand: [65, 75],
    });
    expect(result.ruleTotal).toBeCloseTo(79.1667, 4);
    expect(result.short?.mean).toBeCloseTo(83.333, 3);
    expect(result.confidence).toBeCloseTo(0.783, 3);
  });

  test("is for a person on the second attempt, whose band is wider", () => {
    expect(assess(config, scored({ attempt: 2 }))).toMatchObject({
      band: "review",
      reviewBand: [65, 79],
      reviewReasons: [],
    });
  });

  test.each([
    [
      "a gate in the role-play",
      { complaint: complaint({ gates: [gate("off_platform")] }) },
      ["gate:off_platform"],
    ],
    ["a gate in the explanation", { rule: rule({ gates: [gate("off_platform")] }) }, ["gate:off_platform"]],
    ["completeness below 40", { complaint: complaint({ completeness: 39.9 }) }, ["floor:completeness"]],
    ["emotional control below 40", { complaint: complaint({ emotion: 37.5 }) }, ["floor:emotion"]],
    ["rule accuracy below 40", { rule: rule({ accuracy: 0 }) }, ["floor:accuracy"]],
    ["a sign of pasted text", { complaint: complaint({ flags: ["paste_like"] }) }, ["flag:paste_like"]],
    [
      "a flag of the explanation",
      { rule: rule({ flags: ["instructions_to_scorer"] }) },
      ["flag:instructions_to_scorer"],
    ],
    ["an interruption", { flags: ["interrupted"] }, ["flag:interrupted"]],
    ["a missing explanation", { rule: null }, ["flag:rule_missing"]],
    ["missing quick questions", { short: [] }, ["flag:short_missing"]],
  ] as const)("goes to a person for %s, high or low", (_, part, reasons) => {
    for (const total of [95, 10]) {
      const changed = scored(part);
      const result = assess(config, { ...changed, complaint: { ...changed.complaint, total } });
      expect([result.band, result.reviewReasons]).toEqual(["review", reasons]);
    }
  });

  test.each([
    { complaint: complaint({ completeness: 40 }) },
    { complaint: complaint({ emotion: 40 }) },
    { rule: rule({ accuracy: 40 }) },
  ])("does not for a dimension exactly on its floor", (part) => {
    expect(assess(config, scored(part)).reviewReasons).toEqual([]);
  });

  test("names each reason once", () => {
    const twice = scored({
      complaint: complaint({ gates: [gate("abuse")], flags: ["interrupted"] }),
      rule: rule({ gates: [gate("abuse")] }),
      flags: ["interrupted"],
    });
    expect(assess(config, twice).reviewReasons).toEqual(["gate:abuse", "flag:interrupted"]);
  });

  test("proposes to decline below the band only, and never below it by a rounding error", () => {
    const at = (total: number) =>
      assess(
        config,
        scored({ complaint: complaint({ total }), rule: rule({ total }), short: [short(total)] }),
      );
    expect(at(64.9)).toMatchObject({ band: "decline_proposed", passed: false });
    expect(at(64.95)).toMatchObject({ total: 65, band: "review" });
  });
});

describe("the moments", () => {
  test("are in points of the total: what was earned most, with the words, and what was lost most", () => {
    const { best, worst } = assess(config, scored());
    expect(best.map(({ label, points, of }) => [label.zh, points, of])).toEqual([
      ["E1", 12, 12],
      ["K1", 8.4, 8.4],
      ["E2", 5.3, 10.5],
    ]);
    expect(best.every(({ quote }) => quote !== null)).toBe(true);
    expect(worst.map(({ label, points, of, quote }) => [label.zh, points, of, quote])).toEqual([
      ["E3", 0, 7.5, null],
      ["K2", 0, 5.6, null],
      ["E2", 5.3, 10.5, quote("E2")],
    ]);
  });

  test("show what a cap took away, once, at the lowest gate", () => {
    const { worst } = assess(
      config,
      scored({ complaint: complaint({ total: 49, gates: [gate("false_promise"), gate("off_platform")] }) }),
    );
    expect(worst[0]).toEqual({
      label: { zh: "沟通和付款都留在平台内", en: "Keep contact and payment inside the platform" },
      points: 0,
      of: 17.2,
      quote: quote("off_platform"),
    });
  });

  test("show a rude line as a loss, never as a strength", () => {
    const rude = complaint({
      emotion: 0,
      conduct: [{ quote: quote("爱退不退"), reason: both("轻蔑") }],
    });
    const { best, worst } = assess(config, scored({ complaint: rude }));
    expect(worst[0]).toMatchObject({ points: 0, of: 18, quote: { text: "爱退不退" } });
    expect(best.map(({ quote }) => quote?.text)).not.toContain("爱退不退");
  });

  test("show a wrong assertion with its words", () => {
    const wrong = [{ id: "M1", label: both("全店都参加"), penalty: 80, quote: quote("全店都有") }];
    const { worst } = assess(config, scored({ rule: rule({ wrong }) }));
    expect(worst[0]).toMatchObject({ points: 0, of: 11.2, quote: { text: "全店都有" } });
    expect(worst[0]?.label.zh).toContain("全店都参加");
  });

  test("account for the whole total when nothing is capped", () => {
    const full = complaint({
      response: 100,
      completeness: 100,
      emotion: 100,
      total: 100,
      elements: [element("E1", 100, "unprompted")],
    });
    const known = rule({
      accuracy: 100,
      clarity: 100,
      total: 100,
      facts: [element("K1", 100, "unprompted")],
    });
    const { worst, total, best } = assess(
      config,
      scored({ complaint: full, rule: known, short: [short(100)] }),
    );
    expect([total, worst]).toEqual([100, []]);
    expect(best.map(({ of }) => of)).toEqual([30, 20, 14]);
  });
});

describe("equal input", () => {
  test("gives equal bytes, whatever the order of the versions", () => {
    const a = assess(config, scored());
    const b = assess(
      config,
      structuredClone(scored({ versions: { "scenarios/S01": "a", "scoring.yaml": "b" } })),
    );
    expect(JSON.stringify(a)).toBe(JSON.stringify(b));
  });

  test("is never changed, and totals stay within 0 and 100", () => {
    const score = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        score,
        score,
        fc.array(fc.constantFrom(0, 40, 100), { maxLength: 6 }),
        fc.integer({ min: 1, max: 3 }),
        (a, b, shorts, attempt) => {
          const input = scored({
            attempt,
            complaint: complaint({ total: a }),
            rule: rule({ total: b }),
            short: shorts.map((value) => short(value)),
          });
          const before = JSON.stringify(input);
          const { total, ruleTotal, best, worst } = assess(config, input);
          expect(JSON.stringify(input)).toBe(before);
          for (const value of [total, ruleTotal]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(100);
          }
          expect(best.length).toBeLessThanOrEqual(3);
          expect(worst.length).toBeLessThanOrEqual(3);
        },
      ),
    );
  });
});
