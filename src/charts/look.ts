import type { EChartsCoreOption } from "echarts/core";
import type { Chart } from "../core/charts/chart.ts";
import { periodWords } from "../core/charts/words.ts";

/** Width of every picture in its own units; text sizes are chosen to be readable when it is 360 points wide on a phone. */
export const width = 1000;

export const fontFamily = "Noto Sans Hans";
/** What browsers use that show the SVG and do not have the font. */
export const fontStack = `'${fontFamily}', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif`;

export const size = { title: 36, text: 26, small: 23 } as const;

/** Okabe and Ito's colours: told apart by people of any colour vision; shapes, dashes and words say the same again. */
export const colours = {
  ink: "#1f2328",
  quiet: "#57606a",
  line: "#d0d7de",
  shade: "#e6e9ed",
  blue: "#0072b2",
  red: "#d55e00",
  series: ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#1f2328", "#8b6914"],
} as const;

export const dashes: readonly (number[] | "solid")[] = [
  "solid",
  [12, 6],
  [3, 5],
  [16, 5, 3, 5],
  [24, 8],
  [8, 3],
  [2, 2],
  [20, 4, 8, 4],
];
export const symbols = [
  "circle",
  "rect",
  "triangle",
  "diamond",
  "path://M0 0L20 0L10 18Z",
  "path://M7 0H13V7H20V13H13V20H7V13H0V7H7Z",
  "roundRect",
  "path://M0 0L10 6L20 0L14 10L20 20L10 14L0 20L6 10Z",
] as const;

export const colourOf = (i: number): string => colours.series[i % colours.series.length] ?? colours.ink;
export const dashOf = (i: number) => dashes[i % dashes.length] ?? "solid";
export const symbolOf = (i: number) => symbols[i % symbols.length] ?? "circle";

/** What a kind of chart adds to the common frame; `height` is of the whole picture, `foot` the sentences under it. */
export type Drawing = { height: number; foot: readonly string[]; option: EChartsCoreOption };

/** How wide a text is drawn, about: Chinese characters are square, the others a little over half of that. */
export const textWidth = (text: string, fontSize: number): number =>
  [...text].reduce((sum, c) => sum + (/[\u2e80-\uffef]/.test(c) ? 1 : c === " " ? 0.25 : 0.56), 0) * fontSize;

/** Where an axis that must hold `most` ends, and its steps. */
export function niceAxis(most: number): { max: number; interval: number } {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const interval = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? rough;
  return { max: Math.ceil(most / interval) * interval, interval };
}

/** At most as wide as `most`, with an ellipsis. */
export function fitted(text: string, fontSize: number, most: number): string {
  if (textWidth(text, fontSize) <= most) return text;
  let cut = "";
  for (const character of text) {
    if (textWidth(`${cut}${character}…`, fontSize) > most) break;
    cut += character;
  }
  return `${cut}…`;
}

const margin = 40;
const lineHeight = 32;

/** Sentences under a picture, broken into lines by hand: a renderer without a screen cannot measure. */
function lines(sentences: readonly string[]): string[] {
  const most = width - 2 * margin;
  return sentences.flatMap((sentence) => {
    const out: string[] = [];
    let line = "";
    for (const piece of sentence.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? []) {
      if (line !== "" && textWidth(line + piece.trimEnd(), size.small) > most) {
        // A mark that closes may hang over the edge; it never begins a line.
        if (/^[，。；：、）)]/.test(piece)) {
          out.push(line + piece);
          line = "";
          continue;
        }
        out.push(line);
        line = "";
      }
      line += piece;
    }
    return line === "" ? out : [...out, line];
  });
}

/** Space the foot needs, with these sentences. */
export const footHeight = (sentences: readonly string[]): number =>
  sentences.length === 0 ? 16 : lines(sentences).length * lineHeight + 28;

/** Where the drawing starts below the title. */
export const headHeight = 128;

/** Title, days, foot and background, the same for all. */
export function frame(chart: Chart, height: number, foot: readonly string[]): EChartsCoreOption {
  const words = lines(foot);
  return {
    animation: false,
    backgroundColor: "#ffffff",
    textStyle: { fontFamily: fontStack, fontSize: size.text, color: colours.ink },
    title: {
      text: fitted(chart.title, size.title, width - 2 * margin),
      subtext: periodWords(chart),
      left: margin - 5,
      top: 22,
      itemGap: 8,
      textStyle: { fontFamily: fontStack, fontSize: size.title, fontWeight: "bold", color: colours.ink },
      subtextStyle: { fontFamily: fontStack, fontSize: size.small, color: colours.quiet },
    },
    graphic: words.map((text, i) => ({
      type: "text",
      x: margin,
      y: height - 22 - (words.length - i) * lineHeight,
      style: { text, fontFamily: fontStack, fontSize: size.small, fill: colours.quiet },
    })),
  };
}

/** Text on an axis. */
export const axisText = { fontFamily: fontStack, fontSize: size.small, color: colours.ink } as const;

/** Sentences that every picture of this chart carries at its foot. */
export const footOf = (chart: Chart, ...sentences: (string | null)[]): string[] =>
  [...sentences, chart.caveat].filter((sentence): sentence is string => sentence !== null && sentence !== "");
