import { z } from "zod";
import { addDays, dayIn } from "../../core/calendar-days.ts";
import { readCalendar } from "../../core/interviews/read-calendar.ts";
import { inARow, planSlots, slotLimits } from "../../core/interviews/slots.ts";
import { isTimeZone } from "../../core/interviews/zone-time.ts";
import type { Locale } from "../../core/locale.ts";
import { readNow } from "../../db/decisions.ts";
import type { NewSlots } from "../../db/interview-slots.ts";
import { countedJobs } from "../../db/job-opening.ts";
import { listRecruiters } from "../../db/recruiters.ts";
import { ownOnly } from "../access.ts";
import { companyTimeZone } from "../candidate.ts";
import type { SlotChoices } from "../cards/slots.ts";
import type { Recruiter, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";

/** Slots as entered; `left` = calendar entries nothing came of. */
export type EnteredSlots = Omit<NewSlots, "source" | "by" | "now"> & { left: number };
type Read = EnteredSlots | { errors: Record<string, string> };

/** The scope of slots for every job, as an option's value. */
const everyJob = "every";
/** So far ahead a calendar is read, days. */
const aheadDays = 90;

/** What the forms offer this person: jobs, interviewers, and where the day begins. */
export async function slotChoices(deps: RecruiterDeps, who: Recruiter): Promise<SlotChoices> {
  const { db, locale } = deps;
  const [{ jobs }, rows, timeZone, now] = await Promise.all([
    countedJobs(
      db.sql,
      who.company,
      { limit: 98, offset: 0 },
      { status: "open", ownOf: ownOnly(who, "action slot_new") },
    ),
    listRecruiters(db.orm, who.company),
    companyTimeZone(db.sql, who.company),
    readNow(db.sql, deps.clock()),
  ]);
  const people = rows
    .filter(({ role }) => role !== "auditor")
    .map(({ id, name }) => ({ value: id, label: name }));
  return {
    jobs: [
      ...jobs.map(({ id, title }) => ({ value: id, label: title })),
      { value: everyJob, label: say(locale, "所有岗位", "Every job") },
    ],
    people: [
      ...people.filter(({ value }) => value === who.id),
      ...people.filter(({ value }) => value !== who.id),
    ],
    self: who.id,
    timeZone,
    tomorrow: addDays(dayIn(timeZone, now), 1),
  };
}

/** Times one after the other, as entered. */
export function readSlotForm(
  choices: SlotChoices,
  form: Record<string, string>,
  now: Date,
  locale: Locale,
): Read {
  const { errors, ...common } = readCommon(choices, form, locale);
  const day = z.iso.date().safeParse(form.day).data;
  const time = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec((form.time ?? "").trim());
  const count = whole(form.count, 1, slotLimits.count);
  const minutes = whole(form.minutes, slotLimits.minutes[0], slotLimits.minutes[1]);
  if (!day) errors.day = say(locale, "请选日期，例如 2026-11-28。", "A day such as 2026-11-28.");
  if (!time) errors.time = say(locale, "请写时间，例如 14:00。", "A time such as 14:00.");
  if (count === null) errors.count = between(1, slotLimits.count, locale);
  if (minutes === null) errors.minutes = between(...slotLimits.minutes, locale);
  if (Object.keys(errors).length > 0 || !day || !time || count === null || minutes === null)
    return { errors };
  const clock = `${(time[1] ?? "").padStart(2, "0")}:${time[2]}`;
  const { timeZone, buffer } = common;
  const plan = planSlots({ day, time: clock, timeZone, count, minutes, buffer }, now.getTime());
  if ("spans" in plan) return { ...common, spans: plan.spans, left: 0 };
  const problem =
    plan.problem === "past"
      ? say(locale, "这个时间已经过去了。", "That time is over.")
      : say(
          locale,
          "那天改夏令时，没有这个钟点，请换一个。",
          "Clocks change on that day and skip this time; please choose another.",
        );
  return { errors: { time: problem } };
}

/** Times out of a calendar's text; `problem` = why its file could not be taken. */
export function readSlotImport(
  choices: SlotChoices,
  form: Record<string, string>,
  calendar: { text: string } | { problem: string },
  now: Date,
  locale: Locale,
): Read {
  const { errors, ...common } = readCommon(choices, form, locale);
  const some = (form.minutes ?? "").trim() !== "";
  const minutes = whole(form.minutes, slotLimits.minutes[0], slotLimits.minutes[1]);
  if (some && minutes === null) errors.minutes = between(...slotLimits.minutes, locale);
  const from = now.getTime();
  const where = "problem" in calendar || (form.calendar ?? "").trim() === "" ? "file" : "calendar";
  const read =
    "problem" in calendar
      ? null
      : readCalendar(calendar.text, common.timeZone, { from, until: from + aheadDays * 86_400_000 });
  if ("problem" in calendar) errors.file = calendar.problem;
  else if (!read)
    errors[where] = say(
      locale,
      "没有看懂：需要完整的 .ics，从 BEGIN:VCALENDAR 到 END:VCALENDAR。",
      "This is no calendar: it takes a whole .ics from BEGIN:VCALENDAR to END:VCALENDAR.",
    );
  else if (read.spans.length === 0)
    errors[where] = say(
      locale,
      `里面没有 ${aheadDays} 天内可用的时间（全天、已取消、已过去的不算）。`,
      `It has no usable time within ${aheadDays} days (whole days, cancelled and past entries do not count).`,
    );
  if (Object.keys(errors).length > 0 || !read) return { errors };
  const spans = read.spans
    .flatMap((span) => (minutes === null ? [span] : inARow(span, minutes, common.buffer, 20)))
    .slice(0, 200);
  return { ...common, spans, left: read.left };
}

function readCommon(choices: SlotChoices, form: Record<string, string>, locale: Locale) {
  const errors: Record<string, string> = {};
  const job = choices.jobs.find(({ value }) => value === form.job)?.value;
  const interviewer = choices.people.find(({ value }) => value === form.interviewer)?.value;
  const capacity = whole(form.capacity, 1, slotLimits.capacity);
  const buffer = whole(form.buffer, 0, slotLimits.buffer);
  const timeZone = (form.zone ?? "").trim() || choices.timeZone;
  if (!job) errors.job = say(locale, "请选择岗位。", "Please choose a job.");
  if (!interviewer) errors.interviewer = say(locale, "请选择面试官。", "Please choose an interviewer.");
  if (capacity === null) errors.capacity = between(1, slotLimits.capacity, locale);
  if (buffer === null) errors.buffer = between(0, slotLimits.buffer, locale);
  const known = isTimeZone(timeZone);
  if (!known)
    errors.zone = say(locale, "没有这个时区，例如 Asia/Shanghai。", "No such time zone; e.g. Asia/Shanghai.");
  return {
    errors,
    job: job === everyJob || !job ? "" : job,
    interviewer: interviewer ?? "",
    capacity: capacity ?? 1,
    buffer: buffer ?? 0,
    place: (form.place ?? "").trim().slice(0, 300),
    timeZone: known ? timeZone : choices.timeZone,
  };
}

function whole(text: string | undefined, least: number, most: number): number | null {
  const said = (text ?? "").trim();
  const value = /^\d{1,4}$/.test(said) ? Number(said) : null;
  return value !== null && value >= least && value <= most ? value : null;
}

const between = (least: number, most: number, locale: Locale): string =>
  say(locale, `请写 ${least} 到 ${most} 的整数。`, `A whole number from ${least} to ${most}.`);
