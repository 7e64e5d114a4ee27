import type { KnownBlock } from "@slack/types";
import type { Locale } from "../../core/locale.ts";
import type { Candidate } from "../candidate.ts";
import { literal, mrkdwn, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";
import { actOn } from "./buttons.ts";
import { candidateTitle } from "./decision.ts";
import type { SpokenLine } from "./transcript.ts";

/** Lines of the conversation that come with a request. */
export const humanRequestLines = 6;

/** A candidate wants a person: who, why, the last lines, a button to answer. A reply in its thread reaches the chat. */
export function humanRequestCard(
  candidate: Candidate,
  reason: "asked" | "consent_refused" | "review",
  last: readonly SpokenLine[],
  locale: Locale,
): View {
  const { application: a } = candidate;
  const title = `🙋 ${candidateTitle(a, locale)} ${why(reason, locale)}`;
  const target = { a: a.id, v: a.version };
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    ...(last.length > 0
      ? [
          {
            type: "rich_text" as const,
            elements: last.slice(-humanRequestLines).map((line) => ({
              type: "rich_text_section" as const,
              elements: [literal(`${line.who}: `, 60, { bold: true }), literal(line.text, 400)],
            })),
          },
        ]
      : []),
    {
      type: "context",
      elements: [
        plainText(
          say(
            locale,
            "在这条消息的回复里写，或点“回复”，候选人会在聊天里收到。",
            "Answer in this message's thread or press Reply; the candidate gets it in the chat.",
          ),
          200,
        ),
      ],
    },
    { type: "actions", elements: [actOn("reply", target, locale), actOn("open", target, locale)] },
  ];
  return { text: mrkdwn(title, 300), blocks };
}

function why(reason: "asked" | "consent_refused" | "review", locale: Locale): string {
  switch (reason) {
    case "asked":
      return say(locale, "想和真人沟通", "asks for a person");
    case "consent_refused":
      return say(locale, "不同意测评，请走人工", "refused the screening: please take over");
    case "review":
      return say(locale, "申请复核结果", "asks for a review");
    default:
      return reason satisfies never;
  }
}
