import type { KnownBlock } from "@slack/types";
import type { Locale } from "../../core/locale.ts";
import type { Candidate } from "../candidate.ts";
import { literal, mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { moment, requestWords, say } from "../words.ts";
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
  const title = `☎ ${candidateTitle(a, locale)} ${requestWords(facts[reason], locale)}`;
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
            "在这条消息的回复里写，或点“回复”，候选人会在聊天里收到，测评助手就停下来等您交还。",
            "Answer in this message's thread or press Reply: the candidate gets it in the chat, and the assistant is silent until you hand back.",
          ),
          200,
        ),
      ],
    },
    {
      type: "actions",
      elements: [
        actOn("reply", target, locale),
        actOn("take_over", target, locale),
        actOn("open", target, locale),
      ],
    },
  ];
  return { text: mrkdwn(title, 300), blocks };
}

const facts = {
  asked: "human_requested",
  consent_refused: "consent_refused",
  review: "review_requested",
} as const;

/** One line per open request, the longest wait first, with a button to answer. */
export function requestList(
  requests: readonly { candidate: Candidate; last: readonly SpokenLine[] }[],
  locale: Locale,
): View {
  const title = say(
    locale,
    `${requests.length} 位候选人在等人回复`,
    requests.length === 1
      ? "1 candidate waits for a person"
      : `${requests.length} candidates wait for a person`,
  );
  if (requests.length === 0) {
    const none = say(locale, "现在没有人在等回复。", "Nobody is waiting for an answer.");
    return { text: none, blocks: [{ type: "section", text: plainText(none, 200) }] };
  }
  const blocks = requests.flatMap(({ candidate, last }): KnownBlock[] => {
    const { application: a, request, timeZone } = candidate;
    const target = { a: a.id, v: a.version };
    const when = request ? ` · ${moment(request.at, locale, timeZone)}` : "";
    const what = request ? ` ${requestWords(request.reason, locale)}` : "";
    const line = last.at(-1);
    return [
      { type: "divider" },
      { type: "section", text: mrkdwnText(`☎ *${mrkdwn(candidateTitle(a, locale), 200)}*${what}${when}`) },
      ...(line
        ? [
            {
              type: "rich_text" as const,
              elements: [{ type: "rich_text_quote" as const, elements: [literal(line.text, 300)] }],
            },
          ]
        : []),
      {
        type: "actions",
        elements: [
          actOn("reply", target, locale),
          actOn("take_over", target, locale),
          actOn("open", target, locale),
        ],
      },
    ];
  });
  return { text: title, blocks: [{ type: "header", text: plainText(title, 150) }, ...blocks] };
}
