import { type Box, isIn, type Matrix, place, times } from "./geometry.ts";
import type { Canvas, Run } from "./pdf-canvas.ts";

/** How words are set, as PDF keeps it. */
export type Setting = {
  matrix: Matrix;
  lineMatrix: Matrix;
  size: number;
  /** Length of a thousandth of the font's unit; other than 0.001 in drawn fonts only. */
  grain: number;
  vertical: boolean;
  charSpacing: number;
  wordSpacing: number;
  stretch: number;
  rise: number;
  leading: number;
};

type Glyph = { unicode: string; width: number; isSpace: boolean };

const isGlyph = (one: unknown): one is Glyph =>
  typeof one === "object" &&
  one !== null &&
  "unicode" in one &&
  typeof one.unicode === "string" &&
  "width" in one &&
  typeof one.width === "number" &&
  "isSpace" in one &&
  typeof one.isSpace === "boolean";

/** Letters smaller than this (points on the page) are not meant to be read. */
const tiny = 4;

/** Sets the glyphs of one operator: adds a run to the canvas and moves the pen on. */
export function setWords(
  canvas: Canvas,
  glyphs: readonly unknown[],
  setting: Setting,
  ctm: Matrix,
  area: Box,
  look: Pick<Run, "colour" | "hidden">,
): void {
  const whole = times(ctm, setting.matrix);
  let text = "";
  let pen = 0;
  let ink = 0;
  for (const one of glyphs) {
    if (typeof one === "number") {
      const step = (-one * setting.size) / 1000;
      pen += step * (setting.vertical ? 1 : setting.stretch);
      if (step > setting.size * 0.25 && text !== "" && !/\s$/.test(text)) text += " ";
      continue;
    }
    if (!isGlyph(one)) continue;
    text += one.unicode;
    const spacing = setting.charSpacing + (one.isSpace ? setting.wordSpacing : 0);
    pen += (one.width * setting.grain * setting.size + spacing) * (setting.vertical ? 1 : setting.stretch);
    if (!one.isSpace) ink = pen;
  }
  const end = setting.vertical ? 0 : ink;
  const [x, y] = place(whole, [0, setting.rise]);
  const [endX, endY] = place(whole, [end, setting.rise]);
  const scale = Math.hypot(whole[2], whole[3]);
  const size = Math.abs(setting.size) * scale * (setting.grain * 1000);
  const thin = Math.abs(setting.stretch) * Math.hypot(whole[0], whole[1]) < 0.1 * scale;
  const out = ![[x, y] as const, [endX, endY] as const, [(x + endX) / 2, y + size / 2] as const].some(
    (point) => isIn(point, [area[0] - 1, area[1] - 1, area[2] + 1, area[3] + 1]),
  );
  if (text.trim() !== "" || text === " ")
    canvas.runs.push({
      text,
      x: Math.min(x, endX),
      y,
      endX: Math.max(x, endX),
      size,
      colour: look.colour,
      hidden: look.hidden || size < tiny || thin || out,
      after: canvas.paints.length,
    });
  setting.matrix = times(
    setting.matrix,
    setting.vertical ? [1, 0, 0, 1, 0, -Math.abs(pen)] : [1, 0, 0, 1, pen, 0],
  );
}
