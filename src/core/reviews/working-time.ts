import { z } from "zod";
import { addDays, type Day, weekdayOf } from "../calendar-days.ts";
import { chineseHoliday } from "./holidays.ts";

const dayMinutes = 24 * 60;
const Days = z.array(z.iso.date()).max(100);

/** When people of a company work, in its own time zone. Minutes of the day; weekdays 1 = Monday … 7 = Sunday. */
export const WorkingTime = z
  .strictObject({
    days: z.array(z.int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5]),
    from: z
      .int()
      .min(0)
      .max(dayMinutes - 1)
      .default(9 * 60),
    until: z
      .int()
      .min(1)
      .max(dayMinutes)
      .default(18 * 60),
    /** Public holidays and the weekends worked for them; "auto" = those of China in Chinese time zones. */
    holidays: z.enum(["auto", "cn", "none"]).default("auto"),
    /** The company's own exceptions, which go before everything else. */
    off: Days.default([]),
    worked: Days.default([]),
  })
  .refine(({ from, until }) => from < until, "the working day must end after it begins")
  .prefault({});
export type WorkingTime = z.infer<typeof WorkingTime>;

/** Counts working time; every moment is ms since epoch. */
export type WorkingClock = {
  /** Working ms between two moments; 0 when the second is not later. */
  between(from: number, to: number): number;
  isOpen(at: number): boolean;
  /** `at` when it is working time, else the next moment that is; null = none within a year. */
  nextOpen(at: number): number | null;
  /** The end of the working day of `at`; null = not a working day, or over. */
  endOfDay(at: number): number | null;
  /** The midnight that ends the local day of `at`. */
  midnight(at: number): number;
};

type Span = { start: number; end: number };

const chineseZones = new Set(["Asia/Shanghai", "Asia/Chongqing", "Asia/Urumqi", "PRC"]);
/** Beyond this a wait is simply "very long", and counting further would only cost time. */
const mostDays = 800;

/** A clock for one company; it remembers the days it looked up. Throws RangeError for an unknown time zone. */
export function createWorkingClock(time: WorkingTime, timeZone: string): WorkingClock {
  const isWorked = workedDays(time, timeZone);
  const offsetAt = createOffsets(timeZone);
  const spans = new Map<Day, Span | null>();

  const spanOf = (day: Day): Span | null => {
    const known = spans.get(day);
    if (known !== undefined) return known;
    const span = isWorked(day)
      ? { start: momentOf(day, time.from, offsetAt), end: momentOf(day, time.until, offsetAt) }
      : null;
    spans.set(day, span);
    return span;
  };
  const localDay = (at: number): Day => new Date(at + offsetAt(at)).toISOString().slice(0, 10);
  const spanAt = (at: number): Span | null => spanOf(localDay(at));

  return {
    between(from, to) {
      if (to <= from) return 0;
      let sum = 0;
      const last = localDay(to);
      for (let day = localDay(from), i = 0; day <= last && i < mostDays; day = addDays(day, 1), i += 1) {
        const span = spanOf(day);
        if (span) sum += Math.max(0, Math.min(span.end, to) - Math.max(span.start, from));
      }
      return sum;
    },
    isOpen(at) {
      const span = spanAt(at);
      return span !== null && at >= span.start && at < span.end;
    },
    nextOpen(at) {
      let day = localDay(at);
      for (let i = 0; i < 366; i += 1) {
        const span = spanOf(day);
        if (span && at < span.end) return Math.max(at, span.start);
        day = addDays(day, 1);
      }
      return null;
    },
    endOfDay(at) {
      const span = spanAt(at);
      return span && at < span.end ? span.end : null;
    },
    midnight: (at) => momentOf(addDays(localDay(at), 1), 0, offsetAt),
  };
}

function workedDays({ days, holidays, off, worked }: WorkingTime, timeZone: string): (day: Day) => boolean {
  const chinese = holidays === "cn" || (holidays === "auto" && chineseZones.has(timeZone));
  return (day) => {
    if (off.includes(day)) return false;
    if (worked.includes(day)) return true;
    const special = chinese ? chineseHoliday(day) : null;
    return special === null ? days.includes(weekdayOf(day)) : special === "worked";
  };
}

/** The moment at which it is `minutes` after midnight there; a time that summer time skips is the one after it. */
function momentOf(day: Day, minutes: number, offsetAt: (at: number) => number): number {
  const local = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  const guess = local - offsetAt(local);
  return local - offsetAt(guess);
}

/** How far a zone's clocks are ahead of UTC, ms. */
function createOffsets(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (at) => {
    const parts = new Map<string, number>(
      format.formatToParts(new Date(at)).map(({ type, value }) => [type, Number(value)]),
    );
    const part = (type: string) => parts.get(type) ?? 0;
    const local = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return local - Math.floor(at / 1000) * 1000;
  };
}
