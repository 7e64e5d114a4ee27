import { addDays, type Day, weekdayOf } from "../calendar-days.ts";
import { momentOf, wallClock } from "../zoned-time.ts";
import type { DigestTimes } from "./times.ts";

/** Digests that come by the clock. */
export type ScheduledKind = "matched" | "channels";

/** One digest that is due: `name` is its local date and time, `at` the moment, ms. */
export type Slot = { kind: ScheduledKind; name: string; at: number };

/** A digest that could not go out in time (everything was down) still does, this long; after it nobody needs it. */
export const lateMs = 3 * 3_600_000;

/**
 * What is due at `at`: of each kind the latest slot, if it is not too late for it; so after a longer rest one digest
 * goes out, not several. Throws RangeError for an unknown time zone.
 */
export function dueSlots(at: number, timeZone: string, times: DigestTimes): Slot[] {
  const { day } = wallClock(timeZone, at);
  const days = [addDays(day, -1), day];
  const matched = days.flatMap((one) => times.matched.map((time) => slotAt("matched", timeZone, one, time)));
  const { week } = times;
  const channels = week
    ? days
        .filter((one) => weekdayOf(one) === week.day)
        .map((one) => slotAt("channels", timeZone, one, week.time))
    : [];
  return [latest(matched, at), latest(channels, at)].filter((slot) => slot !== null);
}

const slotAt = (kind: ScheduledKind, timeZone: string, day: Day, time: string): Slot => ({
  kind,
  name: `${day}T${time}`,
  at: momentOf(timeZone, day, time),
});

function latest(slots: readonly Slot[], at: number): Slot | null {
  const due = slots.filter((slot) => slot.at <= at && at - slot.at < lateMs);
  return due.reduce<Slot | null>((best, slot) => (best === null || slot.at > best.at ? slot : best), null);
}
