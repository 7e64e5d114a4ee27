import { type Html, html } from "../../../bots/console/html.ts";
import type { Cell, Detail, Finding, Report, Section, Table } from "./model.ts";
import { plotHtml } from "./plots.ts";
import { reportStyle } from "./style.ts";

/** The report as one self-contained page: no script, nothing fetched, every text escaped. */
export function reportPage(report: Report): string {
  const { locale, title, facts, sections } = report;
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${{ markup: reportStyle }}</style>
</head>
<body>
<h1>${title}</h1>
<ul class="facts">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>
${sections.map((section) => sectionHtml(section, report.locale === "en" ? english : chinese))}
</body>
</html>
`.markup;
}

type Marks = Record<Finding["tone"], string>;
const chinese: Marks = { good: "良好", warn: "注意", bad: "问题" };
const english: Marks = { good: "Good", warn: "Note", bad: "Problem" };

const sectionHtml = (section: Section, marks: Marks): Html => {
  const { title, notes, findings = [], plots = [], tables = [], details = [] } = section;
  const list = html`<ul class="findings">${findings.map(
    ({ tone, text }) => html`<li class="${tone}"><b>${marks[tone]}</b>${text}</li>`,
  )}</ul>`;
  return html`<section><h2>${title}</h2>${notes.map((note) => html`<p class="note">${note}</p>`)}${
    findings.length > 0 ? list : null
  }${plots.map(plotHtml)}${tables.map(tableHtml)}${details.map(detailHtml)}</section>
`;
};

const tableHtml = ({ caption, columns, rows }: Table): Html =>
  html`<div class="scroll"><table>${caption ? html`<caption>${caption}</caption>` : null}<thead><tr>${columns.map(
    ({ label, align }) => html`<th scope="col"${align === "right" ? html` class="r"` : null}>${label}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${row.map((cell, i) => cellHtml(cell, columns[i]?.align === "right"))}</tr>`,
  )}</tbody></table></div>`;

const cellHtml = (cell: Cell, right: boolean): Html => {
  const { text, tone } = typeof cell === "string" ? { text: cell, tone: "" } : cell;
  return html`<td class="${[right ? "r" : "", tone].filter(Boolean).join(" ")}">${text}</td>`;
};

const detailHtml = ({ title, lines }: Detail): Html =>
  html`<details><summary>${title}</summary><ol class="talk">${lines.map(
    ({ who, text, quiet }) => html`<li${quiet ? html` class="quiet"` : null}><b>${who}</b>${text}</li>`,
  )}</ol></details>`;
