import type { KnownBlock } from "@slack/types";
import type { Locale } from "../../core/locale.ts";
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

/** Links to voice messages, for one person's ears. */
export function voicesCard(
  { application, timeZone }: Candidate,
  links: readonly { at: Date; address: string }[],
  minutes: number,
  locale: Locale,
): View {
  const title = candidateTitle(application, locale);
  const listen = say(locale, "收听", "Listen");
  const lines = links.map(
    ({ at, address }) => `<${address}|▶ ${listen}> ${mrkdwn(moment(at, locale, timeZone), 60)}`,
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

/** A link is about 300 characters long, a section holds 3000. */
const perSection = 6;

const inSections = (lines: readonly string[]): KnownBlock[] =>
  Array.from({ length: Math.ceil(lines.length / perSection) }, (_, index) => ({
    type: "section",
    text: mrkdwnText(lines.slice(index * perSection, (index + 1) * perSection).join("\n")),
  }));
