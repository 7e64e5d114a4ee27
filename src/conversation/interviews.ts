import type { DialogueEvent } from "../core/dialogue/event.ts";
import { isTimed, type State } from "../core/dialogue/state.ts";
import { type InterviewWish, readInterviewButton, readInterviewWords } from "../core/interviews/wish.ts";
import { moveOnly, moveOrCancel, interviewSentences as words } from "../core/interviews/words.ts";
import type { Bilingual } from "../core/locale.ts";
import type { Tx } from "../db/client.ts";
import type { ConversationRow } from "../db/conversation-store.ts";
import {
  type Booking,
  book,
  endBooking,
  lastBooking,
  markBooking,
  noteOffer,
} from "../db/interview-bookings.ts";
import { dropReminders } from "../db/interview-reminders.ts";
import { appointmentOf, type InterviewDraft, offer, toldOf } from "./interview-draft.ts";
import type { ConversationDeps } from "./types.ts";

type Said = Extract<DialogueEvent, { type: "said" }>;
type Changed = Extract<DialogueEvent, { type: "interview" }>;

/**
 * What a message says about the candidate's interview is carried out here, in the transaction of the message; the events
 * that answer it follow the message into the dialogue. None = it is about something else.
 */
export async function hearInterview(
  deps: ConversationDeps,
  tx: Tx,
  row: ConversationRow,
  state: State,
  said: Pick<Said, "messageId" | "text" | "choice" | "at" | "now">,
): Promise<Changed[]> {
  if (state.status === "new" || state.status === "erased") return [];
  const pressed = readInterviewButton(said.choice);
  if (!pressed && said.choice !== undefined) return [];
  const wish = pressed ?? typedWish(state, said.text);
  if (!wish) return [];
  const desk = { deps, tx, row, now: new Date(said.now) };
  const draft = await carryOut(desk, wish);
  return [{ type: "interview", key: said.messageId, by: "candidate", at: said.at, now: said.now, ...draft }];
}

/** Typed words mean it only where nothing else asks for an answer and no person is talking. */
function typedWish(state: Extract<State, { common: unknown }>, text: string): InterviewWish | null {
  const { interview, confirm, question } = state.common;
  if (!interview || confirm !== null || isTimed(state)) return null;
  if (state.status === "taken") return null;
  const wish = readInterviewWords(text, { ...interview, appointment: interview.appointment !== null });
  const bare = /^\s*[1-9１-９][.。．、\s]*$/.test(text);
  const asked = question || (state.status !== "done" && state.status !== "human");
  return bare && asked ? null : wish;
}

type Desk = { deps: ConversationDeps; tx: Tx; row: ConversationRow; now: Date };

async function carryOut(desk: Desk, wish: InterviewWish): Promise<InterviewDraft> {
  const { deps, tx, row, now } = desk;
  const of = { company: row.company, applicationId: row.applicationId, by: "candidate", now };
  const standing = await lastBooking(tx, of.company, of.applicationId);
  if (!standing) return say(words.nothing);
  const held = standing.state === "booked" || standing.state === "confirmed" ? standing : null;
  const over = held?.startsAt != null && held.startsAt <= now;
  switch (wish.kind) {
    case "pick":
      return over ? say(words.tooLate) : await pick(desk, wish.slot);
    case "more":
      return await offer(tx, row, now, "more", wish.from);
    case "zone": {
      await noteOffer(tx, of, wish.timeZone);
      const after = await lastBooking(tx, of.company, of.applicationId);
      if (!held || !after) return await offer(tx, row, now, "zone", 0);
      return { ...tell(deps, after, "told"), appointment: await appointmentOf(tx, row, after, now) };
    }
    case "move": {
      if (over) return say(words.tooLate);
      if (!held) await noteOffer(tx, of, null);
      return await offer(tx, row, now, held ? "move" : "again", 0);
    }
    case "none":
      return { change: "told", words: [words.noneFits], news: { what: "none_fits", at: at(held) } };
    case "confirm": {
      if (!held) return say(words.nothing);
      if (!(await markBooking(tx, of, held.id, ["booked"], "confirmed"))) return say(words.confirmed);
      return { change: "confirmed", words: [words.confirmed], news: { what: "confirmed", at: at(held) } };
    }
    case "unable":
      return held ? { ...say(words.unable), choices: moveOrCancel } : say(words.nothing);
    case "cancel": {
      if (!held) return say(words.nothing);
      if (over) return say(words.tooLate);
      await endBooking(tx, of, held, "cancelled_by_candidate");
      await dropReminders(tx, row.company, held.id, now);
      const news = { what: "cancelled" as const, at: at(held) };
      return { change: "cancelled", words: [words.cancelled], choices: moveOnly, appointment: null, news };
    }
    case "when":
      return held ? tell(deps, held, "told") : await offer(tx, row, now, "again", 0);
    default:
      return wish satisfies never;
  }
}

async function pick({ deps, tx, row, now }: Desk, slot: string): Promise<InterviewDraft> {
  const of = { company: row.company, applicationId: row.applicationId, by: "candidate", now };
  const done = await book(tx, of, slot);
  switch (done.kind) {
    case "booked":
    case "moved": {
      const appointment = await appointmentOf(tx, row, done.booking, now);
      return {
        ...tell(deps, done.booking, done.kind),
        change: done.kind,
        appointment,
        news: { what: done.kind, at: at(done.booking) },
      };
    }
    case "same":
      return tell(deps, done.booking, "told");
    case "refused":
      if (done.because === "late") return say(words.tooLate);
      if (done.because !== "clash") return await offer(tx, row, now, "taken", 0);
      return { ...(await offer(tx, row, now, "again", 0)), words: [words.clash] };
    default:
      return done satisfies never;
  }
}

const at = (booking: Booking | null): number | null => booking?.startsAt?.getTime() ?? null;
const say = (sentence: Bilingual): InterviewDraft => ({ change: "told", words: [sentence] });
const tell = (
  deps: ConversationDeps,
  booking: Booking,
  how: "booked" | "moved" | "told",
): InterviewDraft => ({
  change: "told",
  ...toldOf(deps, booking, how),
});
