import { create } from "qrcode";
import type { PosterSheet, Sheet } from "../core/charts/sheet.ts";
import { fontFamily } from "./look.ts";

/** A sheet as SVG, how wide it is in pixels as PNG, and what it says. */
export type Drawn = { svg: string; pixels: number; alt: string };

/** Draws a QR code or a poster; the same sheet always gives the same bytes. */
export function drawSheet(sheet: Sheet): Drawn {
  switch (sheet.kind) {
    case "qr":
      return { svg: qrSvg(sheet.address), pixels: 1024, alt: `QR: ${sheet.address}` };
    case "poster":
      return { svg: posterSvg(sheet), pixels: 2480, alt: posterWords(sheet) };
    default:
      return sheet satisfies never;
  }
}

/** Light modules around the code, without which scanners do not find it. */
const quiet = 4;

function qrSvg(address: string): string {
  const { path, size } = modules(address);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 16}" height="${size * 16}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
}

/** The dark modules as one path, each row's runs together. Level Q: a quarter may be smudged or torn. */
function modules(address: string): { path: string; size: number } {
  const { modules: bits } = create(address, { errorCorrectionLevel: "Q" });
  const runs: string[] = [];
  for (let y = 0; y < bits.size; y++)
    for (let x = 0; x < bits.size; x++) {
      if (!bits.get(y, x)) continue;
      const from = x;
      while (x + 1 < bits.size && bits.get(y, x + 1)) x++;
      runs.push(`M${from + quiet} ${y + quiet}h${x - from + 1}v1h-${x - from + 1}z`);
    }
  return { path: runs.join(""), size: bits.size + 2 * quiet };
}

const posterWords = ({ company, title, facts, lines, call, promise, address }: PosterSheet): string =>
  [company, title, ...facts, ...lines, call, promise, address].join(" · ");

/** A4 in tenths of a millimetre. */
const [width, height] = [2100, 2970];
const margin = 170;
const ink = "#16202c";
const soft = "#5b6673";
const brand = "#0b5d57";

function posterSvg(sheet: PosterSheet): string {
  const text = (x: number, y: number, size: number, words: string, more = "") =>
    `<text x="${x}" y="${y}" font-size="${size}" font-family="${fontFamily}" ${more}>${escaped(words)}</text>`;
  const inner = width - 2 * margin;
  const out: string[] = [
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<rect width="${width}" height="360" fill="${brand}"/>`,
    text(margin, 170, 76, fitting(sheet.company, 76, inner), 'fill="#fff" font-weight="700"'),
    text(margin, 275, 58, sheet.locale === "en" ? "We are hiring" : "诚聘 · We are hiring", 'fill="#d8efec"'),
  ];
  let y = 400;
  const titleSize = wrapped(sheet.title, 150, inner).length <= 2 ? 150 : 110;
  for (const line of wrapped(sheet.title, titleSize, inner).slice(0, 3)) {
    y += titleSize * 1.22;
    out.push(text(margin, y, titleSize, line, `fill="${ink}" font-weight="700"`));
  }
  y += 50;
  for (const line of wrapped(sheet.facts.join(" · "), 66, inner).slice(0, 2)) {
    y += 92;
    out.push(text(margin, y, 66, line, `fill="${brand}" font-weight="700"`));
  }
  y += 40;
  const code = { side: 900, top: 1700 };
  for (const sentence of sheet.lines) {
    const rows = wrapped(sentence, 56, inner - 60);
    if (y + rows.length * 82 > code.top - 30) break;
    out.push(`<circle cx="${margin + 14}" cy="${y + 64}" r="11" fill="${brand}"/>`);
    for (const row of rows) {
      y += 82;
      out.push(text(margin + 60, y, 56, row, `fill="${ink}"`));
    }
  }
  const { path, size } = modules(sheet.address);
  const scale = code.side / size;
  const left = (width - code.side) / 2;
  out.push(
    `<rect x="${left - 30}" y="${code.top - 30}" width="${code.side + 60}" height="${code.side + 60}" rx="40" fill="#fff" stroke="${brand}" stroke-width="10"/>`,
    `<g transform="translate(${left} ${code.top}) scale(${scale})" shape-rendering="crispEdges"><path d="${path}" fill="#000"/></g>`,
    text(
      width / 2,
      code.top + code.side + 120,
      68,
      fitting(sheet.call, 68, inner),
      `fill="${ink}" font-weight="700" text-anchor="middle"`,
    ),
    text(
      width / 2,
      code.top + code.side + 200,
      50,
      fitting(sheet.promise, 50, inner),
      `fill="${soft}" text-anchor="middle"`,
    ),
    text(
      width / 2,
      code.top + code.side + 262,
      38,
      fitting(sheet.address, 38, inner),
      `fill="${soft}" text-anchor="middle"`,
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="210mm" height="297mm">${out.join("")}</svg>`;
}

/** Width of a text in units of its size: Han letters are square, others about half of that. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/[\u2e80-\uffef]/u.test(letter) ? 1 : 0.56), 0);

/** Lines that fit, broken between Han letters and between words. */
function wrapped(text: string, size: number, room: number): string[] {
  const most = room / size;
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+/gu) ?? []) {
    const mark = /^[，。、；：！？）】》”·]$/u.test(piece);
    if (line !== "" && !mark && widthOf(line + piece.trimEnd()) > most) {
      lines.push(line.replace(/[\s·]+$/u, ""));
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()].filter((one) => one !== "");
}

const fitting = (text: string, size: number, room: number): string => {
  let shown = text;
  while (shown.length > 1 && widthOf(shown) * size > room) shown = `${[...shown].slice(0, -2).join("")}…`;
  return shown;
};

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
