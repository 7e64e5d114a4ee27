import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import { inLocale, type Locale } from "../../core/locale.ts";
import type { Takeover } from "../../db/takeovers.ts";
import type { Candidate } from "../candidate.ts";
import { mrkdwn, mrkdwnText } from "../text.ts";
import type { View } from "../types.ts";
import { moment, say } from "../words.ts";
import { actOn } from "./buttons.ts";
import { form, selectField } from "./form.ts";

/** Why a person has a conversation, by what is kept with the fact. */
export const takeoverWhys: Readonly<Record<string, { zh: string; en: string }>> = {
  asked: { zh: "候选人想和真人沟通", en: "the candidate wants a person" },
  terms: { zh: "说明薪资、班次或待遇", en: "pay, shifts or conditions" },
  interview: { zh: "约面试或到岗", en: "arranging an interview or a start" },
  other: { zh: "其他", en: "something else" },
  wrote: { zh: "在对话里写了话", en: "wrote in the thread" },
};

/** Who talks with the candidate, why, since when and until when (mrkdwn). */
export function takenWords(held: Takeover, locale: Locale, timeZone: string): string {
  const who = mrkdwn(held.name ?? held.by, 80);
  const since = moment(held.since, locale, timeZone);
  const until = held.until && moment(held.until, locale, timeZone);
  const reason = takeoverWhys[held.why ?? ""];
  const why = reason ? say(locale, `（${reason.zh}）`, ` (${reason.en})`) : "";
  return say(
    locale,
    `由 ${who} 接待${why}，${since} 起，${until ? `到 ${until}` : "交还为止"}。测评助手已停下。`,
    `is with ${who}${why} since ${since}, ${until ? `until ${until}` : "until handed back"}. The assistant is silent.`,
  );
}

/** On a card: who has the conversation and the button to hand back, else the button to take over. */
export function takeoverBlocks(candidate: Candidate, locale: Locale): KnownBlock[] {
  const { application: a, takeover, timeZone } = candidate;
  if (a.erased || !a.conversationId || takeover === undefined) return [];
  const target = { a: a.id, v: a.version };
  // After a decision writing in the thread is enough; the card stays as it was decided on.
  if (!takeover && ["invited", "declined", "withdrawn"].includes(a.stage)) return [];
  if (!takeover) return [{ type: "actions", elements: [actOn("take_over", target, locale)] }];
  const text = `👤 ${say(locale, "现在", "The conversation ")}${takenWords(takeover, locale, timeZone)}`;
  return [
    { type: "section", text: mrkdwnText(text) },
    {
      type: "actions",
      elements: [actOn("hand_back", target, locale), actOn("take_over", target, locale)],
    },
  ];
}

/** In the thread when somebody takes over: who, and the button to hand back. */
export function takenLine(candidate: Candidate, locale: Locale): View {
  const { application: a, takeover, timeZone } = candidate;
  const text = takeover
    ? `👤 ${say(locale, "", "This conversation ")}${takenWords(takeover, locale, timeZone)}`
    : say(locale, "接待已结束，测评助手接着聊。", "That is over; the assistant goes on.");
  const blocks: KnownBlock[] = [{ type: "section", text: mrkdwnText(text) }];
  if (takeover)
    blocks.push({ type: "actions", elements: [actOn("hand_back", { a: a.id, v: a.version }, locale)] });
  return { text, blocks };
}

/** In the thread when the assistant has the conversation again. */
export function handedBackWords(
  why: "person" | "quiet" | "candidate",
  by: string | null,
  locale: Locale,
): string {
  switch (why) {
    case "person":
      return say(
        locale,
        `${by ?? "同事"} 已交还给测评助手，从停下的地方接着问。`,
        `${by ?? "A colleague"} handed back to the assistant, which goes on where it stopped.`,
      );
    case "quiet":
      return say(
        locale,
        "时间到了，测评助手接着聊。想再接待，点“接管”或直接在这里写。",
        "The time is up and the assistant goes on. Take over again with the button, or just write here.",
      );
    case "candidate":
      return say(
        locale,
        "候选人回复了“继续”，测评助手接着聊。",
        'The candidate said "continue"; the assistant goes on.',
      );
    default:
      return why satisfies never;
  }
}

/** Asks until when, and why; two hours after the last line is chosen already. */
export function takeoverForm(value: string, locale: Locale): ModalView {
  const spans = [
    { value: "quiet", label: say(locale, "我最后一条消息后 2 小时", "2 hours after my last message") },
    { value: "hour", label: say(locale, "1 小时", "1 hour") },
    { value: "today", label: say(locale, "今天下班前", "the end of today's work") },
    { value: "open", label: say(locale, "直到我交还", "I hand back") },
  ];
  const whys = ["asked", "terms", "interview", "other"].map((id) => {
    const words = takeoverWhys[id];
    return { value: id, label: words ? inLocale(words, locale) : id };
  });
  const words = {
    title: say(locale, "接管对话", "Take over"),
    submit: say(locale, "接管", "Take over"),
    cancel: say(locale, "取消", "Cancel"),
  };
  return form("take_over", value, words, [
    chosen(selectField("span", say(locale, "接待到什么时候", "Until"), spans)),
    chosen(selectField("why", say(locale, "为什么", "Why"), whys)),
  ]);
}

/** The same field with its first choice made. */
function chosen(field: InputBlock): InputBlock {
  const { element } = field;
  if (element.type !== "static_select") return field;
  const [first] = element.options ?? [];
  return first ? { ...field, element: { ...element, initial_option: first } } : field;
}
