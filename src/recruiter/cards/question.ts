import type { KnownBlock, ModalView } from "@slack/types";
import type { Locale } from "../../core/locale.ts";
import { maskPersonal } from "../../core/masking.ts";
import type { QuestionGroup } from "../../db/candidate-questions.ts";
import { clip, mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { caseNumber, say } from "../words.ts";
import { button } from "./buttons.ts";
import { form, textField } from "./form.ts";

/** Where the buttons stand: under a message of its own, or in the list of questions and answers. */
export type Stands = "thread" | "list";

/** A candidate's question that waits, or its answer that could become an entry. */
export function questionView(group: QuestionGroup, locale: Locale): View {
  return {
    text: mrkdwn(headline(group, locale), 300),
    blocks: questionBlocks(group, "thread", locale),
  };
}

/** The same as blocks, two for each. */
export function questionBlocks(group: QuestionGroup, stands: Stands, locale: Locale): KnownBlock[] {
  const value = JSON.stringify({ q: group.group, ...(stands === "list" ? { list: true } : {}) });
  const title = mrkdwn(group.jobTitle ?? group.job, 100);
  const asked = `*${mrkdwn(headline(group, locale), 500)}* · ${title}`;
  switch (group.state) {
    case "open":
      return [
        { type: "section", text: mrkdwnText(asked) },
        {
          type: "actions",
          elements: [button("question_answer", say(locale, "回答", "Answer"), value, "primary")],
        },
      ];
    case "answered":
    case "rejected":
      return [
        { type: "section", text: mrkdwnText(`${asked}\n${mrkdwn(group.answer ?? "", 1200)}`) },
        {
          type: "actions",
          elements: [
            button("faq_accept", say(locale, "收进常见问题", "Add to the answers"), value, "primary"),
            button("faq_amend", say(locale, "改一改再收", "Edit and add"), value),
            button("faq_reject", say(locale, "不收", "Do not add"), value),
          ],
        },
      ];
    case "accepted":
      return [{ type: "section", text: mrkdwnText(`${asked}\n${settled(group, locale)}`) }];
    default:
      return group.state satisfies never;
  }
}

/** What stands where the buttons were. */
export function settledView(group: QuestionGroup, locale: Locale): View {
  const text = `${headline(group, locale)}\n${settled(group, locale)}`;
  return { text: mrkdwn(text, 300), blocks: [{ type: "section", text: mrkdwnText(mrkdwn(text, 2000)) }] };
}

const settled = (group: QuestionGroup, locale: Locale): string =>
  group.state === "accepted"
    ? say(
        locale,
        "✅ 已收进常见问题，下次由助手直接回答。",
        "✅ Added: the assistant answers it from now on.",
      )
    : say(locale, "没有收进常见问题。", "Not added to the answers.");

function headline({ state, number, askers, question }: QuestionGroup, locale: Locale): string {
  const more = askers > 1 ? say(locale, `等 ${askers} 人`, ` and ${askers - 1} more`) : "";
  const words = clip(maskPersonal(question, locale), 300);
  return state === "open"
    ? say(
        locale,
        `❓ ${caseNumber(number)}${more} 问：${words}`,
        `❓ ${caseNumber(number)}${more} asks: ${words}`,
      )
    : say(locale, `💡 建议收进常见问题：${words}`, `💡 Suggested answer to: ${words}`);
}

/** Writing an answer to a candidate's question. */
export function answerForm(value: string, question: string, entered: string, locale: Locale): ModalView {
  const words = {
    title: say(locale, "回答候选人", "Answer"),
    submit: say(locale, "发送", "Send"),
    cancel: say(locale, "取消", "Cancel"),
  };
  return form("question_answer", value, words, [
    { type: "section", text: plainText(clip(maskPersonal(question, locale), 500), 600) },
    textField("answer", say(locale, "回答", "Answer"), {
      lines: true,
      max: 1500,
      value: entered,
      hint: say(
        locale,
        "马上发给问过的候选人；之后您可以把它收进常见问题。写确定的事实，不写对性别、年龄、婚育、籍贯、健康的要求。",
        "Goes to everybody who asked; afterwards you can add it to the answers. Facts only; nothing about sex, age, family, origin or health.",
      ),
    }),
  ]);
}
