import type { KnownBlock } from "@slack/types";
import { channelName } from "../../core/channel-names.ts";
import type { Locale } from "../../core/locale.ts";
import type { SpendEntry } from "../../db/spend.ts";
import type { MetricRow } from "../../metrics/answer.ts";
import { periodWords, yuan } from "../numbers.ts";
import type { SpendInput } from "../spend.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { moment, say } from "../words.ts";
import { button } from "./buttons.ts";

/** What an entry changed, with the button that takes it back. */
export function spendSetCard(
  { channel, from, to }: SpendInput,
  change: { id: string; beforeFen: number | null; afterFen: number },
  today: string,
  locale: Locale,
): View {
  const name = mrkdwn(channelName(channel, locale), 60);
  const before =
    change.beforeFen === null ? say(locale, "没有记录", "not recorded") : yuan(change.beforeFen / 100);
  const text = [
    `*${name}* · ${periodWords({ from, to }, locale)}`,
    `${before} → *${yuan(change.afterFen / 100)}*${from === to ? "" : say(locale, "，平均摊到每天", ", spread evenly over the days")}`,
    ...(to > today
      ? [
          say(
            locale,
            "今天以后的部分，到那天才算进花费。",
            "What lies after today counts when its day comes.",
          ),
        ]
      : []),
    say(locale, "写错了可以再录一次，或点撤销。", "To correct it, enter it again or press Undo."),
  ].join("\n");
  return {
    text: `${name} ${before} → ${yuan(change.afterFen / 100)}`,
    blocks: [{ type: "section", text: mrkdwnText(text), accessory: undo(change.id, locale) }],
  };
}

const undo = (id: string, locale: Locale) =>
  button("spend_undo", say(locale, "撤销", "Undo"), JSON.stringify({ entry: id }));

/** Entries that are listed. */
export const listedEntries = 10;

/** Spend by channel in a period, and the last entries with who made them. */
export function spendList(
  rows: readonly MetricRow[],
  entries: readonly SpendEntry[],
  shown: { from: string | null; to: string | null; timeZone: string },
  locale: Locale,
): View {
  const title = say(locale, `花费 · ${periodWords(shown, locale)}`, `Spend · ${periodWords(shown, locale)}`);
  const paid = rows.filter(({ value }) => value !== null);
  const sum = paid.reduce((all, { value }) => all + (value ?? 0), 0);
  const lines = paid
    .map(
      ({ group, value }) => `${mrkdwn(channelName(String(group.channel), locale), 60)} *${yuan(value ?? 0)}*`,
    )
    .slice(0, 40);
  const none = say(
    locale,
    "这段时间没有花费记录。点“录入花费”，或写 `/spend boss 3000 2026-11`",
    "No spend recorded in this period. Press “Enter spend”, or type `/spend boss 3000 2026-11`",
  );
  const total = say(locale, `合计 *${yuan(sum)}*`, `Total *${yuan(sum)}*`);
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    { type: "section", text: mrkdwnText(lines.length > 0 ? [...lines, total].join("\n") : none) },
    ...(entries.length > 0
      ? [
          { type: "divider" as const },
          { type: "section" as const, text: mrkdwnText(say(locale, "*最近的录入*", "*Last entries*")) },
        ]
      : []),
    ...entries.map((entry): KnownBlock => {
      const undone = entry.undoneBy !== null;
      const line = `${mrkdwn(channelName(entry.channel, locale), 60)} ${yuan(entry.amount)} · ${periodWords({ from: entry.fromDay, to: entry.toDay }, locale)} · ${mrkdwn(entry.by ?? entry.actor, 60)} · ${moment(entry.at, locale, shown.timeZone)}`;
      return {
        type: "section",
        text: mrkdwnText(undone ? `${line} · ${say(locale, "已撤销", "undone")}` : line),
        ...(undone ? {} : { accessory: undo(entry.id, locale) }),
      };
    }),
  ];
  return { text: title, blocks };
}
