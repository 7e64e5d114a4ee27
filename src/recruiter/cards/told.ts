import type { Told } from "../budget-words.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";

/** An answer in words as a view: headline, lines, what it rests on. */
export function toldView({ head, lines, small }: Told): View {
  return {
    text: head,
    blocks: [
      { type: "section", text: mrkdwnText(`*${mrkdwn(head, 300)}*`) },
      ...lines
        .slice(0, 40)
        .map((line) => ({ type: "section" as const, text: mrkdwnText(mrkdwn(line, 1000)) })),
      { type: "context", elements: [plainText(small, 1500)] },
    ],
  };
}
