import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { evalCommand } from "../../src/cli/eval.ts";
import { evalReport } from "../../src/cli/eval-report/report.ts";
import { terminalLines } from "../../src/cli/report/terminal.ts";
import { runCommand } from "../../src/cli/run.ts";
import { loadContent } from "../../src/content.ts";

const text = "姓名：周晓\n性别：女\n手机：13800001020\n期望薪资：5-6K\n可接受晚班";

async function evaluate(...lines: unknown[]) {
  const out: Record<string, unknown>[] = [];
  const code = await runCommand([evalCommand], ["eval", "resume"], {
    config: () => {
      throw new Error("eval needs no configuration");
    },
    input: Readable.from([lines.map((line) => JSON.stringify(line)).join("\n")]),
    print: (line) => out.push(JSON.parse(line)),
    note: () => {},
    interrupted: new AbortController().signal,
  });
  return { code, out };
}

it("eval resume gives every field of the contract", async () => {
  const { code, out } = await evaluate({ id: "a", text, today: "2026-11-18" });
  expect(code).toBe(0);
  expect(out).toEqual([
    {
      id: "a",
      name: "周晓",
      phone: "13800001020",
      email: null,
      years_experience: null,
      expected_salary_min: 5000,
      expected_salary_max: 6000,
      city: null,
      platforms: [],
      night_shift: true,
      single_rest_ok: null,
      available_from: null,
      typing_cpm: null,
      skills: [],
      languages: [],
      tags: ["night_ok"],
      protected_info_present: ["gender"],
      evidence: {
        name: "周晓",
        phone: "13800001020",
        expected_salary_min: "5-6K",
        expected_salary_max: "5-6K",
        night_shift: "可接受晚班",
      },
    },
  ]);
});

it("eval resume says what is missing in a line and goes on", async () => {
  const { code, out } = await evaluate(
    { id: "a", file: "a.pdf" },
    { id: "b" },
    { id: "c", text, today: "2026-11-18" },
  );
  expect(code).toBe(1);
  expect(out[0]).toEqual({ id: "a", error: expect.stringContaining("file") });
  expect(out[1]).toEqual({ id: "b", error: expect.stringContaining("text") });
  expect(out[2]).toMatchObject({ id: "c", name: "周晓" });
});

it("the report counts stated fields, lists and invented numbers", async () => {
  const rows = readFileSync("test/fixtures/resumes/tuning.jsonl", "utf8").trim().split("\n").slice(0, 3);
  const inputs = rows.map((row) => JSON.parse(row));
  const { out } = await evaluate(...inputs);
  const wrong = out.map((output, i) => ({
    input: inputs[i],
    output: i === 0 ? { ...output, phone: "13000000000" } : output,
  }));
  const shown = terminalLines(evalReport("resume", wrong, loadContent(), "en")).join("\n");
  expect(shown).toMatch(/phone\s+67% \(2\/3\)/);
  expect(shown).toMatch(/platforms\s+1\.000/);
  expect(shown).toContain("13000000000");
});
