import type { Button, KnownBlock, ModalView } from "@slack/types";
import { bookingNames, type InterviewNews } from "../../core/interviews/appointment.ts";
import {
  type Criterion,
  criteria,
  criterionIds,
  marks,
  neverAsk,
  questionSheet,
} from "../../core/interviews/sheet.ts";
import { dayAndTime } from "../../core/interviews/words.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { maskPersonal } from "../../core/masking.ts";
import type { Booking } from "../../db/interview-bookings.ts";
import type { Feedback } from "../../db/interview-feedback.ts";
import type { Candidate } from "../candidate.ts";
import { literal, mrkdwn, mrkdwnText, plainText, quoteBlock } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";
import { actOn, button } from "./buttons.ts";
import { candidateTitle } from "./decision.ts";
import { form, selectField, textField } from "./form.ts";

/** The interview of an application as of now; `begun` = its time has come. */
export type Interview = { booking: Booking | null; begun: boolean; feedback: Feedback[] };

/** On the card: when the interview is, where it stands, what was found, and what can be done. */
export function interviewBlocks(
  { application: a, interview, timeZone }: Candidate,
  locale: Locale,
): KnownBlock[] {
  if (!interview || a.erased || (a.stage !== "invited" && !interview.booking)) return [];
  const { booking, feedback } = interview;
  const lines = [
    ...(booking ? [`📅 ${bookingWords(booking, timeZone, locale)}`] : []),
    ...feedback.slice(-3).map((one) => feedbackWords(one, locale)),
  ];
  const elements = buttonsOf(interview, a.stage === "invited").map((id) =>
    interviewButton(id, { a: a.id, v: a.version }, locale),
  );
  return [
    ...(lines.length > 0 ? [{ type: "section" as const, text: mrkdwnText(lines.join("\n")) }] : []),
    ...(elements.length > 0 ? [{ type: "actions" as const, elements }] : []),
  ];
}

function bookingWords(
  { startsAt, state, interviewerName }: Booking,
  timeZone: string,
  locale: Locale,
): string {
  const what = inLocale(bookingNames[state], locale);
  const lead = say(locale, "面试", "Interview");
  if (!startsAt) return `*${lead}* · ${what}`;
  const who = interviewerName ? ` · ${mrkdwn(interviewerName, 60)}` : "";
  return `*${lead} ${inLocale(dayAndTime(startsAt.getTime(), timeZone), locale)}* · ${what}${who}`;
}

/** "王主管：建议录用 · 解决问题 4 · …". */
function feedbackWords({ name, recruiterId, recommend, scores, note }: Feedback, locale: Locale): string {
  const verdict = recommend
    ? say(locale, "建议录用", "recommends hiring")
    : say(locale, "不建议录用", "does not recommend hiring");
  const each = criterionIds.map((id) => `${inLocale(criteria[id], locale)} ${scores[id] ?? "–"}`).join(" · ");
  const words = note ? `\n“${mrkdwn(note, 300)}”` : "";
  return `📝 ${mrkdwn(name ?? recruiterId, 60)}${say(locale, "：", ": ")}*${verdict}* · ${each}${words}`;
}

type ButtonId =
  | "interview_offer"
  | "interview_sheet"
  | "interview_move"
  | "interview_cancel"
  | "interview_feedback"
  | "interview_no_show";

function buttonsOf({ booking, begun }: Interview, invited: boolean): ButtonId[] {
  const offer: ButtonId[] = invited ? ["interview_offer"] : [];
  if (!booking) return [...offer, "interview_sheet"];
  switch (booking.state) {
    case "offered":
      return [...offer, "interview_move", "interview_sheet"];
    case "booked":
    case "confirmed":
      return begun
        ? ["interview_feedback", "interview_no_show", "interview_sheet"]
        : ["interview_sheet", "interview_move", "interview_cancel"];
    case "attended":
      return ["interview_feedback", "interview_sheet"];
    case "no_show":
    case "cancelled_by_candidate":
    case "cancelled_by_recruiter":
    case "rescheduled":
      return [...offer, "interview_sheet"];
    default:
      return booking.state satisfies never;
  }
}

const labels: Record<ButtonId, { zh: string; en: string }> = {
  interview_offer: { zh: "发面试时间", en: "Offer times" },
  interview_sheet: { zh: "面试提纲", en: "Question sheet" },
  interview_move: { zh: "改期…", en: "Move…" },
  interview_cancel: { zh: "取消面试", en: "Cancel interview" },
  interview_feedback: { zh: "面试反馈…", en: "Feedback…" },
  interview_no_show: { zh: "未到", en: "No-show" },
};

function interviewButton(id: ButtonId, target: { a: string; v: number }, locale: Locale): Button {
  const one = button(
    id,
    inLocale(labels[id], locale),
    JSON.stringify(target),
    id === "interview_cancel" ? "danger" : undefined,
  );
  if (id !== "interview_cancel" && id !== "interview_no_show") return one;
  const text =
    id === "interview_cancel"
      ? say(
          locale,
          "候选人会收到通知，并可以另选时间。",
          "The candidate is told and may choose another time.",
        )
      : say(
          locale,
          "记为爽约，候选人不会收到消息。",
          "It is recorded as a no-show; the candidate is told nothing.",
        );
  const confirm = {
    title: plainText(`${inLocale(labels[id], locale)}?`, 100),
    text: plainText(text, 300),
    confirm: plainText(inLocale(labels[id], locale), 30),
    deny: plainText(say(locale, "先不", "Not now"), 30),
  };
  return { ...one, confirm };
}

/** The structured sheet for whoever holds the interview, made of the weak points of the result. */
export function sheetCard({ application: a, assessment }: Candidate, locale: Locale): View {
  const title = `${candidateTitle(a, locale)} · ${say(locale, "面试提纲", "Question sheet")}`;
  const questions = questionSheet(assessment?.assessment ?? null);
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    { type: "section", text: mrkdwnText(`⚠ ${inLocale(neverAsk, locale)}`) },
    ...questions.map((one, i): KnownBlock => {
      const lead = [
        literal(`${i + 1}. ${inLocale(one.ask, locale)}\n`, 700, { bold: true }),
        literal(`${say(locale, "为什么问", "Why")}: ${inLocale(one.why, locale)}\n`, 400),
        literal(`${say(locale, "听什么", "Listen for")}: ${inLocale(one.listen, locale)}`, 600),
      ];
      if (one.quote !== null) return quoteBlock(lead, maskPersonal(one.quote, locale), 300);
      return { type: "rich_text", elements: [{ type: "rich_text_section", elements: lead }] };
    }),
    { type: "actions", elements: [actOn("open", { a: a.id, v: a.version }, locale)] },
  ];
  return { text: mrkdwn(title, 300), blocks };
}

/** Marks by criterion, a recommendation and a note. */
export function feedbackForm(value: string, entered: Record<string, string>, locale: Locale): ModalView {
  const words = {
    title: say(locale, "面试反馈", "Interview feedback"),
    submit: say(locale, "保存", "Save"),
    cancel: say(locale, "取消", "Cancel"),
  };
  const choices = ([1, 2, 3, 4, 5] as const).map((mark) => ({
    value: String(mark),
    label: inLocale(marks[mark], locale),
  }));
  return form("interview_feedback", value, words, [
    ...criterionIds.map((id: Criterion) =>
      selectField(id, inLocale(criteria[id], locale), choices, entered[id]),
    ),
    selectField(
      "recommend",
      say(locale, "建议录用吗", "Recommend hiring?"),
      [
        { value: "yes", label: say(locale, "建议", "Yes") },
        { value: "no", label: say(locale, "不建议", "No") },
      ],
      entered.recommend,
    ),
    textField("note", say(locale, "说明", "Note"), {
      lines: true,
      max: 1000,
      optional: true,
      value: entered.note ?? "",
      hint: inLocale(neverAsk, locale),
    }),
  ]);
}

/** Letting the candidate choose, as an option's value. */
export const theyChoose = "they";

/** Another time, by us or by the candidate. */
export function moveForm(
  value: string,
  times: { value: string; label: string }[],
  locale: Locale,
): ModalView {
  const words = {
    title: say(locale, "面试时间", "Interview time"),
    submit: say(locale, "确定", "Save"),
    cancel: say(locale, "取消", "Cancel"),
  };
  const they = { value: theyChoose, label: say(locale, "请候选人自己选", "Let the candidate choose") };
  return form("interview_move", value, words, [
    selectField("slot", say(locale, "改到", "To"), [they, ...times].slice(0, 100), theyChoose, {
      hint: say(
        locale,
        "候选人马上会收到新的时间和日历文件。",
        "The candidate gets the new time and its calendar file at once.",
      ),
    }),
  ]);
}

/** What the candidate did about the interview, for the thread. */
export function newsWords({ what, at }: InterviewNews, timeZone: string, locale: Locale): string {
  const time = at === null ? "" : inLocale(dayAndTime(at, timeZone), locale);
  switch (what) {
    case "booked":
      return say(locale, `📅 候选人约了面试：${time}`, `📅 The candidate booked the interview: ${time}`);
    case "moved":
      return say(locale, `📅 候选人把面试改到：${time}`, `📅 The candidate moved the interview to ${time}`);
    case "cancelled":
      return say(locale, `📅 候选人取消了面试：${time}`, `📅 The candidate cancelled the interview: ${time}`);
    case "confirmed":
      return say(
        locale,
        `📅 候选人确认会参加面试：${time}`,
        `📅 The candidate will come to the interview: ${time}`,
      );
    case "not_reminded":
      return say(
        locale,
        `📅 面试提醒现在发不出去（平台只允许在候选人来消息后的一段时间内发）：${time}。请打电话或用别的方式提醒。`,
        `📅 The reminder of the interview on ${time} cannot be sent now: the platform allows messages only for a while after the candidate's. Please remind them another way.`,
      );
    case "none_fits":
      return say(
        locale,
        "📅 给出的面试时间候选人都不合适，或已没有空位：请用 /slots 添加时间，再点“发面试时间”。",
        "📅 No interview time fits the candidate, or none is free: add some with /slots and press Offer times.",
      );
    default:
      return what satisfies never;
  }
}
