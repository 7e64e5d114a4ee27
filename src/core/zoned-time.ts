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
  const offset = (ms: number): number => {
    const wall = wallClock(timeZone, ms);
    return Date.parse(`${wall.day}T${wall.time}:00Z`) - ms;
  };
  const offsets = [offset(asUtc - dayMs), offset(asUtc + dayMs)].sort((a, b) => b - a);
  const candidates = offsets.map((one) => asUtc - one);
  const shown = candidates.find((ms) => offset(ms) === asUtc - ms);
  return shown ?? Math.max(...candidates);
}
