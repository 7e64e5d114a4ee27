import { channelName } from "../../core/channel-names.ts";
import type { Locale } from "../../core/locale.ts";
import type { ChannelAlert } from "../../db/channel-alerts.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";

/** A channel's fall, its recovery, or that its low level has become the usual one; with how often we are wrong. */
export function channelAlertCard(alert: ChannelAlert, locale: Locale): View {
  const { head, body, small } = words(alert, channelName(alert.channel, locale), locale);
  return {
    text: `${head} · ${body}`,
    blocks: [
      { type: "header", text: plainText(head, 150) },
      { type: "section", text: mrkdwnText(mrkdwn(body, 1000)) },
      { type: "context", elements: [plainText(small, 500)] },
    ],
  };
}

function words({ change, day, watched, spacing, ...alert }: ChannelAlert, name: string, locale: Locale) {
  const observed = number(alert.observed);
  const expected = number(alert.expected);
  const { days } = alert;
  const until = say(locale, `统计到 ${day} 当天结束`, `Counted to the end of ${day}`);
  switch (change) {
    case "began": {
      const often = spacing === null ? null : Math.round(spacing);
      const wrong =
        often === null
          ? ""
          : say(
              locale,
              `（按当前${watched}个渠道，误报约每${often}天1次）`,
              ` (with ${watched} ${watched === 1 ? "channel" : "channels"} watched, a false alarm about once in ${often} days)`,
            );
      return {
        head: say(locale, `⚠️ ${name}简历可能下降`, `⚠️ ${name}: résumés may have dropped`),
        body: say(
          locale,
          `${name}近${days}天${observed}份，期望${expected}；可能下降${wrong}。`,
          `${name}: ${observed} in the last ${days} days, ${expected} expected; possibly a drop${wrong}.`,
        ),
        small: say(
          locale,
          `${until}。可能原因（系统无法判断是哪一个）：平台调权重、职位过期、预算用完。请先看职位是否还在线、余额是否用完。`,
          `${until}. Possible reasons (we cannot tell which): the platform changed its ranking, the posting expired, the budget ran out. First look whether the posting is still online and paid for.`,
        ),
      };
    }
    case "recovered":
      return {
        head: say(locale, `✅ ${name}简历恢复了`, `✅ ${name}: résumés are back`),
        body: say(
          locale,
          `${name}近${days}天${observed}份，下降之前同样几天约${expected}份。`,
          `${name}: ${observed} in the last ${days} days; before the drop such days brought about ${expected}.`,
        ),
        small: `${until}${say(locale, "。", ".")}`,
      };
    case "settled":
      return {
        head: say(locale, `${name}低位已满 28 天`, `${name}: low for 28 days now`),
        body: say(
          locale,
          `${name}近${days}天${observed}份，下降之前同样几天约${expected}份；没有恢复，今后按新的水平判断。`,
          `${name}: ${observed} in the last ${days} days; before the drop such days brought about ${expected}. It did not recover; from now on the new level is what is expected.`,
        ),
        small: `${until}${say(locale, "。", ".")}`,
      };
    default:
      return change satisfies never;
  }
}

const number = (value: number): string => String(Number(value.toFixed(1)));
