import { weekdayOf } from "../calendar-days.ts";
import type { Bilingual, Locale } from "../locale.ts";
import type { InterviewChoice } from "./appointment.ts";
import type { Span } from "./slots.ts";
import { interviewValue } from "./wish.ts";
import { clockIn } from "./zone-time.ts";

const weekdays = {
  zh: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "11月28日 周六 14:00" and "Sat 28 Nov 14:00" on the wall clock of a time zone. */
export function dayAndTime(at: number, timeZone: string): Bilingual {
  const { day, time } = clockIn(timeZone, at);
  const [, month = 1, date = 1] = day.split("-").map(Number);
  const weekday = weekdayOf(day) - 1;
  return {
    zh: `${month}月${date}日 ${weekdays.zh[weekday]} ${time}`,
    en: `${weekdays.en[weekday]} ${date} ${months[month - 1]} ${time}`,
  };
}

/** What people call a time zone; one without a name here is called by its id. */
export const zoneName = (timeZone: string): Bilingual =>
  timeZone === "Asia/Shanghai"
    ? { zh: "北京时间", en: "Beijing time" }
    : { zh: `${timeZone} 时间`, en: `${timeZone} time` };

/** What a candidate is told of an interview. */
export type Told = Span & { timeZone: string; place: string; link: string };

/** Times to choose from, as buttons; with one for more of them, if there are. */
export const timeChoices = (
  slots: readonly { id: string; startsAt: number }[],
  timeZone: string,
  more: number | null,
): InterviewChoice[] => [
  ...slots.map(({ id, startsAt }) => ({
    value: interviewValue({ kind: "pick", slot: id }),
    label: dayAndTime(startsAt, timeZone),
  })),
  ...(more === null
    ? []
    : [{ value: interviewValue({ kind: "more", from: more }), label: { zh: "更多时间", en: "More times" } }]),
  { value: interviewValue({ kind: "none" }), label: { zh: "都不合适", en: "None of these" } },
];

/** Asks for a choice; the reason comes first. */
export function offerWords(
  why: "invited" | "more" | "move" | "taken" | "again" | "zone",
  timeZone: string,
): Bilingual {
  const zone = zoneName(timeZone);
  return {
    zh: `${lead[why].zh}请选一个面试时间（${zone.zh}）：`,
    en: `${lead[why].en}Please choose a time for the interview (${zone.en}):`,
  };
}

const lead: Record<Parameters<typeof offerWords>[0], Bilingual> = {
  invited: { zh: "", en: "" },
  more: { zh: "还有这些时间。", en: "There are these as well. " },
  move: {
    zh: "可以改期，选好新时间之前原来的时间还为您留着。",
    en: "Yes, it can be moved; your present time is kept until you choose. ",
  },
  taken: { zh: "这个时间刚刚被约走了，不好意思。", en: "Sorry, that time has just been taken. " },
  again: { zh: "", en: "" },
  zone: { zh: "好的，时间换成您那边的了。", en: "All right, times are now yours. " },
};

/** The interview as it stands, with its calendar file and what can be done about it. */
export function bookedWords(told: Told, how: "booked" | "moved" | "told"): Bilingual {
  const first = {
    booked: { zh: "面试约好了", en: "Your interview is booked" },
    moved: { zh: "已改到新的时间", en: "Your interview is moved" },
    told: { zh: "您的面试", en: "Your interview" },
  }[how];
  const time = dayAndTime(told.startsAt, told.timeZone);
  const zone = zoneName(told.timeZone);
  const minutes = Math.round((told.endsAt - told.startsAt) / 60_000);
  return {
    zh: [
      `${first.zh}：${time.zh}（${zone.zh}），${minutes} 分钟。`,
      ...(told.place ? [`地点：${told.place}`] : []),
      `加到日历：${told.link}`,
      "要改期或取消，随时回复“改期”或“取消”。",
    ].join("\n"),
    en: [
      `${first.en}: ${time.en} (${zone.en}), ${minutes} minutes.`,
      ...(told.place ? [`Where: ${told.place}`] : []),
      `Add it to your calendar: ${told.link}`,
      'To move or cancel it, reply "reschedule" or "cancel" at any time.',
    ].join("\n"),
  };
}

/** A reminder; it names the time, so that it is right also when it comes late. */
export function reminderWords(told: Pick<Told, "startsAt" | "timeZone" | "place">): Bilingual {
  const time = dayAndTime(told.startsAt, told.timeZone);
  const zone = zoneName(told.timeZone);
  return {
    zh: [`提醒您：面试在 ${time.zh}（${zone.zh}）。`, ...(told.place ? [`地点：${told.place}`] : [])].join(
      "\n",
    ),
    en: [
      `A reminder: your interview is on ${time.en} (${zone.en}).`,
      ...(told.place ? [`Where: ${told.place}`] : []),
    ].join("\n"),
  };
}

/** Below a reminder. */
export const reminderChoices: InterviewChoice[] = [
  { value: interviewValue({ kind: "confirm" }), label: { zh: "我会到", en: "I will be there" } },
  { value: interviewValue({ kind: "move" }), label: { zh: "改期", en: "Reschedule" } },
  { value: interviewValue({ kind: "cancel" }), label: { zh: "取消面试", en: "Cancel" } },
];

export const moveOrCancel: InterviewChoice[] = reminderChoices.slice(1);
export const moveOnly: InterviewChoice[] = [
  { value: interviewValue({ kind: "move" }), label: { zh: "重新选时间", en: "Choose another time" } },
];

/** Short answers. */
export const interviewSentences = {
  confirmed: { zh: "好的，到时见。", en: "Great, see you then." },
  cancelled: {
    zh: "面试已取消。想再约，随时回复“改期”。",
    en: 'The interview is cancelled. To choose another time, reply "reschedule".',
  },
  cancelledByUs: {
    zh: "很抱歉，这场面试的时间取消了。",
    en: "We are sorry: this time for your interview had to be cancelled.",
  },
  unable: { zh: "没关系，想改期还是取消？", en: "No problem. Move it or cancel it?" },
  noneFits: {
    zh: "好的，已告诉招聘同事，会给您找别的时间。您也可以直接写下方便的时间。",
    en: "All right, the recruiters know and will look for other times. You can also write when you are free.",
  },
  noTimes: {
    zh: "暂时没有别的时间了，已告诉招聘同事，有了新时间会发给您。",
    en: "There are no other times at the moment. The recruiters know and will send you new ones.",
  },
  nothing: {
    zh: "您现在没有约好的面试。",
    en: "You have no interview booked at the moment.",
  },
  tooLate: {
    zh: "这场面试的时间已经到了或过了，改不了了。有事请直接写在这里，同事会看到。",
    en: "It is too late to change this interview. Write here what happened and a colleague will see it.",
  },
  clash: {
    zh: "这个时间您已经有另一场面试了，请选别的时间：",
    en: "You have another interview at that time. Please choose a different one:",
  },
} as const satisfies Record<string, Bilingual>;

/** Of a calendar entry: nothing in it says who the candidate is. */
export const entryWords = (jobTitle: string, locale: Locale): { title: string; details: string } =>
  locale === "en"
    ? {
        title: `Interview: ${jobTitle}`,
        details: 'To move or cancel it, reply "reschedule" or "cancel" in the chat.',
      }
    : { title: `面试：${jobTitle}`, details: "要改期或取消，请在聊天里回复“改期”或“取消”。" };
