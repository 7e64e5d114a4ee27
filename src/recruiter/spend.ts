import { daysFrom } from "../core/calendar-days.ts";
import { readFen, spread } from "../core/spend.ts";
import { ownChannelIds } from "../db/channels.ts";
import type { Tx } from "../db/client.ts";
import { type SpendSet, setSpend } from "../db/spend.ts";
import { findChannel, takePeriod } from "./commands/asked.ts";
import type { RecruiterDeps } from "./types.ts";
import { say } from "./words.ts";

/** An amount for a channel over local days, both ends included. */
export type SpendInput = { channel: string; fen: number; from: string; to: string };

/** Longest period of one entry, days: a year's fee is spread over its days. */
export const longestEntry = 366;

/**
 * Reads "boss 3000 2026-11": a channel (name or id), an amount in yuan, then a month, a day or from..to. The problem is
 * a sentence (mrkdwn) that says what to type.
 */
export async function readSpend(
  { db, locale }: Pick<RecruiterDeps, "db" | "locale">,
  company: string,
  words: readonly string[],
  today: string,
): Promise<{ input: SpendInput } | { problem: string }> {
  const at = words.findIndex((word, i) => i > 0 && readFen(word) !== null);
  if (at < 0)
    return {
      problem: say(
        locale,
        "缺金额。写法：`/spend 渠道 金额 月份或日期`，例如 `/spend boss 3000 2026-11`、`/spend 抖音 200 2026-11-18`。",
        "The amount is missing. Write `/spend CHANNEL AMOUNT MONTH-or-DAY`, e.g. `/spend boss 3000 2026-11` or `/spend douyin 200 2026-11-18`.",
      ),
    };
  const found = findChannel(words.slice(0, at).join(" "), await ownChannelIds(db.sql, company), locale);
  if ("problem" in found) return found;
  const { period, rest } = takePeriod(words.slice(at + 1), today);
  const { from, to } = period ?? { from: null, to: null };
  if (rest.length > 0 || from === null || to === null)
    return {
      problem: say(
        locale,
        "缺期间。在金额后面写月份 `2026-11`、日期 `2026-11-18` 或一段 `2026-11-01..2026-11-15`。",
        "The period is missing. After the amount write a month `2026-11`, a day `2026-11-18` or days `2026-11-01..2026-11-15`.",
      ),
    };
  return checkDays(found.channel, readFen(words[at] ?? "") ?? 0, from, to, locale);
}

/** The entry, or why its days are too many. */
export function checkDays(
  channel: string,
  fen: number,
  from: string,
  to: string,
  locale: RecruiterDeps["locale"],
): { input: SpendInput } | { problem: string } {
  if (daysFrom(from, to).length <= longestEntry) return { input: { channel, fen, from, to } };
  const problem = say(
    locale,
    `一次最多录入 ${longestEntry} 天，请分几次写。`,
    `At most ${longestEntry} days at once; please enter it in parts.`,
  );
  return { problem };
}

/** Spreads the amount evenly over its days, in place of what was there. */
export const enterSpend = (
  tx: Tx,
  { channel, fen, from, to }: SpendInput,
  by: { company: string; actor: string; now: Date },
): Promise<SpendSet> => setSpend(tx, { ...by, channel, days: spread(fen, daysFrom(from, to)) });
