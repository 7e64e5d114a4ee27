import type { KnownBlock } from "@slack/types";
import type { RuleUpkeep } from "../../core/content/resting.ts";
import type { Digest, DigestRow } from "../../core/digest/digest.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { maskPersonal } from "../../core/masking.ts";
import { availabilityWords } from "../job-fit.ts";
import { literal, mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { bandNames, chance, points, say } from "../words.ts";
import { actOn } from "./buttons.ts";
import { candidateTitle } from "./decision.ts";
import { upkeepBlocks } from "./upkeep.ts";

/**
 * The daily digest: at most eight matched candidates, each with band, availability, two quotes and buttons; then the
 * rules that wait for somebody to confirm them.
 */
export function digestCard(digest: Digest, locale: Locale, upkeep: RuleUpkeep | null = null): View {
  const rules = upkeep ? upkeepBlocks(upkeep, locale) : [];
  const count = digest.rows.length + digest.more;
  const title = say(
    locale,
    `今日匹配候选人 ${count} 位待决定`,
    count === 1 ? "1 matched candidate to decide on" : `${count} matched candidates to decide on`,
  );
  if (count === 0) {
    const none = say(
      locale,
      "目前没有等待决定的匹配候选人。",
      "No matched candidate is waiting for a decision.",
    );
    return { text: none, blocks: [{ type: "section", text: plainText(none, 200) }, ...rules] };
  }
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    ...digest.rows.flatMap((row) => digestRow(row, locale)),
  ];
  if (digest.more > 0) {
    const more = say(
      locale,
      `还有 ${digest.more} 位，用 /candidates 查看。`,
      `${digest.more} more: /candidates`,
    );
    blocks.push({ type: "context", elements: [plainText(more, 200)] });
  }
  return { text: title, blocks: [...blocks, ...rules] };
}

function digestRow(row: DigestRow, locale: Locale): KnownBlock[] {
  const band = bandNames[row.band];
  const target = { a: row.applicationId, v: row.version };
  const sure = chance(row.confidence);
  const lines = [
    `*${mrkdwn(candidateTitle(row, locale), 200)}* · ${mrkdwn(row.jobTitle, 100)}`,
    `${band.mark} *${points(row.total)}* ${inLocale(band, locale)} · ${say(locale, `达标概率 ${sure}`, `P(≥70) ${sure}`)}`,
    mrkdwn(availabilityWords(row.jobFit, locale), 200),
  ];
  const ids =
    row.stage === "held"
      ? (["invite", "decline", "open"] as const)
      : (["invite", "hold", "decline", "open"] as const);
  return [
    { type: "divider" },
    { type: "section", text: mrkdwnText(lines.join("\n")) },
    ...(row.quotes.length > 0
      ? [
          {
            type: "rich_text" as const,
            elements: row.quotes.map((quote) => ({
              type: "rich_text_quote" as const,
              elements: [literal(maskPersonal(quote, locale), 160)],
            })),
          },
        ]
      : []),
    { type: "actions", elements: ids.map((id) => actOn(id, target, locale)) },
  ];
}
