import type { ModalView } from "@slack/types";
import { inLocale, type Locale } from "../../core/locale.ts";
import type { JobProfile } from "../../core/profile/criteria.ts";
import { builtInTags, tags } from "../../core/profile/tags.ts";
import { say } from "../words.ts";
import { form, numberField, severalField, textField } from "./form.ts";
import type { OwnTagNames } from "./matches.ts";

/** Weights of the form: what is wanted, required, and especially important. */
export const formWeights = { wanted: 2, required: 3, heavy: 5 } as const;

/** What a job asks for, as a form; `entered` = what was sent before with mistakes. */
export function profileForm(
  job: { id: string; profile: JobProfile },
  own: OwnTagNames,
  locale: Locale,
  entered: Record<string, string> | null = null,
): ModalView {
  const choices = [
    ...builtInTags.map((id) => ({ value: id as string, label: inLocale(tags[id], locale) })),
    ...[...own].map(([value, label]) => ({ value, label })),
  ];
  const { criteria } = job.profile;
  const chosen = (id: string, which: (one: JobProfile["criteria"][number]) => boolean) =>
    entered ? (entered[id] ?? "").split(",") : criteria.filter(which).map(({ tag }) => tag);
  const limit = (id: "pay" | "start" | "experience") =>
    entered ? entered[id] : criteria.find(({ tag }) => tag === id)?.limit?.toString();
  const words = {
    title: say(locale, "岗位要求", "What the job needs"),
    submit: say(locale, "保存并重排", "Save and rank"),
    cancel: say(locale, "取消", "Cancel"),
  };
  const ask = (id: string, label: string, values: readonly string[], options = choices) =>
    severalField(id, label, options, { optional: true, values });
  return form("match_profile", JSON.stringify({ job: job.id }), words, [
    ask(
      "required",
      say(locale, "必需（明确不符合的人不出现）", "Required (whoever is known to lack it is left out)"),
      chosen("required", ({ need }) => need === "required"),
      choices.filter(({ value }) => value !== "typing"),
    ),
    ask(
      "wanted",
      say(locale, "加分", "Wanted"),
      chosen("wanted", ({ need }) => need === "wanted"),
    ),
    ask(
      "heavy",
      say(locale, "特别看重", "Especially important"),
      chosen("heavy", ({ weight }) => weight >= 4),
    ),
    numberField("pay", say(locale, "薪资预算（元/月）", "Pay budget (CNY a month)"), {
      optional: true,
      value: limit("pay"),
      min: 1000,
      max: 99_999,
    }),
    numberField("start", say(locale, "几天内到岗", "Start within (days)"), {
      optional: true,
      value: limit("start"),
      min: 0,
      max: 60,
    }),
    numberField("experience", say(locale, "客服经验至少（年）", "Experience at least (years)"), {
      optional: true,
      value: limit("experience"),
      min: 0,
      max: 5,
    }),
    textField("own", say(locale, "新增自己的标签（关于工作的）", "A new tag of your own (about the work)"), {
      optional: true,
      max: 20,
      ...(entered?.own ? { value: entered.own } : {}),
      hint: say(
        locale,
        "不能涉及年龄、性别、婚育、籍贯、健康、长相。",
        "Nothing about age, sex, family, origin, health or looks.",
      ),
    }),
  ]);
}
