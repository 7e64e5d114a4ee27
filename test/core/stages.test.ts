import { describe, expect, it } from "vitest";
import { awaitsDecision, type Decision, rule } from "../../src/core/stages.ts";
import { stages } from "../../src/db/applications.ts";

const decisions: Decision[] = ["invited", "held", "declined"];

describe("what a recruiter may decide", () => {
  it("is exactly this table, for somebody who saw the newest version", () => {
    const table = Object.fromEntries(
      stages.map((stage) => [
        stage,
        decisions.map((to) => {
          const ruling = rule({ stage, version: 3 }, 3, to);
          return ruling.kind === "moved" ? ruling.to : ruling.because;
        }),
      ]),
    );
    expect(table).toEqual({
      started: ["early", "early", "early"],
      screening: ["early", "early", "early"],
      assessed: ["invited", "held", "declined"],
      manual: ["invited", "held", "declined"],
      held: ["invited", "held", "declined"],
      invited: ["same", "changed", "changed"],
      declined: ["changed", "changed", "same"],
      withdrawn: ["closed", "closed", "closed"],
    });
  });

  it("is nothing for somebody who saw another version", () => {
    for (const stage of stages) {
      for (const to of decisions) {
        for (const seen of [2, 4]) expect(rule({ stage, version: 3 }, seen, to).kind).toBe("refused");
      }
    }
  });

  it("offers buttons only where some decision is possible", () => {
    for (const stage of stages) {
      const possible = decisions.some((to) => rule({ stage, version: 0 }, 0, to).kind === "moved");
      expect(awaitsDecision(stage), stage).toBe(possible);
    }
  });
});
