import type { KnownBlock } from "@slack/types";
import type { Locale } from "../../core/locale.ts";
import type { Pace } from "../../core/voice/pace.ts";
import type { Candidate } from "../candidate.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { moment, say } from "../words.ts";
import { button } from "./buttons.ts";
import { candidateTitle } from "./decision.ts";

/** On a card: the button to listen, where voice messages are kept. */
export function voiceBlocks({ application: a, voices = [] }: Candidate, locale: Locale): KnownBlock[] {
  if (voices.length === 0) return [];
  const label = say(locale, `🎧 听语音（${voices.length}）`, `🎧 Voice messages (${voices.length})`);
  const value = JSON.stringify({ a: a.id, v: a.version });
  return [{ type: "actions", elements: [button("voices", label, value)] }];
}

/** A voice message as it is listed: a link when it can be listened to, its pace where that was counted. */
export type ListedVoice = { at: Date; address: string | null; pace: Pace | null };

/** Links to voice messages, for one person's ears. */
export function voicesCard(
  { application, timeZone }: Candidate,
  kept: readonly ListedVoice[],
  minutes: number,
  locale: Locale,
): View {
  const title = candidateTitle(application, locale);
  const listen = say(locale, "收听", "Listen");
  const lines = kept.map(({ at, address, pace }) =>
    [
      ...(address ? [`<${address}|▶ ${listen}>`] : []),
      mrkdwn(moment(at, locale, timeZone), 60),
      ...(pace ? [paceWords(pace, locale)] : []),
    ].join(" · "),
  );
  const none = say(locale, "没有可以收听的语音。", "There is nothing to listen to.");
  const noted = say(
    locale,
    `链接 ${minutes} 分钟内有效，只给您自己听；这次收听已记入操作记录。语音保存 7 天，不分析情绪，不参与评分。`,
    `The links work for ${minutes} minutes, for you alone; this is in the audit trail. Voice messages are kept for 7 days; no emotion is read from them and they are not scored.`,
  );
  return {
    text: mrkdwn(title, 300),
    blocks: [
      { type: "header", text: plainText(title, 150) },
      ...(lines.length > 0 ? inSections(lines) : [{ type: "section" as const, text: plainText(none, 200) }]),
      { type: "context", elements: [plainText(noted, 300)] },
    ],
  };
}

/** Pace in words; characters of Chinese, words of other languages. */
function paceWords({ units, speech, pauses, longest }: Pace, locale: Locale): string {
  const rate = speech > 0 ? (units / speech).toFixed(1) : "–";
  return say(
    locale,
    `每秒 ${rate} 字，停顿 ${pauses} 次，最长 ${longest.toFixed(1)} 秒（仅供参考，不计分）`,
    `${rate} characters or words a second, ${pauses} pauses, the longest ${longest.toFixed(1)} s (information only, not scored)`,
  );
}

/** A link is about 320 characters long, what stands beside it 180, and a section holds 3000. */
const perSection = 5;

const inSections = (lines: readonly string[]): KnownBlock[] =>
  Array.from({ length: Math.ceil(lines.length / perSection) }, (_, index) => ({
    type: "section",
    text: mrkdwnText(lines.slice(index * perSection, (index + 1) * perSection).join("\n")),
  }));
