import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "../../../src/cli/run.ts";
import { adviceFor } from "../../../src/cli/scenario/advice.ts";
import { sharedConcepts } from "../../../src/cli/scenario/files.ts";
import { readScenario } from "../../../src/cli/scenario/read.ts";
import { scenarioCommand } from "../../../src/cli/scenario.ts";
import { promptsDir } from "../../../src/content.ts";

const folder = mkdtempSync(join(tmpdir(), "qinpin-bench-"));
afterAll(() => rmSync(folder, { recursive: true }));
const original = readFileSync(join(promptsDir, "scenarios", "S01.yaml"), "utf8");

/** Writes S01 with a change and gives its path. */
function draft(...changes: [string, string][]): string {
  const text = changes.reduce((yaml, [from, to]) => {
    if (!yaml.includes(from)) throw new Error(`S01.yaml has no "${from}" any more`);
    return yaml.replace(from, to);
  }, original);
  const path = join(folder, "S01.yaml");
  writeFileSync(path, text);
  return path;
}

async function cli(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand([scenarioCommand], ["scenario", ...argv], {
    config: () => {
      throw new Error("the bench needs no configuration");
    },
    input: Readable.from([]),
    print: (line) => out.push(line),
    note: (line) => err.push(line),
    interrupted: new AbortController().signal,
  });
  return { code, out, err };
}

describe("scenario check", { timeout: 90_000 }, () => {
  test("says that the files in use are in order", async () => {
    const { code, out } = await cli("check");
    expect(code).toBe(0);
    expect(out.find((line) => line.includes("S01.yaml"))).toMatch(
      /S01\.yaml: ok, version [0-9a-f]{12} \(9 elements/,
    );
  });

  test.each([
    [
      "weights that do not sum up",
      ["w: 20", "w: 21"],
      /S01\.yaml: elements: the weights sum to 101; make them 100/,
    ],
    [
      "a value that is none",
      ["max_customer_turns: 5", "max_customer_turns: five"],
      /line 9: max_customer_turns: .*; correct this value/,
    ],
    ["broken YAML", ["elements:\n", "elements: [\n"], /line \d+: no valid YAML/],
    [
      "a line that gives the answer away",
      ["多久能处理好？给个准话。", "24小时内能处理好吗？给个准话。"],
      /line \d+: branch B_timeline: "24小时内能处理好吗.*names what E7 asks for; word it without/,
    ],
    [
      "a branch nobody can reach",
      ["vague_timeline, bait, ok]", "bait, ok]"],
      /line \d+: branch B_comp: its priority "vague_timeline" is not in detect_order/,
    ],
    [
      "an expression with an unknown name",
      ["full: stop_use", "full: stop_using"],
      /element E2, full: "stop_using" names "stop_using"/,
    ],
  ] satisfies [string, [string, string], RegExp][])(
    "names file, place, reason and next step of %s",
    async (_, change, message) => {
      const { code, out, err } = await cli("check", draft(change));
      expect(out.join("\n")).toMatch(message);
      expect(code).toBe(1);
      expect(err.join()).toContain("1 with problems");
    },
  );

  test("points to the very line", async () => {
    const path = draft(["多久能处理好？给个准话。", "24小时内能处理好吗？给个准话。"]);
    const line =
      readFileSync(path, "utf8")
        .split("\n")
        .findIndex((text) => text.includes("- id: B_timeline")) + 1;
    expect((await cli("check", path)).out[0]).toContain(`line ${line}: branch B_timeline`);
  });

  test("advises against what is allowed but cannot be meant, and still says ok", async () => {
    const path = draft(
      ["说了半天到底怎么解决？退还是不退？, 别跟我说“尽快处理”，具体怎么处理？, ", ""],
      ["when: { missing: [E5], after_replies: 2 }", "when: { missing: [E5], after_replies: 9 }"],
      ["when: { silence_s: 120 }", "when: { silence_s: 60 }"],
    );
    const { code, out } = await cli("check", path);
    const text = out.join("\n");
    expect(code).toBe(0);
    expect(text).toContain("advice: branch B_no_solution: 1 different wording(s) in zh-CN; write at least 3");
    expect(text).toContain(
      "advice: branch B_no_solution: after_replies 9 is more than the 5 turns there are",
    );
    expect(text).toContain("advice: branch B_silence2: another line waits for the same 60 s of silence");
  });

  test("tells an author whose sample does not earn its element", () => {
    const with_ = (zh: string) =>
      readScenario(
        original.replace(
          "    full: time | reply_time",
          `    full: time | reply_time\n    sample: { zh: [${zh}], en: [It will be done within 24 hours] }`,
        ),
        "S01.yaml",
        sharedConcepts(),
      );
    const bad = with_("我们尽快");
    const fine = with_("24小时内处理好");
    if (!bad.scenario || !fine.scenario) throw new Error("S01");
    expect(adviceFor(bad.scenario).join()).toContain('element E7: its sample "我们尽快" does not earn it');
    expect(adviceFor(fine.scenario)).toEqual([]);
  });

  test("names what exists when a scenario does not", async () => {
    expect(await cli("check", "S99")).toMatchObject({
      code: 1,
      err: [expect.stringMatching(/no scenario "S99": use S01/)],
    });
    expect((await cli("nonsense")).code).toBe(2);
  });
});

// Hundreds of role-plays: seconds on a quiet machine, more beside a full test run.
describe("scenario try", { timeout: 90_000 }, () => {
  test("shows spread, discrimination, elements, gates and branches, and writes the page", async () => {
    const page = join(folder, "report.html");
    const { code, out } = await cli("try", "S01", "--seeds", "1", "--lang", "en", "--report", page);
    expect(code).toBe(0);
    const text = out.join("\n");
    for (const part of [
      "Scores per persona",
      "AUC",
      "point-bis.",
      "Gates (caps)",
      "B_bait",
      "What these people are",
    ])
      expect(text).toContain(part);
    const html = readFileSync(page, "utf8");
    expect(html).toContain("<svg");
    expect(html).not.toMatch(/<script|NaN|undefined/);
  });

  test("tells who would change sides of the pass mark against another version", async () => {
    const published = join(promptsDir, "scenarios", "S01.yaml");
    const harder = draft(
      ["full: stop_use", "full: stop_use & big_promise"],
      ["partial: ask_fed", "partial: stop_use & big_promise"],
    );
    const { code, out } = await cli("try", harder, "--against", published, "--seeds", "2", "--lang", "en");
    expect(code).toBe(0);
    const text = out.join("\n");
    expect(text).toMatch(/Of 76 sessions 0 would now pass, [1-9]\d* would no longer/);
    expect(text).toMatch(/E2 +\d+ +unprompted → absent/);
  });

  test("compares nothing when nothing changed", async () => {
    const published = join(promptsDir, "scenarios", "S01.yaml");
    const { out } = await cli("try", draft(), "--against", published, "--seeds", "1", "--lang", "en");
    expect(out.join("\n")).toContain("nothing to compare");
  });

  test("plays no script that is broken", async () => {
    const { code, out, err } = await cli("try", draft(["w: 20", "w: 21"]), "--seeds", "1");
    expect(code).toBe(1);
    expect(out).toEqual([]);
    expect(err.join()).toContain("make them 100");
  });
});
