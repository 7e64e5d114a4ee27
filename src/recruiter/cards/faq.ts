import type { KnownBlock, ModalView } from "@slack/types";
import type { Locale } from "../../core/locale.ts";
import type { QuestionGroup } from "../../db/candidate-questions.ts";
import type { ShownFaqEntry } from "../../db/faq.ts";
import { clip, mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";
import { button } from "./buttons.ts";
import { form, selectField, textField } from "./form.ts";
import { questionBlocks } from "./question.ts";

/** Entries on one page: two blocks each. */
export const faqRows = 15;

/** Waiting questions shown above them: two blocks each, and one for the heading. */
export const waitingRows = 7;

/** The scope of an entry that is for every job, as an option's value. */
export const everyJob = "every";

/** One page of questions and answers; `may` = which entries this person may change. */
export function faqList(
  list: {
    entries: readonly ShownFaqEntry[];
    /** Candidates' questions that wait, and answers that are suggested; shown on the first page. */
    waiting?: readonly QuestionGroup[];
    page: number;
    add: boolean;
    may(entry: ShownFaqEntry): boolean;
  },
  locale: Locale,
): View {
  const { entries } = list;
  const pages = Math.max(1, Math.ceil(entries.length / faqRows));
  const page = Math.min(Math.max(1, list.page), pages);
  const title = say(locale, `常见问题 ${entries.length} 条`, `${entries.length} questions and answers`);
  const elements = [
    ...(list.add ? [button("faq_new", say(locale, "添加问题", "Add a question"), "{}", "primary")] : []),
    ...(pages > 1
      ? [
          button(
            "faq",
            say(locale, `下一页（${page}/${pages}）`, `Next page (${page}/${pages})`),
            JSON.stringify({ page: (page % pages) + 1 }),
          ),
        ]
      : []),
  ];
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    ...(elements.length > 0 ? [{ type: "actions" as const, elements }] : []),
    ...(page === 1 ? waitingBlocks(list.waiting ?? [], locale) : []),
    ...entries
      .slice((page - 1) * faqRows, page * faqRows)
      .flatMap((entry) => entryBlocks(entry, list.may(entry), locale)),
  ];
  if (entries.length === 0) {
    const none = say(
      locale,
      "还没有。先写候选人最常问的：薪资怎么算、几点上班、单休还是双休、在哪里上班。",
      "None yet. Start with what candidates ask most: pay, hours, days off, where the work is.",
    );
    blocks.push({ type: "section", text: plainText(none, 300) });
  }
  return { text: title, blocks };
}

function waitingBlocks(waiting: readonly QuestionGroup[], locale: Locale): KnownBlock[] {
  if (waiting.length === 0) return [];
  const title = say(
    locale,
    `候选人的 ${waiting.length} 个新问题`,
    waiting.length === 1 ? "1 new question of candidates" : `${waiting.length} new questions of candidates`,
  );
  return [
    { type: "context", elements: [plainText(title, 150)] },
    ...waiting.slice(0, waitingRows).flatMap((group) => questionBlocks(group, "list", locale)),
  ];
}

function entryBlocks(entry: ShownFaqEntry, may: boolean, locale: Locale): KnownBlock[] {
  const scope =
    entry.job === "" ? say(locale, "所有岗位", "every job") : mrkdwn(entry.jobTitle ?? entry.job, 100);
  const value = JSON.stringify({ faq: entry.id });
  const text = `*${mrkdwn(entry.question, 400)}* · ${scope}\n${mrkdwn(entry.answer, 1200)}`;
  const remove = button("faq_remove", say(locale, "删除", "Delete"), value, "danger");
  const confirm = {
    title: plainText(say(locale, "删除这个问题？", "Delete this question?"), 100),
    text: plainText(clip(entry.question, 200), 300),
    confirm: plainText(say(locale, "删除", "Delete"), 30),
    deny: plainText(say(locale, "取消", "Cancel"), 30),
  };
  return [
    { type: "section", text: mrkdwnText(text) },
    ...(may
      ? [
          {
            type: "actions" as const,
            elements: [button("faq_edit", say(locale, "编辑", "Edit"), value), { ...remove, confirm }],
          },
        ]
      : []),
  ];
}

/** Writing or changing an answer. */
export function faqForm(
  of: { id: "faq_new" | "faq_edit" | "faq_amend"; value: string; scopes: { value: string; label: string }[] },
  entered: Record<string, string>,
  locale: Locale,
): ModalView {
  const words = {
    title:
      of.id !== "faq_edit"
        ? say(locale, "添加问题", "Add a question")
        : say(locale, "编辑答案", "Edit the answer"),
    submit: say(locale, "保存", "Save"),
    cancel: say(locale, "取消", "Cancel"),
  };
  return form(of.id, of.value, words, [
    selectField("scope", say(locale, "适用于", "For"), of.scopes.slice(0, 100), entered.scope),
    textField("question", say(locale, "候选人会怎么问", "What candidates ask"), {
      max: 200,
      value: entered.question ?? "",
      hint: say(locale, "例如：工资怎么算？", "e.g. How is pay calculated?"),
    }),
    textField("answer", say(locale, "我们的回答", "Our answer"), {
      lines: true,
      max: 1500,
      value: entered.answer ?? "",
      hint: say(
        locale,
        "写确定的事实；不写对性别、年龄、婚育、籍贯、健康的要求。",
        "Facts only; nothing about sex, age, family, origin or health.",
      ),
    }),
  ]);
}
