import type { Day } from "../calendar-days.ts";
import { momentAt } from "./zone-time.ts";

const minute = 60_000;
const pieceMs = 5 * minute;

/** A stretch of time, ms since epoch. */
export type Span = { startsAt: number; endsAt: number };

/** The pieces of five minutes, counted from 1970, that a stretch touches. */
export function piecesOf(from: number, until: number): number[] {
  const first = Math.floor(from / pieceMs);
  return Array.from({ length: Math.max(0, Math.ceil(until / pieceMs) - first) }, (_, i) => first + i);
}

export const slotLimits = { count: 20, minutes: [10, 240], capacity: 50, buffer: 120 } as const;

export type SlotPlan = {
  day: Day;
  /** "HH:MM" on the wall clock of `timeZone`. */
  time: string;
  timeZone: string;
  count: number;
  minutes: number;
  buffer: number;
};

/**
 * `count` slots one after the other, the buffer between them, from a wall-clock time on. `gap` = the clocks jump over it;
 * `past` = it is over.
 */
export function planSlots(
  { day, time, timeZone, count, minutes, buffer }: SlotPlan,
  now: number,
): { spans: Span[] } | { problem: "gap" | "past" } {
  const first = momentAt(timeZone, day, time);
  if (first === null) return { problem: "gap" };
  if (first <= now) return { problem: "past" };
  return { spans: inARow({ startsAt: first, endsAt: Number.POSITIVE_INFINITY }, minutes, buffer, count) };
}

/** As many slots as fit into a stretch, at most `most`, the buffer between them. */
export function inARow({ startsAt, endsAt }: Span, minutes: number, buffer: number, most: number): Span[] {
  const step = (minutes + buffer) * minute;
  const spans: Span[] = [];
  for (let at = startsAt; spans.length < most && at + minutes * minute <= endsAt; at += step)
    spans.push({ startsAt: at, endsAt: at + minutes * minute });
  return spans;
}
