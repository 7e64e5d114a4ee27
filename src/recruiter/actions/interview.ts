import { appointmentOf, type InterviewDraft, toldOf } from "../../conversation/interview-draft.ts";
import { dayIn } from "../../core/calendar-days.ts";
import { type Criterion, criterionIds } from "../../core/interviews/sheet.ts";
import { dayAndTime } from "../../core/interviews/words.ts";
import { inLocale } from "../../core/locale.ts";
import type { Outcome as WorkOutcome } from "../../core/outcomes.ts";
import { book, lastBooking, markBooking } from "../../db/interview-bookings.ts";
import { putFeedback } from "../../db/interview-feedback.ts";
import { freeSlots } from "../../db/interview-slots.ts";
import { insertFact } from "../../db/outcomes.ts";
import { act, type Outcome, type Step } from "../act.ts";
import { companyTimeZone } from "../candidate.ts";
import { feedbackForm, moveForm, sheetCard, theyChoose } from "../cards/interview.ts";
import { callOff } from "../interviews/slot-off.ts";
import { offerTimes, tellInterview } from "../interviews/tell.ts";
import { reportedNotice, reportOutcome } from "../outcomes.ts";
import { noteInThread, refreshCard } from "../queue.ts";
import type { Action, ActionInput, Recruiter, RecruiterDeps } from "../types.ts";
import { caseNumber, say } from "../words.ts";
import { before } from "./offer-form.ts";

/** Sends the candidate the free times to choose from. */
export const interviewOffer: Action = {
  id: "interview_offer",
  async run(deps, who, input) {
    const seen = await before(deps, who, input.value, null);
    if ("kind" in seen) return seen;
    return await act(deps, who, seen.target.a, input.deliveryId, (step) =>
      letChoose(deps, who, step, input.deliveryId),
    );
  },
};

async function letChoose(deps: RecruiterDeps, who: Recruiter, step: Step, key: string): Promise<Outcome> {
  const { tx, application, now } = step;
  const { locale } = deps;
  const of = { company: who.company, application, now, by: who.id };
  if (application.stage !== "invited")
    return {
      kind: "refused",
      notice: say(locale, "邀请之后才能发面试时间。", "Invite the candidate first."),
    };
  const booking = await lastBooking(tx, who.company, application.id);
  const standing = booking?.state === "booked" || booking?.state === "confirmed";
  if (!(await offerTimes(deps, tx, of, key, standing ? "move" : "invited")))
    return {
      kind: "refused",
      notice: say(
        locale,
        "现在没有空闲的面试时间，请先用 /slots 添加。",
        "There is no free interview time; add some with /slots first.",
      ),
    };
  await refreshCard(deps, tx, of, key, now);
  const line = `${who.name} · ${say(locale, "发出面试时间", "offered interview times")}`;
  await noteInThread(deps, tx, of, key, line, now);
  const number = caseNumber(application.number);
  return {
    kind: "done",
    notice: say(locale, `已把空闲时间发给 ${number}。`, `${number} has the free times.`),
  };
}

/** Moves the interview to another time, or lets the candidate choose one. */
export const interviewMove: Action = {
  id: "interview_move",
  async run(deps, who, input) {
    const seen = await before(deps, who, input.value, null);
    if ("kind" in seen) return seen;
    const { locale, db } = deps;
    if (!input.form) {
      const timeZone = await companyTimeZone(db.sql, who.company);
      const now = deps.clock() ?? new Date();
      const free = await freeSlots(db.sql, who.company, seen.target.a, now, { limit: 40, offset: 0 });
      const times = free.map(({ id, startsAt }) => ({
        value: id,
        label: inLocale(dayAndTime(startsAt.getTime(), timeZone), locale),
      }));
      return { kind: "form", modal: moveForm(input.value, times, locale) };
    }
    const slot = input.form.slot ?? theyChoose;
    return await act(deps, who, seen.target.a, input.deliveryId, (step) =>
      slot === theyChoose
        ? letChoose(deps, who, step, input.deliveryId)
        : moveTo(deps, who, step, slot, input.deliveryId),
    );
  },
};

async function moveTo(
  deps: RecruiterDeps,
  who: Recruiter,
  { tx, application, now }: Step,
  slot: string,
  key: string,
): Promise<Outcome> {
  const { locale } = deps;
  const { company } = who;
  const of = { company, application, now, by: who.id };
  if (!/^[0-9a-f-]{36}$/.test(slot) || application.stage !== "invited" || !application.conversationId)
    return { kind: "refused", notice: say(locale, "这个时间不能用。", "This time cannot be used.") };
  const done = await book(tx, { company, applicationId: application.id, by: who.id, now }, slot);
  if (done.kind === "same")
    return { kind: "refused", notice: say(locale, "已经是这个时间了。", "It is at that time already.") };
  if (done.kind === "refused") {
    const why = {
      taken: say(locale, "这个时间刚刚被约走了。", "That time has just been taken."),
      over: say(locale, "这个时间已经不能约了。", "That time cannot be booked any more."),
      clash: say(locale, "候选人那时有另一场面试。", "The candidate has another interview then."),
      late: say(locale, "原来的面试已经开始，不能再改。", "The interview has begun and cannot be moved."),
    };
    return { kind: "refused", notice: why[done.because] };
  }
  const chat = { company, id: application.conversationId, applicationId: application.id };
  const draft: InterviewDraft = {
    change: done.kind,
    ...toldOf(deps, done.booking, done.kind),
    appointment: await appointmentOf(tx, chat, done.booking, now),
  };
  await tellInterview(deps, tx, of, key, draft);
  const time = inLocale(dayAndTime(done.slot.startsAt.getTime(), done.slot.timeZone), locale);
  await noteInThread(
    deps,
    tx,
    of,
    key,
    `${who.name} · ${say(locale, "面试定在", "set the interview for")} ${time}`,
    now,
  );
  await refreshCard(deps, tx, of, key, now);
  return {
    kind: "done",
    notice: say(
      locale,
      `面试定在 ${time}，候选人已收到。`,
      `The interview is on ${time}; the candidate knows.`,
    ),
  };
}

/** Cancels the interview; the candidate is told and may choose again. */
export const interviewCancel: Action = {
  id: "interview_cancel",
  async run(deps, who, input) {
    const seen = await before(deps, who, input.value, null);
    if ("kind" in seen) return seen;
    return await act(deps, who, seen.target.a, input.deliveryId, async ({ tx, application, now }) => {
      const of = { company: who.company, application, now, by: who.id };
      const done = await callOff(deps, tx, of, input.deliveryId);
      return done === "done"
        ? {
            kind: "done",
            notice: say(deps.locale, "已取消，候选人会收到通知。", "Cancelled; the candidate is told."),
          }
        : { kind: "refused", notice: noInterview(deps) };
    });
  },
};

/** The questions for whoever holds the interview. */
export const interviewSheet: Action = {
  id: "interview_sheet",
  async run(deps, who, input) {
    const seen = await before(deps, who, input.value, null);
    return "kind" in seen
      ? seen
      : { kind: "view", view: sheetCard(seen.candidate, deps.locale), beside: true };
  },
};

/** The candidate did not come. */
export const interviewNoShow: Action = {
  id: "interview_no_show",
  async run(deps, who, input) {
    const seen = await before(deps, who, input.value, null);
    if ("kind" in seen) return seen;
    return await act(deps, who, seen.target.a, input.deliveryId, (step) =>
      close(deps, who, step, input, "no_show"),
    );
  },
};

/** What an interviewer found; with it the interview took place. */
export const interviewFeedback: Action = {
  id: "interview_feedback",
  async run(deps, who, input) {
    const { locale, vault } = deps;
    const seen = await before(deps, who, input.value, null);
    if ("kind" in seen) return seen;
    const earlier = seen.candidate.interview?.feedback.find(({ recruiterId }) => recruiterId === who.id);
    if (!input.form) {
      const scores = Object.fromEntries(
        Object.entries(earlier?.scores ?? {}).map(([id, mark]) => [id, String(mark)]),
      );
      const rest = earlier ? { recommend: earlier.recommend ? "yes" : "no", note: earlier.note } : {};
      return { kind: "form", modal: feedbackForm(input.value, { ...scores, ...rest }, locale) };
    }
    const { form } = input;
    const missing = [
      ...criterionIds.filter((id) => !/^[1-5]$/.test(form[id] ?? "")),
      ...(/^(?:yes|no)$/.test(form.recommend ?? "") ? [] : ["recommend"]),
    ];
    if (missing.length > 0) {
      const words = say(locale, "请选择。", "Please choose.");
      return {
        kind: "invalid",
        errors: Object.fromEntries(missing.map((id) => [id, words])),
        modal: feedbackForm(input.value, form, locale),
      };
    }
    const marksOf = (id: Criterion) => [id, Number(form[id])] as const;
    return await act(deps, who, seen.target.a, input.deliveryId, async (step) => {
      const booking = await lastBooking(step.tx, who.company, step.application.id);
      if (!booking) return { kind: "refused", notice: noInterview(deps) };
      const closed = await close(deps, who, step, input, "attended");
      if (closed.kind === "refused") return closed;
      await putFeedback(step.tx, vault, who.company, {
        bookingId: booking.id,
        applicationId: step.application.id,
        recruiterId: who.id,
        scores: Object.fromEntries(criterionIds.map(marksOf)) as Record<Criterion, number>,
        recommend: form.recommend === "yes",
        note: (form.note ?? "").trim(),
        at: step.now,
      });
      await insertFact(step.tx, {
        company: who.company,
        applicationId: step.application.id,
        key: `interview_judged:${input.deliveryId}`,
        name: "interview_judged",
        actor: who.id,
        data: null,
        at: step.now.getTime(),
      });
      return { kind: "done", notice: say(locale, "反馈已保存。", "Your feedback is saved.") };
    });
  },
};

/** Ends a begun interview one way or the other; the outcome is reported as every other way of reporting it does. */
async function close(
  deps: RecruiterDeps,
  who: Recruiter,
  { tx, application, now }: Step,
  input: ActionInput,
  to: "attended" | "no_show",
): Promise<Outcome> {
  const { company } = who;
  const booking = await lastBooking(tx, company, application.id);
  if (!booking?.startsAt || booking.state === "offered")
    return { kind: "refused", notice: noInterview(deps) };
  if (booking.startsAt > now)
    return {
      kind: "refused",
      notice: say(deps.locale, "面试还没开始。", "The interview has not begun yet."),
    };
  const from =
    to === "attended"
      ? (["booked", "confirmed", "no_show"] as const)
      : (["booked", "confirmed", "attended"] as const);
  const by = { company, by: who.id, now };
  if (booking.state !== to && !(await markBooking(tx, by, booking.id, from, to)))
    return { kind: "refused", notice: noInterview(deps) };
  const outcome: WorkOutcome = to === "attended" ? "interviewed" : "no_show";
  const on = dayIn(await companyTimeZone(tx, company), booking.startsAt);
  const report = { outcome, on, reason: null };
  const done = await reportOutcome(deps, tx, who, application.id, report);
  await refreshCard(deps, tx, { company, application }, `interview:${input.deliveryId}`, now);
  return {
    kind: done.kind === "refused" ? "refused" : "done",
    notice: reportedNotice(done, report, deps.locale),
  };
}

const noInterview = ({ locale }: RecruiterDeps): string =>
  say(locale, "现在没有约好的面试。", "There is no interview booked now.");
