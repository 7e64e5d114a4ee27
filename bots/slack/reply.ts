import type { WebClient } from "@slack/web-api";
import type { View } from "../../src/recruiter/types.ts";
import type { Pictures } from "./pictures.ts";
import { ReplyRefused } from "./refusals.ts";

/** Where an answer for one person's eyes can go; tried in this order. */
export type Address = {
  user: string;
  responseUrl?: string | null | undefined;
  channel?: string | undefined;
  threadTs?: string | undefined;
};

/**
 * Shows something to one person only: through the interaction's own address (works where the bot is no member), else
 * as an ephemeral message, else as a direct message. Throws when Slack takes none of them.
 */
export async function tell(
  { client, pictures }: { client: WebClient; pictures: Pictures },
  to: Address,
  view: View,
): Promise<void> {
  try {
    const { responseUrl, channel } = to;
    if (responseUrl)
      return await pictures.show(view, (shown) => respond(responseUrl, shown, { replaceOriginal: false }));
    if (channel) {
      const thread = to.threadTs ? { thread_ts: to.threadTs } : {};
      await pictures.show(view, (shown) =>
        client.chat.postEphemeral({ channel, user: to.user, ...thread, ...shown }),
      );
      return;
    }
  } catch {
    // The address has expired, or the bot is no member there; the person's own channel always exists.
  }
  await pictures.show(view, (shown) =>
    client.chat.postMessage({ channel: to.user, ...shown, unfurl_links: false, unfurl_media: false }),
  );
}

/** Posts to an interaction's own address (5 times within 30 minutes); throws when Slack does not take it. */
export async function respond(url: string, view: View, options: { replaceOriginal: boolean }): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ response_type: "ephemeral", replace_original: options.replaceOriginal, ...view }),
    redirect: "error",
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) throw new ReplyRefused(`response_url answered ${response.status}`);
}

/** A view of one sentence. It may contain Slack markup; anything from outside in it is escaped already. */
export const sentence = (text: string): View => ({
  text,
  blocks: [{ type: "section", text: { type: "mrkdwn", text, verbatim: true } }],
});
