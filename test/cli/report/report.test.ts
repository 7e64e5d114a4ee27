import { describe, expect, test } from "vitest";
import { figure, percent, type Report } from "../../../src/cli/report/model.ts";
import { reportPage } from "../../../src/cli/report/page.ts";
import { tableLines, terminalLines } from "../../../src/cli/report/terminal.ts";

const evil = `<script>alert("x")</script><img src=x onerror='y'>&`;
const report: Report = {
  locale: "zh-CN",
  title: evil,
  facts: [evil],
  sections: [
    {
      title: evil,
      notes: [evil],
      findings: [{ tone: "bad", text: evil }],
      tables: [{ caption: evil, columns: [{ label: evil }], rows: [[evil], [{ text: evil, tone: "good" }]] }],
      plots: [
        {
          kind: "strip",
          label: evil,
          mark: { at: 70, label: evil },
          rows: [{ label: evil, tone: "good", values: [] }],
        },
        {
          kind: "bars",
          label: evil,
          series: [evil, evil],
          rows: [{ label: evil, values: [0.5, Number.NaN] }],
        },
        {
          kind: "square",
          label: evil,
          x: evil,
          y: evil,
          most: 1,
          points: [{ x: 0, y: 1, size: 1, label: evil }],
        },
      ],
      details: [{ title: evil, lines: [{ who: evil, text: evil }] }],
    },
  ],
};

describe("the page", () => {
  const page = reportPage(report);
  test("escapes every text it is given", () => {
    expect(page).not.toContain("<script");
    expect(page).not.toContain("<img");
    expect(page.split("&lt;script&gt;").length).toBeGreaterThan(20);
  });
  test("needs no script and fetches nothing", () => {
    expect(page).toContain("default-src 'none'");
    expect(page.replace(/<link rel="icon" href="data:,">/, "")).not.toMatch(/(src|href)="|url\(|@import/);
  });
  test("holds no number that is none", () => {
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe("the terminal", () => {
  test("keeps columns together when Chinese characters take two cells", () => {
    const table = {
      columns: [{ label: "人" }, { label: "n", align: "right" as const }],
      rows: [
        ["优秀", "7"],
        ["ab", "12"],
      ],
    };
    expect(tableLines(table)).toEqual(["人     n", "----  --", "优秀   7", "ab    12"]);
  });
  test("lets no foreign text steer it", () => {
    const lines = tableLines({ columns: [{ label: "x" }], rows: [["a\u001b[2Jb\nc\u202e"]] });
    expect(lines.at(-1)).toBe("a [2Jb c");
    const titled = { ...report, title: "\u001b[2J", sections: [] };
    expect(terminalLines(titled)[0]).toBe(" [2J");
  });
  test("shows findings with their weight and leaves plots out", () => {
    expect(terminalLines(report).join("\n")).toContain("!!  <script>");
    expect(terminalLines(report).join("\n")).not.toContain("<svg");
  });
});

test("figures show no number as a dash and no minus before zero", () => {
  expect(figure(Number.NaN)).toBe("–");
  expect(figure(-0.001)).toBe("0.00");
  expect(figure(-0.5, 1)).toBe("-0.5");
  expect(percent(0.005)).toBe("1%");
});
