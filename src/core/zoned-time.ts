import type { Day } from "./calendar-days.ts";

const formats = new Map<string, Intl.DateTimeFormat>();
const dayMs = 86_400_000;

/** Making one costs more than using it a hundred times. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(timeZone, made);
  return made;
}

/** Day and time of day ("09:30") that clocks on the wall show at `ms`. Throws RangeError for an unknown time zone. */
export function wallClock(timeZone: string, ms: number): { day: Day; time: string } {
  const parts = formatOf(timeZone).formatToParts(ms);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? "";
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
  };
}

/**
 * The moment at which the wall shows this day and time, ms. A time that comes twice (clocks go back) is the first one,
 * one that is left out (clocks go forward) comes as much later as was left out.
 */
export function momentOf(timeZone: string, day: Day, time: string): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const steady = steadyOffset(timeZone, day);
  if (steady !== null) return asUtc - steady;
  const offset = (ms: number) => offsetAt(timeZone, ms);
  const offsets = [offset(asUtc - dayMs), offset(asUtc + dayMs)].sort((a, b) => b - a);
  const candidates = offsets.map((one) => asUtc - one);
  const shown = candidates.find((ms) => offset(ms) === asUtc - ms);
  return shown ?? Math.max(...candidates);
}

/** How far clocks on the wall are ahead of UTC, ms. */
function offsetAt(timeZone: string, ms: number): number {
  const wall = wallClock(timeZone, ms);
  return Date.parse(`${wall.day}T${wall.time}:00Z`) - ms;
}

const steadyDays = new Map<string, number | null>();

/** The offset of a day around which no clock is changed; null = one is. Long tables ask for the same days again and again. */
function steadyOffset(timeZone: string, day: Day): number | null {
  const key = `${timeZone} ${day}`;
  const known = steadyDays.get(key);
  if (known !== undefined) return known;
  const start = Date.parse(`${day}T00:00:00Z`);
  const [before, after] = [offsetAt(timeZone, start - dayMs), offsetAt(timeZone, start + 2 * dayMs)];
  const steady = before === after ? before : null;
  if (steadyDays.size >= 2000) steadyDays.clear();
  steadyDays.set(key, steady);
  return steady;
}
