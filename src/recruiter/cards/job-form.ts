import type { ModalView } from "@slack/types";
import { inLocale, type Locale } from "../../core/locale.ts";
import { findChannel, openChannels } from "../../core/recruiting-channels.ts";
import { say } from "../words.ts";
import { form, numberField, selectField, severalField, textField } from "./form.ts";

type Named = { value: string; label: string };

/** What the form offers; `people` null = this person assigns nobody. */
export type JobChoices = { templates: Named[]; people: Named[] | null };

/** Shifts a job can have. */
export const shiftNames = {
  day: { zh: "白班", en: "Days" },
  night: { zh: "晚班", en: "Evenings and nights" },
  rotating: { zh: "轮班", en: "Rotating" },
} as const;

/** Most people one job looks for. */
export const maxOpenings = 500;

/** Opening a job in one form: title, shift, what it is screened with, openings, channels, and whose job it is. */
export function jobForm(
  choices: JobChoices,
  locale: Locale,
  entered: Record<string, string> = {},
): ModalView {
  const words = {
    title: say(locale, "发布新岗位", "Open a job"),
    submit: say(locale, "发布并取链接", "Open and get links"),
    cancel: say(locale, "取消", "Cancel"),
  };
  const hint = say(
    locale,
    "候选人会看到。请写岗位和平台，例如“淘宝售后客服（晚班）”，不要写性别、年龄、婚育等条件。",
    'Candidates see it. Name job and platform, e.g. "Taobao after-sales (evenings)"; never sex, age or family status.',
  );
  const several = (text: string | undefined) => (text ? text.split(",") : []);
  return form("job_new", "{}", words, [
    textField("title", say(locale, "岗位名称", "Job title"), { hint, max: 60, value: entered.title ?? "" }),
    selectField(
      "shift",
      say(locale, "班次", "Shift"),
      Object.entries(shiftNames).map(([value, name]) => ({ value, label: inLocale(name, locale) })),
      entered.shift,
      { optional: true },
    ),
    selectField(
      "template",
      say(
        locale,
        "平台和商品（决定考哪些情景和规则）",
        "Platform and product (chooses role-plays and rules)",
      ),
      choices.templates,
      entered.template,
    ),
    numberField("openings", say(locale, "招几个人", "How many people"), {
      min: 1,
      max: maxOpenings,
      optional: true,
      value: entered.openings,
    }),
    severalField(
      "channels",
      say(locale, "在哪些渠道招（每个渠道一个链接）", "Where you recruit (one link each)"),
      sourceChoices(locale),
      {
        values: several(entered.channels),
        hint: say(
          locale,
          "以后可以在岗位一览里再取别的渠道的链接。",
          "Links for other channels can be had later from the list of jobs.",
        ),
      },
    ),
    ...(choices.people && choices.people.length > 0
      ? [
          severalField("people", say(locale, "由谁负责", "Whose job it is"), choices.people, {
            values: several(entered.people),
            optional: true,
            hint: say(
              locale,
              "只有他们（和主管、管理员）能看到这个岗位的候选人；不选就是所有招聘专员都能看到。",
              "Only they, leads and admins see its candidates; choose nobody and every recruiter does.",
            ),
          }),
        ]
      : []),
  ]);
}

/** The recruiting channels to choose from. */
export const sourceChoices = (locale: Locale): Named[] =>
  openChannels.map(({ id, name }) => ({ value: id, label: inLocale(name, locale) }));

/** Where a tracking link will be shared: a channel of the list, one of the company's own, or a new one; and for what. */
export function linkForm(
  job: string,
  own: readonly string[],
  locale: Locale,
  entered: Record<string, string> = {},
): ModalView {
  const words = {
    title: say(locale, "取链接", "Get link"),
    submit: say(locale, "取链接", "Get link"),
    cancel: say(locale, "取消", "Cancel"),
  };
  const further = own.filter((id) => !findChannel(id)).map((id) => ({ value: id, label: id }));
  return form("job_link", JSON.stringify({ job }), words, [
    selectField(
      "source",
      say(locale, "链接放在哪个渠道", "Where the link will be shared"),
      [...sourceChoices(locale), ...further].slice(0, 100),
      entered.source,
      { optional: true },
    ),
    textField("own", say(locale, "或者：自己的渠道", "Or a channel of your own"), {
      optional: true,
      max: 32,
      value: entered.own ?? "",
      hint: say(
        locale,
        "例如 校园双选会、门店海报；以后它会和其他渠道一起统计。",
        "E.g. campus-fair or shop-poster; it is counted beside the others from then on.",
      ),
    }),
    textField("campaign", say(locale, "活动（可不填）", "Campaign (may be left out)"), {
      optional: true,
      max: 64,
      value: entered.campaign ?? "",
      hint: say(
        locale,
        "同一个渠道要分开统计时写，例如 双11急招、直播间A；每个活动一个链接。",
        "To count parts of a channel apart, e.g. November rush; each campaign has a link of its own.",
      ),
    }),
  ]);
}

/** Who a job is assigned to, to be changed. */
export function jobPeopleForm(
  job: { id: string; title: string },
  people: Named[],
  assigned: readonly string[],
  locale: Locale,
): ModalView {
  const words = {
    title: say(locale, "岗位由谁负责", "Whose job it is"),
    submit: say(locale, "保存", "Save"),
    cancel: say(locale, "取消", "Cancel"),
  };
  return form("job_people", JSON.stringify({ job: job.id }), words, [
    severalField("people", job.title, people, {
      values: assigned,
      optional: true,
      hint: say(
        locale,
        "只有选中的人（和主管、管理员）能看到并处理这个岗位的候选人，马上生效；一个都不选，就是所有招聘专员都能看到。",
        "Only those chosen, leads and admins see and handle its candidates, at once; choose nobody and every recruiter does.",
      ),
    }),
  ]);
}
