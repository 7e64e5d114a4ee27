import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { evalCommand } from "../../../src/cli/eval.ts";
import { evalReport } from "../../../src/cli/eval-report/report.ts";
import { terminalLines } from "../../../src/cli/report/terminal.ts";
import { runCommand } from "../../../src/cli/run.ts";
import { loadContent } from "../../../src/content.ts";

const content = loadContent();
const folder = mkdtempSync(join(tmpdir(), "qinpin-eval-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function cli(argv: string[], input: string) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand([evalCommand], ["eval", ...argv], {
    config: () => {
      throw new Error("eval needs no configuration");
    },
    input: Readable.from([input]),
    print: (line) => out.push(line),
    note: (line) => err.push(line),
    interrupted: new AbortController().signal,
  });
  return { code, out, err };
}

const shown = (name: string, lines: { input: unknown; output: Record<string, unknown> }[]) =>
  terminalLines(evalReport(name, lines, content, "en")).join("\n");

describe("a report on scored lines", () => {
  const line = (id: string, want: number, total: number, credit: string, gates: string[] = []) => ({
    input: {
      id,
      scenario: "S01",
      turns: [],
      expected: { total: want, band: [want - 2, want + 2], elements: { E1: "partial" }, gates: [] },
    },
    output: { id, total, elements: { E1: { credit }, E2: { credit: "absent" } }, gates },
  });
  const text = shown("scenario", [
    line("a", 80, 81, "partial"),
    line("b", 60, 75, "absent"),
    line("c", 50, 49, "unprompted", ["abuse"]),
    { input: { id: "unlabelled" }, output: { id: "unlabelled", total: 1, gates: [] } },
    { input: { id: "failed", expected: { total: 3 } }, output: { id: "failed", error: "no" } },
  ]);

  test("counts labelled lines only", () => expect(text).toContain("5 input lines, 3 with labels"));
  test("gives mean absolute error and bias: (1 + 15 + 1) / 3 and (1 + 15 - 1) / 3", () =>
    expect(text).toMatch(/\n3 +5\.67 +5\.00 /));
  test("tells bands and wrong sides of the pass line", () => {
    expect(text).toMatch(/inside the labelled band +2 +3 +67%/);
    expect(text).toContain("1 wrongly passed, 0 wrongly not");
  });
  test("counts an element that is not labelled as absent, and F1 as any credit: 2·2 / (2·2 + 0 + 1)", () => {
    expect(text).toMatch(/S01 E1 +3 +\S+ +0\.80 +1\.00 +0\.67/);
    expect(text).toMatch(/S01 E2 +3 +1\.00 +–/);
  });
  test("shows a gate nobody labelled as a false alarm", () => expect(text).toMatch(/abuse +0 +0 +1 +2/));
  test("puts the worst case first, with what differs", () =>
    expect(text).toMatch(
      /Worst cases[\s\S]*-\nS01 b +60\.0 +75\.0 +15\.0 +E1 partial → absent\nS01 c .*\+abuse/,
    ));
});

describe("a report on conduct", () => {
  const line = (id: number, label: number | boolean, probability: number, kind: string) => ({
    input: { id, text: `文本${id}`, label, kind },
    output: { id, aggressive: probability >= 0.5, probability, spans: [] },
  });
  const text = shown("conduct", [
    line(1, 1, 0.9, "x"),
    line(2, true, 0.1, "x"),
    line(3, 0, 0.2, "y"),
    line(4, false, 0.6, "y"),
  ]);
  test("gives macro F1, AUC and false alarms: one hit, one miss, one false alarm, one rightly none", () => {
    expect(text).toMatch(/\n *4 +0\.500 +0\.500 +0\.500 +0\.500 +0\.500 +50%/);
  });
  test("gives the Brier score: (.01 + .81 + .04 + .36) / 4", () => expect(text).toContain("0.3050"));
  test("lists the most confident mistake first", () =>
    expect(text).toMatch(/\n2 +aggressive +0\.10 +文本2\n4 +harmless/));
});

describe("a report on short answers", () => {
  test("gives Pearson's correlation and the mean error in percent", () => {
    const line = (id: number, score: number, ours: number) => ({
      input: { id, answer: "x", score },
      output: { id, score: ours },
    });
    expect(shown("answer", [line(1, 0, 0.1), line(2, 0.5, 0.5), line(3, 1, 0.7)])).toMatch(
      /\n3 +13\.33 +-6\.67 +\S+ +0\.982/,
    );
  });
});

describe("eval --report", () => {
  test("scores the gold cases, writes the page and keeps stdout for the results", async () => {
    const gold = await cli(["gold", "test/fixtures/gold/S01.json"], "");
    expect(gold.code).toBe(0);
    expect(gold.out).toHaveLength(6);
    const page = join(folder, "report.html");
    const { code, out, err } = await cli(["scenario", "--report", page, "--lang", "en"], gold.out.join("\n"));
    expect(code).toBe(0);
    expect(out.map((line) => JSON.parse(line).id)).toEqual([
      "S01-G1",
      "S01-G2",
      "S01-G3",
      "S01-G4",
      "S01-G5",
      "S01-G6",
    ]);
    expect(err.join("\n")).toContain("Cohen κ");
    expect(readFileSync(page, "utf8")).toMatch(/<svg[\s\S]*S01-G3/);
  });

  test("gives a gold case the total its labels have in the reference", async () => {
    const { out } = await cli(["gold", "test/fixtures/gold/R01.json", "test/fixtures/gold/S11.json"], "");
    const reference = JSON.parse(readFileSync("test/fixtures/scoring/reference.json", "utf8"));
    expect(out.length).toBeGreaterThan(10);
    for (const line of out) {
      const { id, expected } = JSON.parse(line);
      const known = reference.gold.find(([of, name]: [string, string]) => `${of}-${name}` === id);
      expect(expected.total, id).toBeCloseTo(known[4].at(-1), 6);
    }
  });

  test("says which labels it looks for, and which label cannot be read", async () => {
    const page = join(folder, "none.html");
    const none = await cli(["conduct", "--report", page], `${JSON.stringify({ id: 1, text: "您好" })}\n`);
    expect(none.code).toBe(1);
    expect(none.err.join()).toContain("no line has labels to report on; add label: 0 or 1");
    const bad = await cli(
      ["conduct", "--report", page],
      `${JSON.stringify({ id: 7, text: "您好", label: "maybe" })}\n`,
    );
    expect(bad.err.join()).toMatch(/the labels of line 7 cannot be read: label/);
  });
});
