import ICAL from "ical.js";
import type { Span } from "./slots.ts";
import { isTimeZone, momentAt } from "./zone-time.ts";

/** Times out of a calendar, the next first; what was left out is counted. */
export type CalendarTimes = { spans: Span[]; left: number };

/** Most entries of one calendar, and of one series. */
const most = 200;
const mostRounds = 2000;

/**
 * The times of a calendar's entries (RFC 5545) between two moments, ms; series are written out. Whole days, what is
 * cancelled and what is past are left out. Wall-clock times without a zone are read in `timeZone`. Null = no calendar.
 */
export function readCalendar(
  text: string,
  timeZone: string,
  between: { from: number; until: number },
): CalendarTimes | null {
  const root = parsed(text);
  if (!root) return null;
  const spans: Span[] = [];
  let left = 0;
  for (const component of root.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    // The other dates of a series come with its first entry.
    if (event.isRecurrenceException()) continue;
    const found = spansOf(event, timeZone, between);
    if (found.length === 0) left += 1;
    spans.push(...found.slice(0, most - spans.length));
  }
  return { spans: spans.sort((a, b) => a.startsAt - b.startsAt), left };
}

function parsed(text: string): InstanceType<typeof ICAL.Component> | null {
  try {
    const root = new ICAL.Component(ICAL.parse(text.trim().replaceAll(/\r?\n/g, "\r\n")));
    return root.name === "vcalendar" ? root : null;
  } catch {
    return null;
  }
}

function spansOf(
  event: InstanceType<typeof ICAL.Event>,
  timeZone: string,
  { from, until }: { from: number; until: number },
): Span[] {
  const spans: Span[] = [];
  const keep = (one: InstanceType<typeof ICAL.Event>, start: Time, end: Time): boolean => {
    if (start.isDate || one.component.getFirstPropertyValue("status") === "CANCELLED") return true;
    const zone = zoneOf(one.component, timeZone);
    const [startsAt, endsAt] = [momentOf(start, zone), momentOf(end, zone)];
    if (startsAt === null || endsAt === null || startsAt <= from) return true;
    if (startsAt > until || spans.length >= most) return false;
    if (endsAt > startsAt) spans.push({ startsAt, endsAt });
    return true;
  };
  try {
    if (!event.isRecurring()) {
      keep(event, event.startDate, event.endDate);
      return spans;
    }
    const series = event.iterator();
    for (let round = 0; round < mostRounds; round += 1) {
      const next: Time | undefined = series.next();
      if (!next) break;
      const { item, startDate, endDate } = event.getOccurrenceDetails(next);
      if (!keep(item, startDate, endDate)) break;
    }
  } catch {
    // An entry that contradicts itself is left out, the others are not.
  }
  return spans;
}

type Time = InstanceType<typeof ICAL.Time>;

/** The zone an entry names, where the calendar does not describe it itself. */
function zoneOf(component: InstanceType<typeof ICAL.Component>, timeZone: string): string {
  const named = component.getFirstProperty("dtstart")?.getFirstParameter("tzid");
  return typeof named === "string" && isTimeZone(named) ? named : timeZone;
}

function momentOf(time: Time, timeZone: string): number | null {
  const two = (value: number) => String(value).padStart(2, "0");
  if (time.zone && time.zone.tzid !== "floating") return time.toUnixTime() * 1000;
  return momentAt(
    timeZone,
    `${time.year}-${two(time.month)}-${two(time.day)}`,
    `${two(time.hour)}:${two(time.minute)}`,
  );
}
