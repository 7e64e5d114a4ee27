import type { RichTextBlock } from "@slack/types";
import type { Locale } from "../../core/locale.ts";
import type { Contact } from "../../db/contacts.ts";
import { literal, mrkdwn, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";
import { candidateTitle } from "./decision.ts";

const kinds: Record<Contact["said"][number]["kind"], { zh: string; en: string }> = {
  phone: { zh: "聊天里写的手机号", en: "phone, from the chat" },
  email: { zh: "聊天里写的邮箱", en: "e-mail, from the chat" },
  account: { zh: "聊天里写的账号", en: "account, from the chat" },
};

/** A candidate's contact details, for one person's eyes. */
export function contactCard(
  application: { number: number; name: string | null },
  contact: Contact,
  locale: Locale,
): View {
  const title = candidateTitle(application, locale);
  const lines = [
    ...(contact.phone ? [{ label: say(locale, "手机号", "Phone"), text: contact.phone }] : []),
    ...contact.said.map(({ kind, text }) => ({ label: say(locale, kinds[kind].zh, kinds[kind].en), text })),
  ];
  const none = say(
    locale,
    "没有留下联系方式，请在聊天里联系候选人。",
    "No contact details were left; please write to the candidate in the chat.",
  );
  const noted = say(
    locale,
    "只有您看得到。这次查看已记入操作记录。",
    "Only you see this. That you looked is in the audit trail.",
  );
  const shown: RichTextBlock = {
    type: "rich_text",
    elements: lines.map(({ label, text }) => ({
      type: "rich_text_section",
      elements: [literal(`${label}: `, 60, { bold: true }), literal(text, 200)],
    })),
  };
  return {
    text: mrkdwn(title, 300),
    blocks: [
      { type: "header", text: plainText(title, 150) },
      lines.length > 0 ? shown : { type: "section", text: plainText(none, 200) },
      { type: "context", elements: [plainText(noted, 200)] },
    ],
  };
}
