import { type Day, dayIn } from "../calendar-days.ts";

const dayMs = 86_400_000;

/** Whether the platform knows a time zone of this name (IANA). */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Day and wall clock ("HH:MM") of a moment, ms, in a time zone. */
export function clockIn(timeZone: string, at: number): { day: Day; time: string } {
  const time = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
  return { day: dayIn(timeZone, new Date(at)), time };
}

/**
 * The moment, ms, at which the wall clock of a time zone shows `time` ("HH:MM") on `day`. Where clocks go back and it shows
 * it twice, the first; where they jump over it, null.
 */
export function momentAt(timeZone: string, day: Day, time: string): number | null {
  const wall = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(wall)) return null;
  const offsets = [wall - dayMs, wall + dayMs].map((near) => offsetAt(timeZone, near));
  const found = offsets
    .map((offset) => ({ at: wall - offset, offset }))
    .filter(({ at, offset }) => offsetAt(timeZone, at) === offset);
  return found.length > 0 ? Math.min(...found.map(({ at }) => at)) : null;
}

/** How far the wall clock is ahead of UTC, ms, to the minute. */
function offsetAt(timeZone: string, at: number): number {
  const whole = Math.floor(at / 60_000) * 60_000;
  const { day, time } = clockIn(timeZone, whole);
  return Date.parse(`${day}T${time}:00Z`) - whole;
}
