import type { KnownBlock, ModalView } from "@slack/types";
import { bookingNames } from "../../core/interviews/appointment.ts";
import { slotLimits } from "../../core/interviews/slots.ts";
import { dayAndTime, zoneName } from "../../core/interviews/words.ts";
import { clockIn } from "../../core/interviews/zone-time.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import type { Guest, SlotWithGuests } from "../../db/interview-slots.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { caseNumber, say } from "../words.ts";
import { actOn, button } from "./buttons.ts";
import { dateField, fileField, form, numberField, selectField, textField } from "./form.ts";

/** Slots on one page, and candidates shown below each: within the 50 blocks of a message. */
export const slotRows = 9;
const guestRows = 4;

type Shown = {
  slots: readonly SlotWithGuests[];
  total: number;
  page: number;
  add: boolean;
  may(slot: SlotWithGuests): boolean;
};

/** One page of coming interview times with who has booked them. */
export function slotList(shown: Shown, locale: Locale): View {
  const { slots, total, page } = shown;
  const pages = Math.max(1, Math.ceil(total / slotRows));
  const title = say(
    locale,
    `面试时间 ${total} 个`,
    total === 1 ? "1 interview time" : `${total} interview times`,
  );
  const elements = [
    ...(shown.add
      ? [
          button("slot_new", say(locale, "添加时间", "Add times"), "{}", "primary"),
          button("slot_import", say(locale, "从日历导入", "Import a calendar"), "{}"),
        ]
      : []),
    ...(pages > 1
      ? [
          button(
            "slots",
            say(locale, `下一页（${page}/${pages}）`, `Next page (${page}/${pages})`),
            JSON.stringify({ page: (page % pages) + 1 }),
          ),
        ]
      : []),
  ];
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    ...(elements.length > 0 ? [{ type: "actions" as const, elements }] : []),
    ...slots.flatMap((slot) => slotBlocks(slot, shown.may(slot), locale)),
  ];
  if (slots.length === 0) {
    const none = say(
      locale,
      "还没有可约的面试时间。添加之后，被邀请的候选人会在聊天里自己选，改期和取消也由助手处理。",
      "No interview times yet. Once there are some, invited candidates choose in the chat; moving and cancelling goes through the assistant.",
    );
    blocks.push({ type: "section", text: plainText(none, 300) });
  }
  return { text: title, blocks };
}

function slotBlocks(slot: SlotWithGuests, may: boolean, locale: Locale): KnownBlock[] {
  const { startsAt, endsAt, timeZone, capacity, guests, buffer } = slot;
  const job = slot.job === "" ? say(locale, "所有岗位", "every job") : mrkdwn(slot.jobTitle ?? slot.job, 100);
  const until = clockIn(timeZone, endsAt.getTime()).time;
  const parts = [
    `*${slotTime(slot, locale)}–${until}*`,
    ...(timeZone === "Asia/Shanghai" ? [] : [mrkdwn(inLocale(zoneName(timeZone), locale), 60)]),
    job,
    mrkdwn(slot.interviewerName ?? slot.interviewer, 60),
    say(locale, `已约 ${guests.length}/${capacity}`, `${guests.length}/${capacity} booked`),
    ...(buffer > 0 ? [say(locale, `之后留 ${buffer} 分钟`, `${buffer} min free after`)] : []),
    ...(slot.place ? [mrkdwn(slot.place, 200)] : []),
  ];
  const off = button(
    "slot_cancel",
    say(locale, "取消这个时间", "Cancel this time"),
    JSON.stringify({ slot: slot.id }),
    "danger",
  );
  const confirm = {
    title: plainText(say(locale, "取消这个时间？", "Cancel this time?"), 100),
    text: plainText(
      guests.length > 0
        ? say(
            locale,
            `已约的 ${guests.length} 位候选人会收到通知，并可以另选时间。`,
            `${guests.length} booked candidates are told and may choose another time.`,
          )
        : say(locale, "还没有人约这个时间。", "Nobody has booked it yet."),
      300,
    ),
    confirm: plainText(say(locale, "取消这个时间", "Cancel it"), 30),
    deny: plainText(say(locale, "保留", "Keep"), 30),
  };
  const first: KnownBlock = {
    type: "section",
    text: mrkdwnText(parts.join(" · ")),
    ...(may && startsAt.getTime() > 0 ? { accessory: { ...off, confirm } } : {}),
  };
  return [first, ...guests.slice(0, guestRows).map((guest) => guestBlock(guest, locale))];
}

function guestBlock({ applicationId, version, number, name, state }: Guest, locale: Locale): KnownBlock {
  const words = `└ ${caseNumber(number)} ${mrkdwn(name ?? "", 80)} · ${inLocale(bookingNames[state], locale)}`;
  const accessory = actOn("open", { a: applicationId, v: version }, locale);
  return { type: "section", text: mrkdwnText(words), accessory };
}

/** When a slot begins, as recruiters read it. */
export const slotTime = (
  { startsAt, timeZone }: { startsAt: Date; timeZone: string },
  locale: Locale,
): string => inLocale(dayAndTime(startsAt.getTime(), timeZone), locale);

type Named = { value: string; label: string };
export type SlotChoices = {
  jobs: Named[];
  people: Named[];
  self: string;
  timeZone: string;
  tomorrow: string;
};

const common = (choices: SlotChoices, entered: Record<string, string>, locale: Locale) => [
  selectField(
    "job",
    say(locale, "岗位", "Job"),
    choices.jobs.slice(0, 100),
    entered.job ?? choices.jobs[0]?.value,
  ),
  selectField(
    "interviewer",
    say(locale, "面试官", "Interviewer"),
    choices.people.slice(0, 100),
    entered.interviewer ?? choices.self,
  ),
];
const rest = (choices: SlotChoices, entered: Record<string, string>, locale: Locale) => [
  numberField("capacity", say(locale, "每个时间几位候选人", "Candidates at a time"), {
    min: 1,
    max: slotLimits.capacity,
    value: entered.capacity ?? "1",
  }),
  numberField("buffer", say(locale, "每场之后留空（分钟）", "Free after each (minutes)"), {
    min: 0,
    max: slotLimits.buffer,
    value: entered.buffer ?? "10",
  }),
  textField("place", say(locale, "地点或会议链接", "Place or meeting link"), {
    max: 300,
    optional: true,
    value: entered.place ?? "",
    hint: say(locale, "候选人约好后会看到。", "Candidates see it once they have booked."),
  }),
  textField("zone", say(locale, "时区", "Time zone"), {
    max: 60,
    value: entered.zone ?? choices.timeZone,
    hint: "Asia/Shanghai, Europe/Berlin …",
  }),
];

/** Adds times one after the other. */
export function slotForm(choices: SlotChoices, entered: Record<string, string>, locale: Locale): ModalView {
  const words = {
    title: say(locale, "添加面试时间", "Add interview times"),
    submit: say(locale, "添加", "Add"),
    cancel: say(locale, "取消", "Cancel"),
  };
  return form("slot_new", "{}", words, [
    ...common(choices, entered, locale),
    dateField("day", say(locale, "哪天", "Day"), {
      value: entered.day ?? choices.tomorrow,
      hint: say(locale, "按下面的时区。", "In the time zone below."),
    }),
    textField("time", say(locale, "第一场几点开始", "First start"), {
      max: 5,
      value: entered.time ?? "14:00",
      hint: "14:00",
    }),
    numberField("count", say(locale, "连续几场", "How many in a row"), {
      min: 1,
      max: slotLimits.count,
      value: entered.count ?? "4",
    }),
    numberField("minutes", say(locale, "每场多少分钟", "Minutes each"), {
      min: slotLimits.minutes[0],
      max: slotLimits.minutes[1],
      value: entered.minutes ?? "30",
    }),
    ...rest(choices, entered, locale),
  ]);
}

/** Takes times out of a calendar: a file, or its text. */
export function slotImportForm(
  choices: SlotChoices,
  entered: Record<string, string>,
  locale: Locale,
): ModalView {
  const words = {
    title: say(locale, "从日历导入", "Import a calendar"),
    submit: say(locale, "导入", "Import"),
    cancel: say(locale, "取消", "Cancel"),
  };
  return form("slot_import", "{}", words, [
    ...common(choices, entered, locale),
    fileField("file", say(locale, "日历文件（.ics）", "Calendar file (.ics)"), {
      types: ["ics", "txt"],
      most: 1,
      optional: true,
      hint: say(
        locale,
        "从日历应用里导出。全天、已取消和已过去的日程不导入；再导一次不会重复。",
        "As your calendar exports it. Whole days, cancelled and past entries are left out; importing again adds nothing twice.",
      ),
    }),
    textField("calendar", say(locale, "或者粘贴它的内容", "Or paste what is in it"), {
      lines: true,
      optional: true,
      max: 3000,
      value: entered.calendar ?? "",
      hint: say(
        locale,
        "从 BEGIN:VCALENDAR 到 END:VCALENDAR，最多 3000 字；更长的请上传文件。",
        "From BEGIN:VCALENDAR to END:VCALENDAR, up to 3,000 characters; longer ones as a file.",
      ),
    }),
    numberField(
      "minutes",
      say(locale, "每场多少分钟（不填：一个日程一场）", "Minutes each (empty: one per entry)"),
      {
        min: slotLimits.minutes[0],
        max: slotLimits.minutes[1],
        value: entered.minutes,
        optional: true,
      },
    ),
    ...rest(choices, entered, locale),
  ]);
}
