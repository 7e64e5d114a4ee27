import type { DialogueEvent } from "../core/dialogue/event.ts";
import type { Appointment, InterviewChoice } from "../core/interviews/appointment.ts";
import { interviewReminders } from "../core/interviews/reminders.ts";
import {
  bookedWords,
  interviewSentences,
  offerWords,
  reminderChoices,
  reminderWords,
  timeChoices,
} from "../core/interviews/words.ts";
import type { Bilingual } from "../core/locale.ts";
import type { Tx } from "../db/client.ts";
import { companyTimeZone } from "../db/companies.ts";
import { type Booking, lastBooking } from "../db/interview-bookings.ts";
import { noteReminders } from "../db/interview-reminders.ts";
import { freeSlots } from "../db/interview-slots.ts";
import type { ConversationDeps } from "./types.ts";

type Changed = Extract<DialogueEvent, { type: "interview" }>;
/** What an `interview` event says, before it has its key, actor and times. */
export type InterviewDraft = Omit<Changed, "type" | "key" | "by" | "at" | "now">;

type Chat = { company: string; id: string; applicationId: string };

/** Times on offer at once, with two more buttons. */
const shown = 4;

/** Offers the next free times; where there are none people are told, so that they can add some. */
export async function offer(
  tx: Tx,
  row: Chat,
  now: Date,
  why: Parameters<typeof offerWords>[0],
  from: number,
): Promise<InterviewDraft> {
  const [booking, timeZone, found] = await Promise.all([
    lastBooking(tx, row.company, row.applicationId),
    companyTimeZone(tx, row.company),
    freeSlots(tx, row.company, row.applicationId, now, { limit: shown + 1, offset: from }),
  ]);
  if (found.length === 0)
    return { change: "told", words: [interviewSentences.noTimes], news: { what: "none_fits", at: null } };
  const zone = booking?.timeZone ?? timeZone;
  const slots = found.slice(0, shown).map(({ id, startsAt }) => ({ id, startsAt: startsAt.getTime() }));
  const more = found.length > shown ? from + shown : null;
  return {
    change: why === "invited" ? "offered" : "told",
    words: [offerWords(why, zone)],
    choices: timeChoices(slots, zone, more),
  };
}

/** What the candidate is told of a booking. */
export function toldOf(
  { publicUrl }: Pick<ConversationDeps, "publicUrl">,
  booking: Booking,
  how: "booked" | "moved" | "told",
): { words: Bilingual[]; choices: InterviewChoice[] } {
  const { startsAt, endsAt, place, timeZone, code } = booking;
  if (!startsAt || !endsAt) throw new Error("a booking without a time has nothing to tell");
  const path = `/interviews/${code}.ics`;
  const link = `${publicUrl ?? ""}${path}`;
  const told = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime(), place: place ?? "", timeZone, link };
  // A page saves it by a button; elsewhere that is left out and the address in the text is all there is.
  const save = { value: `download:${path}`, label: { zh: "加到日历", en: "Add to calendar" } };
  return { words: [bookedWords(told, how)], choices: [save] };
}

/** The appointment of a booking with its reminders that are still to come, which are noted. */
export async function appointmentOf(tx: Tx, row: Chat, booking: Booking, now: Date): Promise<Appointment> {
  const { startsAt, place, timeZone, id } = booking;
  if (!startsAt) throw new Error("a booking without a time is no appointment");
  const start = startsAt.getTime();
  const words = reminderWords({ startsAt: start, timeZone, place: place ?? "" });
  const reminders = interviewReminders(start, now.getTime(), timeZone).map(({ kind, due }) => ({
    ...{ kind, due, words, choices: reminderChoices },
  }));
  const appointment = { booking: id, startsAt: start, reminders };
  const of = { company: row.company, applicationId: row.applicationId, conversationId: row.id };
  const armed = await noteReminders(tx, of, appointment);
  return { ...appointment, reminders: reminders.filter(({ kind }) => armed.has(kind)) };
}
