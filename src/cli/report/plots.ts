import { type Html, html } from "../../../bots/console/html.ts";
import { quantile } from "../../core/statistics/description.ts";
import { figure, type Plot, percent, type StripRow } from "./model.ts";

/**
 * One plot as a figure with inline SVG. Rows take their positions in percent of the width, so that texts and dots keep
 * their size on a phone and on paper.
 */
export function plotHtml(plot: Plot): Html {
  switch (plot.kind) {
    case "strip":
      return strip(plot);
    case "bars":
      return bars(plot);
    case "square":
      return square(plot);
    default:
      return plot satisfies never;
  }
}

function strip({ label, mark, rows }: Extract<Plot, { kind: "strip" }>): Html {
  const scale = html`<svg class="axis" height="16" aria-hidden="true">${[0, 25, 50, 75, 100].map(
    (at) => html`<text x="${at}%" y="12" text-anchor="${anchor(at)}">${at}</text>`,
  )}</svg>`;
  return html`<figure class="rows"><figcaption>${label}</figcaption>${rows.map(
    (row) => html`<div class="row"><span class="name">${row.label}</span>${stripRow(row, mark.at)}</div>`,
  )}<div class="row"><span class="name quiet">┆ ${mark.label}</span>${scale}</div></figure>`;
}

function stripRow({ label, tone, values }: StripRow, mark: number): Html {
  const at = (q: number) => quantile(values, q);
  const says = `${label}: ${figure(at(0), 0)}–${figure(at(1), 0)}, ${figure(at(0.5), 1)}`;
  return html`<svg class="strip ${tone}" height="26" role="img" aria-label="${says}">
<line class="base" x1="0" x2="100%" y1="13" y2="13"/><line class="mark" x1="${mark}%" x2="${mark}%" y1="0" y2="26"/>${
    values.length === 0
      ? null
      : html`
<rect class="box" x="${at(0.25)}%" width="${Math.max(0.3, at(0.75) - at(0.25))}%" y="5" height="16" rx="2"/>${values.map(
          (value, i) => html`<circle cx="${round(value)}%" cy="${7 + ((i * 7) % 13)}" r="2"/>`,
        )}
<line class="middle" x1="${at(0.5)}%" x2="${at(0.5)}%" y1="2" y2="24"/>`
  }</svg>`;
}

function bars({ label, series, rows }: Extract<Plot, { kind: "bars" }>): Html {
  const height = 4 + 11 * series.length;
  const bar = (value: number, i: number, name: string) => {
    const share = Number.isFinite(value) ? 100 * Math.min(1, Math.max(0, value)) : 0;
    const y = 2 + 11 * i;
    const beside = share > 80;
    return html`<rect class="track" x="0" width="100%" y="${y}" height="9"/><rect class="bar s${i}" x="0" width="${round(share)}%" y="${y}" height="9"><title>${name}: ${percent(value)}</title></rect><text class="${beside ? "inside" : "outside"}" x="${round(share)}%" dx="${beside ? -4 : 4}" y="${y + 8}" text-anchor="${beside ? "end" : "start"}">${percent(value)}</text>`;
  };
  const key = html`<p class="key">${series.map((name, i) => html`<span class="s${i}">${name}</span>`)}</p>`;
  return html`<figure class="rows"><figcaption>${label}</figcaption>${series.length > 1 ? key : null}${rows.map(
    (row) =>
      html`<div class="row"><span class="name">${row.label}</span><svg class="bars" height="${height}" role="img" aria-label="${row.label}: ${row.values.map((value, i) => `${series[i] ?? ""} ${percent(value)}`).join(", ")}">${row.values.map((value, i) => bar(value, i, series[i] ?? ""))}</svg></div>`,
  )}</figure>`;
}

function square({ label, x, y, most, mark, points }: Extract<Plot, { kind: "square" }>): Html {
  const side = 300;
  const left = 38;
  const top = 24;
  const px = (value: number) => round(left + (side * value) / most);
  const py = (value: number) => round(top + side - (side * value) / most);
  const biggest = Math.max(1e-9, ...points.map(({ size }) => size ?? 0));
  const radius = (size?: number) => (size === undefined ? 3.5 : round(2.5 + 5 * Math.sqrt(size / biggest)));
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => share * most);
  const shown = (value: number) => (most <= 1 ? percent(value) : String(value));
  return html`<figure class="square"><figcaption>${label}</figcaption><svg viewBox="0 0 ${left + side + 14} ${top + side + 42}" role="img" aria-label="${label}">
${ticks.map(
  (tick) =>
    html`<line class="base" x1="${left}" x2="${left + side}" y1="${py(tick)}" y2="${py(tick)}"/><line class="base" x1="${px(tick)}" x2="${px(tick)}" y1="${top}" y2="${top + side}"/><text x="${px(tick)}" y="${top + side + 16}" text-anchor="middle">${shown(tick)}</text><text x="${left - 5}" y="${py(tick) + 4}" text-anchor="end">${shown(tick)}</text>`,
)}
<line class="even" x1="${px(0)}" y1="${py(0)}" x2="${px(most)}" y2="${py(most)}"/>${
    mark === undefined
      ? null
      : html`<line class="mark" x1="${px(mark)}" x2="${px(mark)}" y1="${top}" y2="${top + side}"/><line class="mark" x1="${left}" x2="${left + side}" y1="${py(mark)}" y2="${py(mark)}"/>`
  }
${points.map(
  (point) =>
    html`<circle class="point" cx="${px(point.x)}" cy="${py(point.y)}" r="${radius(point.size)}"><title>${point.label}</title></circle>`,
)}
<text class="name" x="${left + side / 2}" y="${top + side + 36}" text-anchor="middle">${x}</text><text class="name" x="0" y="11">↑ ${y}</text></svg></figure>`;
}

const anchor = (at: number): string => (at === 0 ? "start" : at === 100 ? "end" : "middle");
const round = (value: number): number => Math.round(100 * value) / 100;
