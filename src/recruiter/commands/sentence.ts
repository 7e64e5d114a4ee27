import { mrkdwnText } from "../text.ts";
import type { View } from "../types.ts";

/** A view of one sentence (mrkdwn; pieces from outside escaped already). */
export const sentence = (text: string): View => ({
  text,
  blocks: [{ type: "section", text: mrkdwnText(text) }],
});
