import type { Day } from "../calendar-days.ts";
import { englishPoints } from "./points-en.ts";
import { chinesePoints } from "./points-zh.ts";
import { cut, type Rest } from "./rest.ts";
import type { Span } from "./spans.ts";

/** One way to name a time; null from `read` = it is none after all. */
export type PointRule = { find: RegExp; read(found: RegExpExecArray, today: Day): Span | null };

/** A time that was named, and where. */
export type Point = Span & { start: number; end: number };

/** Every time named in the rest, in order; they are taken out of it. */
export function takePoints(rest: Rest, today: Day): Point[] {
  const points: Point[] = [];
  for (const { find, read } of [...chinesePoints, ...englishPoints]) {
    for (const found of rest.text.matchAll(new RegExp(find.source, "g"))) {
      const span = read(found, today);
      if (!span) continue;
      const [start, end] = [found.index, found.index + found[0].length];
      points.push({ ...span, start, end });
      cut(rest, start, end);
    }
  }
  return points.sort((a, b) => a.start - b.start);
}
