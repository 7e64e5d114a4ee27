import { z } from "zod";
import { offer } from "../../conversation/interview-draft.ts";
import { dayAndTime, interviewSentences } from "../../core/interviews/words.ts";
import { inLocale } from "../../core/locale.ts";
import type { Tx } from "../../db/client.ts";
import type { LockedApplication } from "../../db/decisions.ts";
import { deferredChannel, interviewLane } from "../../db/deferred.ts";
import { bookingsIn, endBooking, lastBooking, noteOffer } from "../../db/interview-bookings.ts";
import { dropReminders } from "../../db/interview-reminders.ts";
import { closeSlot } from "../../db/interview-slots.ts";
import { enqueue } from "../../db/outbox.ts";
import { noteInThread, refreshCard } from "../queue.ts";
import type { RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";
import { tellInterview } from "./tell.ts";

/** That a slot was taken off, as it waits for a candidate who had booked it. */
export const SlotOff = z.strictObject({ kind: z.literal("slot_off"), slot: z.uuid(), by: z.string() });
export type SlotOff = z.infer<typeof SlotOff>;

/**
 * Takes a locked slot off the list. Whoever had booked it is told, each in a transaction of their own right behind this
 * one: here their conversations would be locked in the wrong order. Returns how many that are.
 */
export async function takeSlotOff(
  { vault }: Pick<RecruiterDeps, "vault">,
  tx: Tx,
  company: string,
  slot: string,
  by: string,
  now: Date,
): Promise<number> {
  await closeSlot(tx, company, slot, by, now);
  const bookings = await bookingsIn(tx, company, slot);
  for (const { applicationId, id } of bookings) {
    const body: SlotOff = { kind: "slot_off", slot, by };
    await enqueue(
      tx,
      {
        company,
        lane: interviewLane(applicationId),
        key: `off:${id}`,
        channel: deferredChannel,
        conversationId: null,
        applicationId,
        bodySealed: vault.seal(body, `${company}:outbox`),
        tracked: false,
      },
      now.getTime(),
    );
  }
  return bookings.length;
}

/** Ends the booking of a slot that is off, and offers the candidate other times. */
export async function leaveSlot(
  deps: RecruiterDeps,
  tx: Tx,
  { company, application, now }: { company: string; application: LockedApplication; now: Date },
  { slot, by }: SlotOff,
): Promise<void> {
  const booking = await lastBooking(tx, company, application.id);
  // They have moved or cancelled meanwhile.
  if (!booking || booking.slotId !== slot || (booking.state !== "booked" && booking.state !== "confirmed"))
    return;
  await callOff(deps, tx, { company, application, now, by }, `off:${booking.id}`);
}

/** Cancels the booking that stands: its reminders go, the candidate is told and offered other times, people read it. */
export async function callOff(
  deps: RecruiterDeps,
  tx: Tx,
  of: { company: string; application: LockedApplication; now: Date; by: string },
  key: string,
): Promise<"done" | "nothing"> {
  const { company, application, now, by } = of;
  const booking = await lastBooking(tx, company, application.id);
  if (!booking || (booking.state !== "booked" && booking.state !== "confirmed")) return "nothing";
  await endBooking(tx, { company, by, now }, booking, "cancelled_by_recruiter");
  await dropReminders(tx, company, booking.id, now);
  if (!application.closed && application.conversationId) {
    await noteOffer(tx, { company, applicationId: application.id, by, now }, null);
    const chat = { company, id: application.conversationId, applicationId: application.id };
    const { words, choices } = await offer(tx, chat, now, "again", 0);
    await tellInterview(deps, tx, of, key, {
      change: "cancelled",
      words: [interviewSentences.cancelledByUs, ...words],
      choices,
      appointment: null,
    });
  }
  const time = booking.startsAt
    ? inLocale(dayAndTime(booking.startsAt.getTime(), booking.timeZone), deps.locale)
    : "";
  const line = say(
    deps.locale,
    `面试取消：${time}，已告诉候选人并请其另选`,
    `Interview cancelled: ${time}; the candidate knows and may choose another time`,
  );
  await noteInThread(deps, tx, of, key, line, now);
  await refreshCard(deps, tx, of, key, now);
  return "done";
}
