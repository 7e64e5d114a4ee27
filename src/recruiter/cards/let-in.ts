import type { KnownBlock } from "@slack/types";
import type { Locale } from "../../core/locale.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { caseNumber, say } from "../words.ts";
import { actOn, button } from "./buttons.ts";

/** What became of one file or person. */
export type LetIn = { file: string | null } & (
  | {
      is: "in";
      new: boolean;
      application: { id: string; number: number; version: number; name: string | null } | null;
    }
  | { is: "repeated" | "erased" | "waits" | "nobody" }
  | { is: "unread"; reason: string }
);

/** What became of everything somebody brought, each with the way on. */
export function letInList(results: readonly LetIn[], mail: boolean, locale: Locale): View {
  const came = results.filter(({ is }) => is === "in").length;
  const title =
    results.length === 1 && results[0]?.file === null
      ? say(locale, "录入结果", "Added")
      : say(
          locale,
          `${results.length} 份简历，收下 ${came} 份`,
          `${came} of ${results.length} résumés are in`,
        );
  const waits = results.some(({ is }) => is === "waits");
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    ...results.slice(0, 40).map((one) => block(one, locale)),
    ...(waits && mail
      ? [
          {
            type: "actions" as const,
            elements: [button("mail", say(locale, "处理等人看的", "See what waits"), "{}", "primary")],
          },
        ]
      : []),
  ];
  return { text: title, blocks };
}

function block(one: LetIn, locale: Locale): KnownBlock {
  const file = one.file === null ? "" : `\n${mrkdwn(one.file, 120)}`;
  const text = mrkdwnText(`${words(one, locale)}${file}`);
  if (one.is !== "in" || one.application === null) return { type: "section", text };
  const { id, version } = one.application;
  return { type: "section", text, accessory: actOn("open", { a: id, v: version }, locale) };
}

function words(one: LetIn, locale: Locale): string {
  switch (one.is) {
    case "in": {
      const fresh = one.new
        ? say(locale, "新候选人，已收下", "a new person, in now")
        : say(
            locale,
            "按手机号或邮箱认出是已有的人，合到一起了",
            "known by phone or e-mail, put together with what was there",
          );
      if (!one.application) return say(locale, `✅ ${fresh}（人才库）`, `✅ ${fresh} (talent pool)`);
      const { number, name } = one.application;
      return `✅ *${caseNumber(number)} ${mrkdwn(name ?? say(locale, "未留姓名", "no name given"), 80)}* · ${fresh}`;
    }
    case "repeated":
      return say(locale, "↩ 这一份以前收过，没有变化", "↩ was here before; nothing changed");
    case "erased":
      return say(locale, "🚫 这个人要求过删除，没有收", "🚫 had themselves erased, so nothing was kept");
    case "waits":
      return say(
        locale,
        "📮 认不出岗位，放进了等人处理的邮件里",
        "📮 its job is not clear: it waits among the mails",
      );
    case "nobody":
      return say(
        locale,
        "⚠ 里面没有姓名、手机号和邮箱，没有收。请打开看看，用“手工录入”。",
        "⚠ neither a name nor a phone nor an e-mail in it, so nobody came in. Please look and add them by hand.",
      );
    case "unread":
      return `⚠ ${mrkdwn(one.reason, 200)}`;
    default:
      return one satisfies never;
  }
}
