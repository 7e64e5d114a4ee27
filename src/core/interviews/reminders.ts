import { addDays } from "../calendar-days.ts";
import { clockIn, momentAt } from "./zone-time.ts";

export const reminderKinds = ["day", "hours"] as const;
export type ReminderKind = (typeof reminderKinds)[number];

const minute = 60_000;
const hour = 60 * minute;
/** Later than this before the interview a reminder finds people on their way. */
const latest = 45 * minute;

/**
 * When to remind of an interview at `startsAt`: a day and two hours before, by the clock that really runs (a night in which
 * clocks change shifts nothing), never between 22:00 and 8:30 in the candidate's time zone: what falls there moves to the
 * morning, or, where that were too late, to 21:30 the evening before. What is past is left out.
 */
export function interviewReminders(
  startsAt: number,
  now: number,
  timeZone: string,
): { kind: ReminderKind; due: number }[] {
  const wanted = [
    { kind: "day" as const, due: awake(startsAt - 24 * hour, startsAt, timeZone) },
    { kind: "hours" as const, due: awake(startsAt - 2 * hour, startsAt, timeZone) },
  ];
  return wanted.filter(({ due }) => due > now);
}

function awake(at: number, startsAt: number, timeZone: string): number {
  const { day, time } = clockIn(timeZone, at);
  const evening = time >= "22:00";
  if (!evening && time >= "08:30") return at;
  const morning = momentAt(timeZone, evening ? addDays(day, 1) : day, "08:30");
  if (morning !== null && morning <= startsAt - latest) return morning;
  return momentAt(timeZone, evening ? day : addDays(day, -1), "21:30") ?? at;
}
