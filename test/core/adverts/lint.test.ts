import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { explainFinding, lintAdvert, lintTitle, unlawfulIn } from "../../../src/core/adverts/lint.ts";
import { advertProblems } from "../../../src/core/adverts/lint-words.ts";

const Lines = z.record(z.string(), z.array(z.string()));
const { unlawful, check, fine } = z
  .strictObject({ unlawful: Lines, check: Lines, fine: z.array(z.string()) })
  .parse(parse(readFileSync("test/fixtures/adverts.yaml", "utf8")));

const problemsIn = (text: string): string[] => lintAdvert(text).map(({ problem }) => problem);

describe("the advert linter", () => {
  it("finds every unlawful wording by its kind, in Chinese and English", () => {
    const missed = Object.entries(unlawful).flatMap(([problem, lines]) =>
      lines.filter((line) => !unlawfulIn(line).some((one) => one.problem === problem)),
    );
    expect(missed).toEqual([]);
  });

  it("only advises against what is not unlawful by itself", () => {
    for (const [problem, lines] of Object.entries(check))
      for (const line of lines) {
        expect(problemsIn(line), line).toContain(problem);
        expect(unlawfulIn(line), line).toEqual([]);
      }
  });

  it("lets pass what is sold, what customers do and what is expressly not asked", () => {
    expect(
      fine.filter((line) => lintAdvert(line).length > 0).map((line) => [line, problemsIn(line)]),
    ).toEqual([]);
  });

  it("finds the wording wherever it stands in a whole advert, and quotes it", () => {
    const body = fine.join("。\n");
    expect(lintAdvert(body)).toEqual([]);
    const found = lintAdvert(`${body}。\n要求：形象气质佳，限女生，入职交押金200元。\n${body}`);
    expect(found.map(({ problem }) => problem)).toEqual(["looks", "sex", "fee"]);
    expect(found.map(({ quote }) => quote)).toEqual(["形象气质佳", "限女生", "交押金"]);
  });

  it("says what to write instead, in both languages", () => {
    expect(lintTitle("客服（限女，30岁以下）", "zh-CN")).toContain("打字");
    expect(lintTitle("客服（限女）", "en")).toContain("is about sex");
    expect(lintTitle("女装客服", "zh-CN")).toBeNull();
    for (const [problem, { level }] of Object.entries(advertProblems)) {
      const finding = {
        problem: z.enum(Object.keys(advertProblems)).parse(problem) as never,
        level,
        quote: "x",
      };
      expect(explainFinding(finding, "en")).not.toMatch(/\p{Script=Han}/u);
      expect(explainFinding(finding, "zh-CN")).toMatch(/^“x”涉及/);
    }
  });

  it("stays fast on long and hostile texts", () => {
    const long = [
      "限 ".repeat(3000),
      "年龄".repeat(3000),
      "a ".repeat(6000),
      "交".repeat(6000),
      " young".repeat(2000),
    ];
    const started = performance.now();
    for (const text of long) lintAdvert(text);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
