import type { ModalView } from "@slack/types";
import type { Advert } from "../../core/adverts/advert.ts";
import { employmentWords } from "../../core/adverts/words.ts";
import { channelName } from "../../core/channel-names.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { findChannel, openChannels } from "../../core/recruiting-channels.ts";
import { say } from "../words.ts";
import { form, selectField, severalField, textField } from "./form.ts";

/** Where a job could be published: the known channels, then the company's own. */
export const publishChoices = (own: readonly string[], locale: Locale) =>
  [...openChannels.map(({ id }) => id), ...own.filter((id) => !findChannel(id))]
    .slice(0, 100)
    .map((value) => ({ value, label: channelName(value, locale) }));

/** The fields of an advert as they were kept. */
export const fieldsOf = (advert: Advert, channels: readonly string[]): Record<string, string> => ({
  about: advert.about,
  needs: advert.needs,
  offers: advert.offers,
  english: advert.english,
  city: advert.city,
  pay:
    advert.payMin === null
      ? ""
      : advert.payMin === advert.payMax
        ? String(advert.payMin)
        : `${advert.payMin}-${advert.payMax}`,
  employment: advert.employment,
  closes: advert.closesOn ?? "",
  channels: channels.join(","),
});

/** Writing a job's advert and choosing where it goes; `entered` = what was there or was typed. */
export function advertForm(
  job: { id: string; title: string },
  own: readonly string[],
  locale: Locale,
  entered: Record<string, string> = {},
): ModalView {
  const words = {
    title: say(locale, "发布到各渠道", "Publish a job"),
    submit: say(locale, "检查并发布", "Check and publish"),
    cancel: say(locale, "取消", "Cancel"),
  };
  const text = (
    id: string,
    label: string,
    max: number,
    hint: string | undefined,
    more: { optional?: boolean; lines?: boolean } = {},
  ) => textField(id, label, { ...more, max, hint, value: entered[id] ?? "" });
  return form("publish", JSON.stringify({ job: job.id }), words, [
    { type: "section", text: { type: "plain_text", text: job.title.slice(0, 200), emoji: false } },
    text(
      "about",
      say(locale, "工作内容", "What there is to do"),
      1200,
      say(
        locale,
        "一行一条。写平台、类目、每天接待量、主要处理的事。",
        "One line each: platform, goods, customers a day, what is handled.",
      ),
      { lines: true },
    ),
    text(
      "needs",
      say(locale, "我们需要", "What is needed"),
      800,
      say(
        locale,
        "写能力和班次，例如“能上 20:00–24:00 晚班”。不要写年龄、性别、婚育、户籍、健康、形象、照片，发布前会检查。",
        "Skills and shifts. Never age, sex, family, origin, health, looks or photos; it is checked before publishing.",
      ),
      { lines: true, optional: true },
    ),
    text(
      "offers",
      say(locale, "我们提供", "What the shop offers"),
      800,
      say(locale, "薪资构成、休息、培训、保险、食宿。", "Pay, rest days, training, insurance, housing."),
      { lines: true, optional: true },
    ),
    text("city", say(locale, "工作地点", "Place"), 40, say(locale, "例如 杭州余杭", "E.g. Hangzhou")),
    text(
      "pay",
      say(locale, "月薪（元）", "Pay a month (CNY)"),
      40,
      say(locale, "例如 4500-6500；不写就显示“面议”。", "E.g. 4500-6500; leave empty when it is negotiable."),
      { optional: true },
    ),
    selectField(
      "employment",
      say(locale, "全职或兼职", "Full or part time"),
      Object.entries(employmentWords).map(([value, name]) => ({ value, label: inLocale(name, locale) })),
      entered.employment ?? "full_time",
    ),
    text(
      "closes",
      say(locale, "截止日期", "Last day to apply"),
      10,
      say(
        locale,
        "例如 2026-12-31；不写就到岗位关闭为止。",
        "E.g. 2026-12-31; empty = until the job is closed.",
      ),
      { optional: true },
    ),
    text(
      "english",
      say(locale, "英文文案（领英、Indeed 用）", "The advert in English (LinkedIn, Indeed)"),
      2500,
      undefined,
      { lines: true, optional: true },
    ),
    severalField("channels", say(locale, "发布到哪些渠道", "Where to publish"), publishChoices(own, locale), {
      values: entered.channels?.split(",") ?? [],
      hint: say(
        locale,
        "官网、领英、Indeed 马上生效；其他渠道给您可复制的文案、链接和二维码。",
        "Own site, LinkedIn and Indeed at once; for the others you get text, link and QR code to copy.",
      ),
    }),
  ]);
}
