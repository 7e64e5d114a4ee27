import type { Appointment } from "../interviews/appointment.ts";
import type { ReminderKind } from "../interviews/reminders.ts";
import { inLocale } from "../locale.ts";
import type { DialogueEvent } from "./event.ts";
import type { Letter } from "./letter.ts";
import { deliverWords } from "./recruiter-words.ts";
import { arm, cancel, type Fired, fact, notify, type Said, type Scene } from "./scene.ts";
import { isTimed, type Place } from "./state.ts";

type Changed = Extract<DialogueEvent, { type: "interview" }>;

const timerOf = { day: "interview_day", hours: "interview_hours" } as const satisfies Record<
  ReminderKind,
  string
>;
const kindOf = { interview_day: "day", interview_hours: "hours" } as const;

/** A message about the interview: the conversation room answers it with an `interview` event right behind. */
export const hearInterview = (place: Place, { aside }: Said): Place | null => (aside ? place : null);

/** Times are offered, or the appointment changed: tells the candidate, (dis)arms its reminders and lets recruiters know. */
export function interviewChanged(scene: Scene, place: Place, event: Changed): Place | null {
  const { common } = scene;
  const id = `interview:${event.key}`;
  if (common.seen.includes(id)) return null;
  common.seen = [...common.seen.slice(-99), id];
  const before = common.interview?.appointment ?? null;
  const appointment = event.appointment === undefined ? before : event.appointment;
  if (event.appointment !== undefined) rearm(scene, appointment);
  const offered = (event.choices ?? []).filter(({ value }) => value.startsWith("interview:pick:"));
  common.interview = { appointment, offered };
  noteChange(scene, event);
  if (event.news) notify(scene, { kind: "interview", ...event.news });
  for (const [index, words] of event.words.entries()) {
    const isLast = index === event.words.length - 1;
    speak(scene, place, inLocale(words, scene.locale), isLast ? (event.choices ?? []) : []);
  }
  return place;
}

/** A reminder is due. Whoever wants none or cannot be reached gets none; one that comes after the interview is none. */
export function remindOfInterview(
  scene: Scene,
  place: Place,
  timer: Fired["timer"] & keyof typeof kindOf,
): Place {
  const appointment = scene.common.interview?.appointment;
  const reminder = appointment?.reminders.find(({ kind }) => kind === kindOf[timer]);
  if (!appointment || !reminder) return place;
  const { noReminders, blocked } = scene.common;
  const wanted = !noReminders && !blocked && scene.event.now < appointment.startsAt;
  const bubble = wanted
    ? speak(scene, place, inLocale(reminder.words, scene.locale), reminder.choices)
    : null;
  scene.effects.push({
    type: "interviewReminded",
    booking: appointment.booking,
    kind: reminder.kind,
    said: wanted,
    bubble,
  });
  return place;
}

function rearm(scene: Scene, appointment: Appointment | null): void {
  cancel(scene, "interview_day", "interview_hours");
  for (const { kind, due } of appointment?.reminders ?? []) arm(scene, timerOf[kind], due);
}

function noteChange(scene: Scene, { change, by }: Changed): void {
  switch (change) {
    case "offered":
      return fact(scene, "interview_offered");
    case "booked":
      return fact(scene, "interview_booked");
    case "moved":
      return fact(scene, "interview_moved");
    case "cancelled":
      return fact(scene, "interview_cancelled", { by: by === "candidate" ? "candidate" : "recruiter" });
    case "confirmed":
      return fact(scene, "interview_confirmed");
    case "told":
      return;
    default:
      return change satisfies never;
  }
}

/** Waits until a running timed section is over; null = it waits, so its bubble has no key yet. */
function speak(
  scene: Scene,
  place: Place,
  text: string,
  choices: Appointment["reminders"][number]["choices"],
): string | null {
  const shown = choices.map(({ value, label }) => ({ value, label: inLocale(label, scene.locale) }));
  const letter: Letter = { kind: "interview", text, choices: shown };
  if (!isTimed(place)) return deliverWords(scene, letter);
  scene.common.waiting = [...scene.common.waiting, letter];
  return null;
}
