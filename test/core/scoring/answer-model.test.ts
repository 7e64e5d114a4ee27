import { describe, expect, it } from "vitest";
import { answerFeatures } from "../../../src/core/scoring/answer-features.ts";
import { AnswerModel, runTrees } from "../../../src/core/scoring/answer-model.ts";

const features = answerFeatures.map(([name]) => name);
const tree = { f: 0, at: 500, left: -1_000, right: { f: 1, at: 250, left: 2_000, right: 30_000 } };
const model = { version: 1, provenance: "by hand", features, base: 10_000, trees: [tree, 7] };

describe("an answer model", () => {
  it("adds up whole leaves, left at and below a threshold", () => {
    const parsed = AnswerModel.parse(model);
    expect(runTrees(parsed, [500, 999])).toBe(9_007);
    expect(runTrees(parsed, [501, 250])).toBe(12_007);
    expect(runTrees(parsed, [501, 251])).toBe(40_007);
  });

  it("is refused when it was trained for other features or holds fractions", () => {
    expect(() => AnswerModel.parse({ ...model, features: features.toReversed() })).toThrow(/train:answer/);
    expect(AnswerModel.safeParse({ ...model, trees: [0.5] }).success).toBe(false);
    expect(AnswerModel.safeParse({ ...model, trees: [{ ...tree, f: features.length }] }).success).toBe(false);
  });
});
