import { addDays } from "../calendar-days.ts";
import { momentOf, wallClock } from "../zoned-time.ts";

const minute = 60_000;
const hour = 60 * minute;

/** Without a word from the candidate for this long, the step has to be started again. */
export const expiryMs = 72 * hour;
/** No reminder comes sooner after the candidate's last word. */
export const firstReminderMs = 2 * hour;
/** Where a company says nothing else. */
export const usualZone = "Asia/Shanghai";

const quietFrom = "22:00";
const quietUntil = "08:30";
const apart = 6 * hour;
/** What could not be sent for so long is no reminder any more. */
const freshMs = 30 * minute;

export type ReminderKind = "first" | "second" | "last";
export type Reminder = { at: number; kind: ReminderKind };

/**
 * When to remind a candidate who was last active at `activeAt`: after 2 h, next day 10:00, after 44 h (some platforms
 * close the window at 48 h), never between 22:00 and 8:30 by the clocks of `zone` and never twice within 6 h.
 */
export function reminderTimes(activeAt: number, zone: string = usualZone): Reminder[] {
  const tomorrow = addDays(wallClock(zone, activeAt).day, 1);
  const wanted: Reminder[] = [
    { kind: "first", at: afterQuiet(activeAt + firstReminderMs, zone) },
    { kind: "second", at: momentOf(zone, tomorrow, "10:00") },
    { kind: "last", at: beforeQuiet(activeAt + 44 * hour, zone) },
  ];
  const times: Reminder[] = [];
  for (const time of wanted) {
    const last = times.at(-1);
    if (last === undefined || time.at - last.at >= apart) times.push(time);
  }
  return times;
}

const isQuietTime = (time: string): boolean => time >= quietFrom || time < quietUntil;

export const isQuiet = (at: number, zone: string = usualZone): boolean =>
  isQuietTime(wallClock(zone, at).time);

/** `at`, or 8:30 after the quiet hours it falls into. */
export function afterQuiet(at: number, zone: string = usualZone): number {
  const { day, time } = wallClock(zone, at);
  return isQuietTime(time) ? momentOf(zone, time >= quietFrom ? addDays(day, 1) : day, quietUntil) : at;
}

/** `at`, or 21:30 before the quiet hours it falls into: later could be too late for the platform. */
function beforeQuiet(at: number, zone: string): number {
  const { day, time } = wallClock(zone, at);
  return isQuietTime(time) ? momentOf(zone, time >= quietFrom ? day : addDays(day, -1), "21:30") : at;
}

/** Until when a reminder said at `now` may be sent: half an hour, and not into the quiet hours. */
export const staleAt = (now: number, zone: string): number =>
  Math.min(now + freshMs, momentOf(zone, wallClock(zone, now).day, quietFrom));

/** What the keys of reminders begin with. */
export const reminderKeys = "nudge-";
/** Key of a reminder's bubble, by which it is known wherever it waits: it is never kept for later. */
export const reminderKey = (kind: ReminderKind, count: number): string => `${reminderKeys}${kind}-${count}`;
export const isReminder = (key: string): boolean => key.startsWith(reminderKeys);
export const reminderKindOf = (key: string): string => key.split("-")[1] ?? "";
