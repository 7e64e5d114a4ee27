import type { KnownBlock, ModalView } from "@slack/types";
import { channelName } from "../../core/channel-names.ts";
import type { Locale } from "../../core/locale.ts";
import type { MailRule } from "../../core/mail/rules.ts";
import { code, mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";
import { button } from "./buttons.ts";
import { form, selectField, textField } from "./form.ts";

/** A rule as it counts now. ours = as it comes; changed = the company's own in place of one of ours; own; off. */
export type ShownRule = MailRule & { standing: "ours" | "changed" | "own" | "off" };

/** Rules shown: two blocks each. */
const most = 22;

/** The rules in the order they are tried. */
export function mailRuleList(rules: readonly ShownRule[], may: boolean, locale: Locale): View {
  const title = say(locale, `邮件识别规则 ${rules.length} 条`, `${rules.length} rules for boards' mails`);
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    {
      type: "actions",
      elements: [
        ...(may ? [button("mail_rule_new", say(locale, "添加规则", "Add a rule"), "{}", "primary")] : []),
        button("mail", say(locale, "返回邮件", "Back to the mails"), "{}"),
      ],
    },
    ...rules.slice(0, most).flatMap((rule) => ruleBlocks(rule, may, locale)),
  ];
  return { text: title, blocks };
}

function ruleBlocks(rule: ShownRule, may: boolean, locale: Locale): KnownBlock[] {
  const value = JSON.stringify({ rule: rule.id });
  const facts = `*${mrkdwn(channelName(rule.channel, locale), 60)}* · ${kindWords(rule.of, locale)} · ${standingWords(rule.standing, locale)}`;
  const drop = {
    ours: say(locale, "停用", "Switch off"),
    changed: say(locale, "恢复默认", "Back to ours"),
    own: say(locale, "删除", "Delete"),
    off: say(locale, "启用", "Switch on"),
  }[rule.standing];
  return [
    { type: "section", text: mrkdwnText(`${facts}\n${literalCode(rule.pattern)}`) },
    ...(may
      ? [
          {
            type: "actions" as const,
            elements: [
              button("mail_rule_edit", say(locale, "修改…", "Change…"), value),
              button("mail_rule_drop", drop, value),
            ],
          },
        ]
      : []),
  ];
}

/** A pattern as it is to be typed, blanks included; one that Slack would read as markup is shown like any text. */
const literalCode = (pattern: string): string => {
  const shown = mrkdwn(pattern.replaceAll("`", "'"), 400);
  return shown.length > 100 || shown !== pattern ? shown : code(pattern.replaceAll(" ", "\u00a0"));
};

const kindWords = (of: MailRule["of"], locale: Locale): string =>
  of === "subject" ? say(locale, "邮件标题", "subject") : say(locale, "附件文件名", "file name");

function standingWords(standing: ShownRule["standing"], locale: Locale): string {
  switch (standing) {
    case "ours":
      return say(locale, "自带", "ours");
    case "changed":
      return say(locale, "已修改", "changed");
    case "own":
      return say(locale, "自定义", "your own");
    case "off":
      return say(locale, "已停用", "off");
    default:
      return standing satisfies never;
  }
}

/** Writing or changing a rule; the example has to be read by it. */
export function mailRuleForm(
  of: { id: "mail_rule_new" | "mail_rule_edit"; value: string },
  entered: Record<string, string>,
  locale: Locale,
): ModalView {
  const words = {
    title:
      of.id === "mail_rule_new"
        ? say(locale, "添加规则", "Add a rule")
        : say(locale, "修改规则", "Change a rule"),
    submit: say(locale, "保存并重读", "Save, read again"),
    cancel: say(locale, "取消", "Cancel"),
  };
  const kinds = [
    { value: "subject", label: kindWords("subject", locale) },
    { value: "file", label: kindWords("file", locale) },
  ];
  return form(of.id, of.value, words, [
    textField("channel", say(locale, "渠道", "Channel"), {
      max: 32,
      value: entered.channel ?? "",
      hint: say(
        locale,
        "如 boss、智联、58，或自己的渠道名（小写字母和数字）",
        "boss, zhilian, 58 … or an id of your own (lower-case letters and digits)",
      ),
    }),
    selectField("of", say(locale, "认什么", "It reads the"), kinds, entered.of ?? "subject"),
    textField("pattern", say(locale, "规则", "Rule"), {
      max: 200,
      value: entered.pattern ?? "",
      hint: say(
        locale,
        "固定文字照抄；{name} 姓名 {position} 岗位 {city} 城市 {salary} 薪资 {years} 年限 {ref} 职位编号 {resume_id} 简历编号 {any} 任意；[ ] 里的可以没有；{_| } 任选其一。例：【{position}_{city}】{name}_来自某网",
        "Fixed words as they are; {name} {position} {city} {salary} {years} {ref} {resume_id} {any}; [ ] may be missing; {_| } one of these. E.g. 【{position}_{city}】{name}_from a board",
      ),
    }),
    textField(
      "example",
      say(locale, "贴一个真实的例子，保存前会试读", "Paste a real one; it is tried before saving"),
      {
        max: 300,
        value: entered.example ?? "",
      },
    ),
  ]);
}
