import { describe, expect, it } from "vitest";
import { countedOutcomes, readExitReason, readOutcome, ruleOutcome } from "../../src/core/outcomes.ts";

const today = "2026-11-26";
const hired = { hired: { on: "2026-11-20", reason: null } };
const move = (
  outcome: Parameters<typeof ruleOutcome>[1]["outcome"],
  on: string | null,
  reason: "pay" | null = null,
) => ({
  outcome,
  on,
  reason,
});

describe("an outcome", () => {
  it("is taken once, and the same again changes nothing", () => {
    expect(ruleOutcome({}, move("hired", "2026-11-20"), today)).toEqual({ kind: "set", also: [] });
    expect(ruleOutcome(hired, move("hired", "2026-11-20"), today)).toEqual({ kind: "same" });
    expect(ruleOutcome(hired, move("hired", "2026-11-21"), today)).toEqual({ kind: "set", also: [] });
  });

  it("that contradicts another takes it back", () => {
    const seen = { interviewed: { on: "2026-11-18", reason: null } };
    expect(ruleOutcome(seen, move("no_show", "2026-11-18"), today)).toEqual({
      kind: "set",
      also: ["interviewed"],
    });
  });

  it.each([
    ["of a day to come", {}, move("hired", "2026-11-27"), "future"],
    ["leaving without having been hired", {}, move("left", "2026-11-25", "pay"), "not_hired"],
    ["leaving before the first day", hired, move("left", "2026-11-19", "pay"), "not_hired"],
    ["leaving without a reason", hired, move("left", "2026-11-25"), "no_reason"],
    ["taking back what is not there", {}, move("offer", null), "nothing"],
    [
      "a hire after the person left",
      { ...hired, left: { on: "2026-11-22", reason: "pay" as const } },
      move("hired", "2026-11-23"),
      "left_first",
    ],
    [
      "taking back the hire of somebody who left",
      { ...hired, left: { on: "2026-11-22", reason: "pay" as const } },
      move("hired", null),
      "left_first",
    ],
  ])("is refused for %s", (_, standing, what, because) => {
    expect(ruleOutcome(standing, what, today)).toEqual({ kind: "refused", because });
  });

  it("of starting work counts as a hire, and employment begins on the first day of work", () => {
    expect(countedOutcomes({ started: { on: "2026-11-23", reason: null } })).toEqual({
      stages: { interviewed: null, offer: null, hired: "2026-11-23" },
      employment: { hiredOn: "2026-11-23", leftOn: null, reason: null },
    });
    const both = {
      ...hired,
      started: { on: "2026-11-23", reason: null },
      left: { on: "2026-11-25", reason: "pay" as const },
    };
    expect(countedOutcomes(both)).toMatchObject({
      stages: { hired: "2026-11-20" },
      employment: { hiredOn: "2026-11-23", leftOn: "2026-11-25", reason: "薪资" },
    });
  });

  it("and a reason are known by id and by name in both languages", () => {
    expect(["已面试", "No-show", "no_show", "离职", "HIRED", "到岗", "xyz"].map(readOutcome)).toEqual([
      "interviewed",
      "no_show",
      "no_show",
      "left",
      "hired",
      "started",
      null,
    ]);
    expect(["薪资", "night_shift", "Pressure", "因为"].map(readExitReason)).toEqual([
      "pay",
      "night_shift",
      "pressure",
      null,
    ]);
  });
});
