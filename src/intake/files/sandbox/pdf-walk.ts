import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Colour } from "./colour.ts";
import {
  type Box,
  boxOf,
  corners,
  type Matrix,
  matrixOf,
  numbersOf,
  overlap,
  times,
  unit,
} from "./geometry.ts";
import { type Canvas, outlineOf, paint, paintColour } from "./pdf-canvas.ts";
import { type Setting, setWords } from "./pdf-words.ts";

/** What the page knows beside its operators. */
export type PageFacts = {
  view: Box;
  font: (id: string) => { vertical: boolean; grain: number };
  /** Whether a layer of the document is switched on. */
  layerShown: (group: unknown) => boolean;
};

type State = Setting & {
  ctm: Matrix;
  fill: Colour | "unknown";
  stroke: Colour | "unknown";
  lineWidth: number;
  fillAlpha: number;
  strokeAlpha: number;
  mixed: boolean;
  mode: number;
  clip: Box;
};

/** Follows the operators of a page and notes words and what is painted, without painting. */
export function walkPage(
  fnArray: readonly number[],
  argsArray: readonly unknown[],
  facts: PageFacts,
): Canvas {
  const canvas: Canvas = { paints: [], runs: [] };
  const saved: State[] = [];
  const layers: boolean[] = [];
  let clipping = false;
  let state: State = {
    matrix: unit,
    lineMatrix: unit,
    size: 0,
    grain: 0.001,
    vertical: false,
    charSpacing: 0,
    wordSpacing: 0,
    stretch: 1,
    rise: 0,
    leading: 0,
    ctm: unit,
    fill: [0, 0, 0],
    stroke: [0, 0, 0],
    lineWidth: 1,
    fillAlpha: 1,
    strokeAlpha: 1,
    mixed: false,
    mode: 0,
    clip: facts.view,
  };
  const save = (matrix?: unknown, box?: unknown) => {
    if (saved.length < 5000) saved.push({ ...state });
    if (matrix) state.ctm = times(state.ctm, matrixOf(matrix));
    const [left, bottom, right, top] = numbersOf(box);
    if (left !== undefined && bottom !== undefined && right !== undefined && top !== undefined)
      state.clip = overlap(state.clip, boxOf(corners(state.ctm, [left, bottom, right, top])));
  };
  const restore = () => {
    state = saved.pop() ?? state;
  };
  const newLine = (x: number, y: number) => {
    state.lineMatrix = times(state.lineMatrix, [1, 0, 0, 1, x, y]);
    state.matrix = state.lineMatrix;
  };
  const area = (box: Box, colour: Colour | "unknown", alpha: number) =>
    paint(canvas, corners(state.ctm, box), { colour, alpha, mixed: state.mixed });

  fnArray.forEach((operator, index) => {
    const given = argsArray[index];
    const args: readonly unknown[] = Array.isArray(given) ? given : [];
    const [first] = args;
    const number = typeof first === "number" ? first : 0;
    switch (operator) {
      case OPS.save:
        save();
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
      case OPS.endGroup:
      case OPS.endAnnotation:
        restore();
        break;
      case OPS.transform:
        state.ctm = times(state.ctm, matrixOf(args));
        break;
      case OPS.paintFormXObjectBegin:
        save(first, args[1]);
        break;
      case OPS.beginGroup:
        save();
        break;
      case OPS.beginAnnotation:
        save(args[2]);
        state.ctm = times(state.ctm, matrixOf(args[3]));
        break;
      case OPS.beginText:
        state.matrix = unit;
        state.lineMatrix = unit;
        break;
      case OPS.setFont:
        state.size = typeof args[1] === "number" ? args[1] : 0;
        Object.assign(state, facts.font(String(first)));
        break;
      case OPS.setTextMatrix:
        state.matrix = matrixOf(Array.isArray(first) || ArrayBuffer.isView(first) ? first : args);
        state.lineMatrix = state.matrix;
        break;
      case OPS.moveText:
      case OPS.setLeadingMoveText:
        if (operator === OPS.setLeadingMoveText && typeof args[1] === "number") state.leading = args[1];
        newLine(number, typeof args[1] === "number" ? args[1] : 0);
        break;
      case OPS.setLeading:
        state.leading = -number;
        break;
      case OPS.nextLine:
        newLine(0, state.leading);
        break;
      case OPS.setCharSpacing:
        state.charSpacing = number;
        break;
      case OPS.setWordSpacing:
        state.wordSpacing = number;
        break;
      case OPS.setHScale:
        state.stretch = number > 2 ? number / 100 : number;
        break;
      case OPS.setTextRise:
        state.rise = number;
        break;
      case OPS.setTextRenderingMode:
        state.mode = number;
        break;
      case OPS.showText: {
        const stroked = state.mode % 4 === 1;
        const alpha = stroked ? state.strokeAlpha : state.fillAlpha;
        setWords(canvas, Array.isArray(first) ? first : [], state, state.ctm, state.clip, {
          colour: stroked ? state.stroke : state.fill,
          hidden: state.mode % 4 === 3 || alpha < 0.08 || layers.includes(false),
        });
        break;
      }
      case OPS.setFillRGBColor:
        state.fill = paintColour(first);
        break;
      case OPS.setFillColorN:
      case OPS.setFillTransparent:
        state.fill = "unknown";
        break;
      case OPS.setStrokeRGBColor:
        state.stroke = paintColour(first);
        break;
      case OPS.setStrokeColorN:
      case OPS.setStrokeTransparent:
        state.stroke = "unknown";
        break;
      case OPS.setLineWidth:
        state.lineWidth = number;
        break;
      case OPS.setGState:
        for (const [key, value] of pairsOf(first)) {
          if (key === "ca" && typeof value === "number") state.fillAlpha = value;
          if (key === "CA" && typeof value === "number") state.strokeAlpha = value;
          if (key === "LW" && typeof value === "number") state.lineWidth = value;
          if (key === "BM") state.mixed = value !== "source-over";
          if (key === "SMask") state.mixed = value !== false;
        }
        break;
      case OPS.clip:
      case OPS.eoClip:
        clipping = true;
        break;
      case OPS.constructPath: {
        const packed = numbersOf(Array.isArray(args[1]) ? args[1][0] : undefined);
        const outline = outlineOf(packed, state.ctm);
        if (layers.includes(false)) break;
        if (filling.has(number))
          paint(canvas, outline, { colour: state.fill, alpha: state.fillAlpha, mixed: state.mixed });
        else if (number === OPS.stroke && state.lineWidth > 6) {
          // A thick line is a bar that words may stand on.
          const [left, bottom, right, top] = boxOf(outline);
          const half = (state.lineWidth * Math.hypot(state.ctm[2], state.ctm[3])) / 2;
          const bar = corners(unit, [left - half, bottom - half, right + half, top + half]);
          paint(canvas, bar, { colour: state.stroke, alpha: state.strokeAlpha, mixed: true });
        }
        if (clipping && outline.length > 0) state.clip = overlap(state.clip, boxOf(outline));
        clipping = false;
        break;
      }
      case OPS.shadingFill:
        paint(canvas, corners(unit, state.clip), { colour: "unknown", alpha: state.fillAlpha, mixed: true });
        break;
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
      case OPS.paintImageXObjectRepeat:
      case OPS.paintInlineImageXObjectGroup:
        area([0, 0, 1, 1], "unknown", state.fillAlpha);
        break;
      case OPS.beginMarkedContent:
        layers.push(true);
        break;
      case OPS.beginMarkedContentProps:
        layers.push(first !== "OC" || facts.layerShown(args[1]));
        break;
      case OPS.endMarkedContent:
        layers.pop();
        break;
      default:
    }
  });
  return canvas;
}

const filling: ReadonlySet<number> = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

const pairsOf = (value: unknown): (readonly unknown[])[] =>
  Array.isArray(value) ? value.filter((one): one is unknown[] => Array.isArray(one)) : [];
