import { channelName, channelWords, readChannel } from "../../core/channel-names.ts";
import { closest } from "../../core/closest.ts";
import type { Locale } from "../../core/locale.ts";
import { readPeriod, type SaidPeriod } from "../../core/period-words.ts";
import { mrkdwn } from "../text.ts";
import { say } from "../words.ts";

/** Most words a period has: "2026-11-01 to 2026-11-18", "last 30 days". */
const longestPeriod = 3;

/** Takes the period out of what was typed, wherever it stands; the rest keeps its order. */
export function takePeriod(
  words: readonly string[],
  today: string,
): { period: SaidPeriod | null; rest: string[] } {
  for (let length = Math.min(longestPeriod, words.length); length > 0; length -= 1)
    for (let at = words.length - length; at >= 0; at -= 1) {
      const period = readPeriod(words.slice(at, at + length).join(" "), today);
      if (period) return { period, rest: [...words.slice(0, at), ...words.slice(at + length)] };
    }
  return { period: null, rest: [...words] };
}

/** The words of an argument line. */
export const wordsOf = (args: string): string[] => args.trim().split(/\s+/u).filter(Boolean);

export type KnownJob = { id: string; title: string };

/** A job by id, title or a part of exactly one title; else a sentence (mrkdwn) that names the likeliest. */
export function findJobByWords(
  said: string,
  jobs: readonly KnownJob[],
  locale: Locale,
): { job: KnownJob } | { problem: string } {
  const plain = said.trim().toLowerCase();
  const exact = jobs.find(({ id, title }) => id.toLowerCase() === plain || title.toLowerCase() === plain);
  const parts = jobs.filter(({ title }) => title.toLowerCase().includes(plain));
  const [only] = parts;
  const job = exact ?? (parts.length === 1 ? only : undefined);
  if (job) return { job };
  const titles = jobs.map(({ title }) => title);
  const near = parts.length > 1 ? parts.slice(0, 3).map(({ title }) => title) : closest(said, titles);
  const shown = (near.length > 0 ? near : titles.slice(0, 5)).map((title) => `“${mrkdwn(title, 80)}”`);
  const what =
    parts.length > 1
      ? say(locale, `“${mrkdwn(said, 60)}”对得上好几个岗位`, `"${mrkdwn(said, 60)}" fits several jobs`)
      : say(locale, `没有岗位“${mrkdwn(said, 60)}”`, `There is no job "${mrkdwn(said, 60)}"`);
  const list = shown.join(say(locale, "、", ", "));
  const ask =
    shown.length === 0
      ? say(locale, "还没有岗位，用 `/jobs new` 发布一个。", "There is none yet; open one with `/jobs new`.")
      : near.length > 0
        ? say(locale, `是不是 ${list}？`, `Did you mean ${list}?`)
        : say(locale, `现有岗位：${list}；全部在 \`/jobs\`。`, `Jobs: ${list}; \`/jobs\` shows all.`);
  return { problem: say(locale, `${what}。${ask}`, `${what}. ${ask}`) };
}

/** A channel by id or name; else a sentence (mrkdwn) that names the likeliest. */
export function findChannel(
  said: string,
  own: readonly string[],
  locale: Locale,
): { channel: string } | { problem: string } {
  const channel = readChannel(said, own);
  if (channel) return { channel };
  const near = [...new Set(closest(said, channelWords(own)).map((word) => readChannel(word, own) ?? word))];
  const named = (ids: readonly string[]) =>
    ids
      .map((id) => `\`${mrkdwn(id, 40)}\` ${mrkdwn(channelName(id, locale), 40)}`)
      .join(say(locale, "、", ", "));
  const problem =
    near.length > 0
      ? say(
          locale,
          `没有渠道“${mrkdwn(said, 40)}”。是不是 ${named(near)}？`,
          `There is no channel "${mrkdwn(said, 40)}". Did you mean ${named(near)}?`,
        )
      : say(
          locale,
          `没有渠道“${mrkdwn(said, 40)}”。可以写：${named(["boss", "zhilian", "58", "douyin", "referral"])}。`,
          `There is no channel "${mrkdwn(said, 40)}". Valid are for example: ${named(["boss", "zhilian", "58", "douyin", "referral"])}.`,
        );
  return { problem };
}

/** Said about words that were left over. */
export const notUnderstood = (rest: readonly string[], usage: string, locale: Locale): string =>
  say(
    locale,
    `没有看懂“${mrkdwn(rest.join(" "), 80)}”。写法：\`${mrkdwn(usage, 200)}\`，期间可以写 近7天、本月、上周、2026-11 或 2026-11-01..2026-11-18。`,
    `"${mrkdwn(rest.join(" "), 80)}" is not known. Use \`${mrkdwn(usage, 200)}\`; a period is e.g. last 7 days, this month, last week, 2026-11 or 2026-11-01..2026-11-18.`,
  );
