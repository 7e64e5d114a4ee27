import type { ModalView } from "@slack/types";
import type { Locale } from "../../core/locale.ts";
import { say } from "../words.ts";
import { dateField, form, selectField, textField } from "./form.ts";

type Named = { value: string; label: string };

/** What a channel cost over some days: channel, amount, first and last day. */
export function spendForm(
  channels: Named[],
  days: { from: string; to: string },
  locale: Locale,
  entered: Record<string, string> = {},
): ModalView {
  const words = {
    title: say(locale, "录入花费", "Enter spend"),
    submit: say(locale, "保存", "Save"),
    cancel: say(locale, "取消", "Cancel"),
  };
  return form("spend_new", "{}", words, [
    selectField("channel", say(locale, "渠道", "Channel"), channels, entered.channel),
    textField("amount", say(locale, "金额（元）", "Amount (CNY)"), {
      max: 20,
      hint: say(locale, "例如 3000、1,280.50 或 1.2万。", "For example 3000 or 1,280.50."),
      ...(entered.amount ? { value: entered.amount } : {}),
    }),
    dateField("from", say(locale, "从哪天", "First day"), {
      value: entered.from ?? days.from,
      hint: say(locale, "金额平均摊到每一天。", "The amount is spread evenly over the days."),
    }),
    dateField("to", say(locale, "到哪天（含）", "Last day (included)"), {
      value: entered.to ?? days.to,
      hint: say(
        locale,
        "同样的日子录过，会换成新的金额；录错了可以撤销。",
        "Days that have an amount already get the new one; it can be undone.",
      ),
    }),
  ]);
}
