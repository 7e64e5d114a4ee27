import type { KnownBlock, ModalView } from "@slack/types";
import type { DigestTimes, OwnSettings } from "../../core/digest/times.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { type Role, reachOf } from "../../core/rights.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { roleNames, say } from "../words.ts";
import { button } from "./buttons.ts";
import { form, selectField, textField } from "./form.ts";

const languages = { "zh-CN": "中文", en: "English" } as const satisfies Record<Locale, string>;

const weekdays = [
  { zh: "周一", en: "Monday" },
  { zh: "周二", en: "Tuesday" },
  { zh: "周三", en: "Wednesday" },
  { zh: "周四", en: "Thursday" },
  { zh: "周五", en: "Friday" },
  { zh: "周六", en: "Saturday" },
  { zh: "周日", en: "Sunday" },
] as const;

const never = "never";

/** When digests come, in words. */
export function digestWords(times: DigestTimes, locale: Locale): { matched: string; week: string } {
  const day = times.week ? weekdays[times.week.day - 1] : undefined;
  return {
    matched:
      times.matched.length > 0 ? times.matched.join(say(locale, "、", ", ")) : say(locale, "不发", "never"),
    week: times.week && day ? `${inLocale(day, locale)} ${times.week.time}` : say(locale, "不发", "never"),
  };
}

/** Everything that can be set, with a button for what this person may set. */
export function settingsList(
  of: { who: { name: string; role: Role }; own: OwnSettings; times: DigestTimes; timeZone: string },
  locale: Locale,
): View {
  const { who, own, times } = of;
  const title = say(locale, "设置", "Settings");
  const may = (action: string) => reachOf(who.role, `action ${action}`) !== "no";
  const words = digestWords(times, locale);
  const language = own.locale ? languages[own.locale] : say(locale, "随系统", "as installed");
  const digests = own.digests ? say(locale, "接收", "on") : say(locale, "不接收", "off");
  const row = (text: string, action: string, label: string): KnownBlock => ({
    type: "section",
    text: mrkdwnText(text),
    ...(may(action) ? { accessory: button(action, label, "{}") } : {}),
  });
  const change = say(locale, "更改", "Change");
  const show = say(locale, "打开", "Open");
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    row(
      say(
        locale,
        `*我自己* · ${mrkdwn(who.name, 80)} · ${roleNames[who.role].zh}\n语言 ${language} · 摘要${digests}`,
        `*Myself* · ${mrkdwn(who.name, 80)} · ${roleNames[who.role].en}\nLanguage ${language} · digests ${digests}`,
      ),
      "own_settings",
      change,
    ),
    row(
      say(
        locale,
        `*摘要时间*（${of.timeZone}）\n匹配候选人：每天 ${words.matched}\n渠道周报：${words.week}`,
        `*Digest times* (${of.timeZone})\nMatched candidates: daily ${words.matched}\nWeek of the channels: ${words.week}`,
      ),
      "digest_times",
      change,
    ),
    row(say(locale, "*岗位和招聘链接*", "*Jobs and tracking links*"), "jobs", show),
    row(say(locale, "*常见问题的答案*", "*Answers to common questions*"), "faq", show),
    ...(may("people") ? [row(say(locale, "*人员和角色*", "*People and roles*"), "people", show)] : []),
  ];
  return { text: title, blocks };
}

const words = (title: string, locale: Locale) => ({
  title,
  submit: say(locale, "保存", "Save"),
  cancel: say(locale, "取消", "Cancel"),
});

/** One's own language and whether digests come. */
export const ownForm = (own: OwnSettings, locale: Locale): ModalView =>
  form("own_settings", "{}", words(say(locale, "我的设置", "My settings"), locale), [
    selectField(
      "locale",
      "语言 · Language",
      Object.entries(languages).map(([value, label]) => ({ value, label })),
      own.locale ?? locale,
    ),
    selectField(
      "digests",
      say(locale, "摘要", "Digests"),
      [
        { value: "on", label: say(locale, "发给我", "Send them to me") },
        { value: "off", label: say(locale, "不发给我", "Do not send them to me") },
      ],
      own.digests ? "on" : "off",
    ),
  ]);

/** When the company's digests come. */
export const timesForm = (times: DigestTimes, locale: Locale, entered?: Record<string, string>): ModalView =>
  form("digest_times", "{}", words(say(locale, "摘要时间", "Digest times"), locale), [
    textField("matched", say(locale, "匹配候选人：每天几点", "Matched candidates: times of day"), {
      value: entered ? (entered.matched ?? "") : times.matched.join(" "),
      max: 60,
      optional: true,
      hint: say(
        locale,
        "按公司时间，用空格分开，例如 09:30 17:30；整点、一刻、半点、三刻都可以；留空就不发。",
        "In company time, separated by spaces, e.g. 09:30 17:30; quarters of an hour; leave empty for none.",
      ),
    }),
    selectField(
      "day",
      say(locale, "渠道周报：星期几", "Week of the channels: day"),
      [
        ...weekdays.map((day, i) => ({ value: String(i + 1), label: inLocale(day, locale) })),
        { value: never, label: say(locale, "不发", "Never") },
      ],
      entered?.day ?? (times.week ? String(times.week.day) : never),
    ),
    textField("time", say(locale, "渠道周报：几点", "Week of the channels: time"), {
      value: entered ? (entered.time ?? "") : (times.week?.time ?? ""),
      max: 10,
      optional: true,
    }),
  ]);
