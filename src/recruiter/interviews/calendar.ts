import { calendarFile } from "../../core/interviews/calendar-file.ts";
import { entryWords } from "../../core/interviews/words.ts";
import { Locale } from "../../core/locale.ts";
import type { Sql } from "../../db/client.ts";
import { bookingBehind } from "../../db/interview-bookings.ts";

/**
 * The calendar file of a booking by its code. One that was cancelled says so to the calendar that has it; one that was moved
 * has a newer file with the same entry, and its own is gone.
 */
export async function interviewCalendar(sql: Sql, code: string): Promise<string | null> {
  const found = await bookingBehind(sql, code);
  if (!found || found.state === "rescheduled" || found.state === "offered") return null;
  const cancelled = found.state === "cancelled_by_candidate" || found.state === "cancelled_by_recruiter";
  return calendarFile({
    uid: `${found.entry}@qinpin`,
    sequence: found.moves * 2 + (cancelled ? 1 : 0),
    startsAt: found.startsAt.getTime(),
    endsAt: found.endsAt.getTime(),
    changedAt: found.changedAt.getTime(),
    place: found.place,
    cancelled,
    ...entryWords(found.jobTitle, Locale.catch("zh-CN").parse(found.locale)),
  });
}
