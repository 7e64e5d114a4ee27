import { type Colour, colourOf, sameToTheEye, white } from "./colour.ts";
import { type Box, boxOf, isIn, isWithin, type Matrix, type Point, place } from "./geometry.ts";

/** Something painted: where, in which colour ("unknown": a picture, a pattern), and how much shows through. */
type Paint = {
  shape: readonly Point[];
  box: Box;
  colour: Colour | "unknown";
  alpha: number;
  covers: boolean;
};

/** Words at a place. `after` counts what was painted before them. */
export type Run = {
  text: string;
  x: number;
  y: number;
  endX: number;
  size: number;
  colour: Colour | "unknown";
  /** Hidden by its own properties already. */
  hidden: boolean;
  after: number;
};

/** A page as far as it decides whether words can be seen. */
export type Canvas = {
  paints: Paint[];
  runs: Run[];
};

/** Past this many shapes a page is a drawing; the later ones do not count. */
const mostPaints = 5000;

export function paint(
  canvas: Canvas,
  shape: readonly Point[],
  look: { colour: Colour | "unknown"; alpha: number; mixed: boolean },
): void {
  if (canvas.paints.length >= mostPaints || look.alpha < 0.5 || shape.length < 3) return;
  const covers = look.alpha > 0.98 && !look.mixed && look.colour !== "unknown";
  canvas.paints.push({ shape, box: boxOf(shape), colour: look.colour, alpha: look.alpha, covers });
}

/** Whether a reader of the page sees these words: not in the colour of what they stand on, not painted over. */
export function isSeen(canvas: Canvas, run: Run): boolean {
  if (run.hidden) return false;
  const middle: Point = [(run.x + run.endX) / 2, run.y + run.size * 0.3];
  const on = (one: Paint) => isIn(middle, one.box) && isWithin(middle, one.shape);
  const ends: Point[] = [
    [run.x + run.size * 0.1, run.y + run.size * 0.1],
    [run.endX - run.size * 0.1, run.y + run.size * 0.5],
  ];
  const over = canvas.paints
    .slice(run.after)
    .some((one) => one.covers && on(one) && ends.every((end) => isWithin(end, one.shape)));
  if (over) return false;
  const ground = canvas.paints.slice(0, run.after).findLast(on)?.colour ?? white;
  return ground === "unknown" || run.colour === "unknown" || !sameToTheEye(run.colour, ground);
}

/** The outline of a path as pdf.js packs it (0 move, 1 line, 2 curve, 3 short curve, 4 close), curves as straight lines. */
export function outlineOf(packed: readonly number[], matrix: Matrix): Point[] {
  const points: Point[] = [];
  for (let at = 0; at < packed.length && points.length < 400; ) {
    const length = [2, 2, 6, 4, 0][packed[at] ?? 4] ?? 0;
    if (length > 0) points.push(place(matrix, [packed[at + length - 1] ?? 0, packed[at + length] ?? 0]));
    at += 1 + length;
  }
  return points;
}

/** A colour operand of pdf.js; patterns are unknown. */
export const paintColour = (value: unknown): Colour | "unknown" =>
  (typeof value === "string" ? colourOf(value) : undefined) ?? "unknown";
