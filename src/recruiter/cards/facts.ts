import type { KnownBlock } from "@slack/types";
import { channelName } from "../../core/channel-names.ts";
import type { Locale } from "../../core/locale.ts";
import type { Standing } from "../../core/outcomes.ts";
import type { ApplicationRow } from "../../db/applications.ts";
import type { Sources } from "../../db/sources.ts";
import { standingWords } from "../outcomes.ts";
import { mrkdwn, mrkdwnText } from "../text.ts";
import { say } from "../words.ts";
import { actOn } from "./buttons.ts";

/** What is known beside the conversation: how somebody came, and what became of them. */
export type CandidateFacts = { standing: Standing; sources: Sources };

/** First touch, last touch and what the résumé's mail says, side by side; nothing when nothing is known. */
export function sourceBlocks({ sources }: CandidateFacts, locale: Locale): KnownBlock[] {
  const { first, last, mail } = sources;
  if (!first && !last && !mail) return [];
  const name = (id: string | null) => (id ? mrkdwn(channelName(id, locale), 60) : "–");
  const parts = [
    `${say(locale, "首次来源", "First touch")} ${name(first)}`,
    `${say(locale, "最近来源", "Last touch")} ${name(last)}`,
    `${say(locale, "邮件来源", "Mail")} ${name(mail)}`,
  ];
  return [{ type: "context", elements: [mrkdwnText(parts.join(" · "))] }];
}

/** What became of an invited candidate, and the button to enter more; nothing before the invitation. */
export function progressBlocks(
  { standing }: CandidateFacts,
  { id, version, stage }: Pick<ApplicationRow, "id" | "version" | "stage">,
  locale: Locale,
): KnownBlock[] {
  const words = standingWords(standing, locale);
  if (stage !== "invited" && words === "") return [];
  const none = say(locale, "邀请之后还没有记录进展", "Nothing recorded since the invitation");
  return [
    {
      type: "section",
      text: mrkdwnText(`${say(locale, "进展", "Progress")}: ${words ? `*${words}*` : none}`),
      accessory: actOn("progress", { a: id, v: version }, locale),
    },
  ];
}
