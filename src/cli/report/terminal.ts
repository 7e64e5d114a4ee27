import type { Cell, Finding, Report, Section, Table } from "./model.ts";

/** The report as lines for a terminal; plots and details are left to the page. */
export function terminalLines({ title, facts, sections }: Report): string[] {
  return [title, ...facts.map((fact) => `  ${fact}`), ...sections.flatMap(sectionLines)].map(harmless);
}

const sectionLines = ({ title, notes, findings = [], tables = [] }: Section): string[] => [
  "",
  `== ${title}`,
  ...notes.map((note) => `   ${note}`),
  ...findings.map(({ tone, text }) => `${marks[tone]} ${text}`),
  ...tables.flatMap((table) => ["", ...tableLines(table)]),
];

const marks: Record<Finding["tone"], string> = { good: " + ", warn: " ! ", bad: "!! " };

/** A table in columns as wide as their widest text; Chinese characters count two cells. */
export function tableLines({ caption, columns, rows }: Table): string[] {
  const widths = columns.map(({ label }, i) =>
    Math.max(cells(label), ...rows.map((row) => cells(textOf(row[i] ?? "")))),
  );
  const line = (texts: string[]) =>
    columns
      .map(({ align }, i) => pad(texts[i] ?? "", widths[i] ?? 0, align ?? "left"))
      .join("  ")
      .trimEnd();
  return [
    ...(caption ? [caption] : []),
    line(columns.map(({ label }) => label)),
    widths.map((width) => "-".repeat(width)).join("  "),
    ...rows.map((row) => line(row.map(textOf))),
  ];
}

const textOf = (cell: Cell): string => harmless(typeof cell === "string" ? cell : cell.text);

/** Control characters of foreign texts must not steer the terminal. */
const harmless = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, " ");

const pad = (text: string, width: number, align: "left" | "right"): string => {
  const space = " ".repeat(Math.max(0, width - cells(text)));
  return align === "left" ? text + space : space + text;
};

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

const cells = (text: string): number =>
  [...text].reduce((sum, char) => sum + (/\p{M}/u.test(char) ? 0 : wide.test(char) ? 2 : 1), 0);
