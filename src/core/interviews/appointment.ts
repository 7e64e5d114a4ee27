import type { Bilingual } from "../locale.ts";
import type { ReminderKind } from "./reminders.ts";

/** Where a booking stands; the first three are open, one of them at most per application. */
export const bookingStates = [
  "offered",
  "booked",
  "confirmed",
  "rescheduled",
  "cancelled_by_candidate",
  "cancelled_by_recruiter",
  "attended",
  "no_show",
] as const;
export type BookingState = (typeof bookingStates)[number];

export const bookingNames: Record<BookingState, Bilingual> = {
  offered: { zh: "等候选人选时间", en: "waiting for the candidate to choose" },
  booked: { zh: "已约", en: "booked" },
  confirmed: { zh: "候选人已确认", en: "confirmed by the candidate" },
  rescheduled: { zh: "已改期", en: "moved" },
  cancelled_by_candidate: { zh: "候选人取消", en: "cancelled by the candidate" },
  cancelled_by_recruiter: { zh: "招聘方取消", en: "cancelled by us" },
  attended: { zh: "已面试", en: "attended" },
  no_show: { zh: "未到", en: "did not show up" },
};

/** A button about an interview. */
export type InterviewChoice = { value: string; label: Bilingual };

/** An interview as its conversation knows it: what to remind of, and when. */
export type Appointment = {
  booking: string;
  startsAt: number;
  reminders: { kind: ReminderKind; due: number; words: Bilingual; choices: InterviewChoice[] }[];
};

/** What just happened; `told` = nothing did, it was only said again. */
export type InterviewChange = "offered" | "booked" | "moved" | "cancelled" | "confirmed" | "told";

/**
 * What recruiters hear of what the candidate did, or that a reminder cannot be sent before the candidate writes again; `at` =
 * when the interview is or was, ms.
 */
export type InterviewNews = {
  what: "booked" | "moved" | "cancelled" | "confirmed" | "none_fits" | "not_reminded";
  at: number | null;
};
