import { describe, expect, it } from "vitest";
import { type Made, ruleUndo, undoMs } from "../../src/core/undo.ts";

const made: Made = { stage: "declined", before: "assessed", at: 0, undone: false, letter: "held" };
const now = { stage: "declined", version: 4, at: undoMs } as const;

describe("undoing a decision", () => {
  it("works to the last millisecond of ten minutes and gives back the stage before", () => {
    expect(ruleUndo(now, 4, made)).toEqual({ kind: "undone", to: "assessed" });
    expect(ruleUndo(now, 4, { ...made, letter: "none" })).toEqual({ kind: "undone", to: "assessed" });
    expect(ruleUndo({ ...now, at: undoMs + 1 }, 4, made)).toMatchObject({ because: "late" });
  });

  it.each([
    ["sent", now, 4, { ...made, letter: "gone" }],
    ["again", { ...now, stage: "assessed" }, 4, { ...made, undone: true }],
    ["changed", now, 3, made],
    ["changed", { ...now, stage: "screening" }, 4, made],
    ["closed", { ...now, stage: "withdrawn" }, 4, made],
    ["never", now, 4, null],
  ] as const)("is refused as %s", (because, state, seen, of) => {
    expect(ruleUndo(state, seen, of)).toEqual({ kind: "refused", because });
  });
});
