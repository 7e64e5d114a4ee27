import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { ask } from "../../../src/core/asking/ask.ts";
import { metrics } from "../../../src/metrics/registry.ts";
import { questionsOf } from "./questions.ts";

const sets = ["tuning", "held-out", "fresh", "fresh-2"] as const;

describe.each(sets)("the questions of the %s set", (name) => {
  const read = questionsOf(name).map((line) => ({ ...line, got: ask(line, metrics) }));

  it("are read exactly as expected in at least 95 of 100 cases", () => {
    const wrong = read.filter(
      ({ expected, got }) => got.kind !== expected.kind || !isDeepStrictEqual(got.query, expected.query),
    );
    const list = wrong.map(({ id, question }) => `${id} ${question}`);
    expect(wrong.length / read.length, list.join("\n")).toBeLessThanOrEqual(0.05);
  });

  it("are refused whenever they are forbidden", () => {
    const let_through = read.filter(
      ({ expected, got }) => expected.kind === "refuse" && got.kind !== "refuse",
    );
    expect(let_through.map(({ question }) => question)).toEqual([]);
  });

  it("are not refused when they are allowed", () => {
    const refused = read.filter(({ expected, got }) => expected.kind !== "refuse" && got.kind === "refuse");
    expect(refused.map(({ question }) => question)).toEqual([]);
  });

  it("get a reply in their own language", () => {
    for (const { question, got } of read) {
      expect(got.reply.trim(), question).not.toBe("");
      const chinese = /\p{Script=Han}/u.test(question);
      if (chinese) expect(got.reply, question).toMatch(/\p{Script=Han}/u);
    }
  });

  it("offer something to go on with wherever they are not answered", () => {
    for (const { question, got } of read)
      if (got.kind !== "answer") expect(got.choices.length, question).toBeGreaterThan(1);
  });
});
