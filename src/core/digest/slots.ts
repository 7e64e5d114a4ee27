/** Local times of day at which recruiters get a digest. */
const digestTimes = ["09:30", "17:30"] as const;

/** A digest that could not be queued in time (everything was down) still is, this long. */
const lateMinutes = 120;

/**
 * The digest that is due at `at` (ms since epoch) in a time zone, named by its local date and time, e.g.
 * "2026-11-24T09:30"; null = none is due now. Throws RangeError for an unknown time zone.
 */
export function dueSlot(at: number, timeZone: string): string | null {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? "";
  const now = Number(part("hour")) * 60 + Number(part("minute"));
  const time = digestTimes.findLast((candidate) => {
    const late = now - minutesOf(candidate);
    return late >= 0 && late < lateMinutes;
  });
  return time ? `${part("year")}-${part("month")}-${part("day")}T${time}` : null;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
