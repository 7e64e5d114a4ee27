/** a b c d e f of PDF: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [number, number, number, number, number, number];
export type Point = readonly [number, number];
/** Left, bottom, right, top. */
export type Box = readonly [number, number, number, number];

export const unit: Matrix = [1, 0, 0, 1, 0, 0];

/** First `b`, then `a`. */
export const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];

export const place = (m: Matrix, [x, y]: Point): Point => [
  m[0] * x + m[2] * y + m[4],
  m[1] * x + m[3] * y + m[5],
];

/** Six numbers out of whatever a parser hands over; nothing moves when they are none. */
export function matrixOf(value: unknown): Matrix {
  const [a, b, c, d, e, f] = numbersOf(value);
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0];
}

/** Numbers out of an array, a typed array, or nothing. */
export function numbersOf(value: unknown): number[] {
  if (ArrayBuffer.isView(value) && Symbol.iterator in value) return Array.from(value as Iterable<number>);
  return Array.isArray(value) ? value.filter((one): one is number => typeof one === "number") : [];
}

/** The corners of a box after `m`. */
export const corners = (m: Matrix, [left, bottom, right, top]: Box): Point[] =>
  (
    [
      [left, bottom],
      [right, bottom],
      [right, top],
      [left, top],
    ] as const
  ).map((point) => place(m, point));

export function boxOf(points: readonly Point[]): Box {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    bottom = Math.min(bottom, y);
    right = Math.max(right, x);
    top = Math.max(top, y);
  }
  return [left, bottom, right, top];
}

export const overlap = (a: Box, b: Box): Box => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
];

export const isIn = ([x, y]: Point, [left, bottom, right, top]: Box): boolean =>
  x >= left && x <= right && y >= bottom && y <= top;

/** Whether a point lies in a shape of straight lines (even-odd). */
export function isWithin([x, y]: Point, shape: readonly Point[]): boolean {
  let within = false;
  let [px, py] = shape.at(-1) ?? [0, 0];
  for (const [cx, cy] of shape) {
    if (cy > y !== py > y && x < ((px - cx) * (y - cy)) / (py - cy) + cx) within = !within;
    [px, py] = [cx, cy];
  }
  return within;
}
