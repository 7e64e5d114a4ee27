import type { ActionResult } from "../../src/recruiter/types.ts";
import { perform, type SlackContext } from "./context.ts";
import { toPlainText } from "./plain-text.ts";
import { sentence, tell } from "./reply.ts";
import { AskedMessage } from "./schema.ts";

/**
 * Answers a question about numbers: a mention in a channel, in its thread, or a line in the bot's own chat. Once per
 * event; a mention under a candidate's card goes to the candidate as any other line there, and is not answered.
 */
export async function answerAsked(context: SlackContext, body: unknown): Promise<void> {
  const parsed = AskedMessage.safeParse(body);
  if (!parsed.success) return;
  const { event, event_id: eventId, team_id: teamId } = parsed.data;
  const { channel, user, thread_ts: threadTs } = event;
  const mentioned = event.type === "app_mention";
  if (mentioned && threadTs && (await context.desk.isCard(channel, threadTs))) return;
  const thread = mentioned ? (threadTs ?? event.ts) : threadTs;
  const team = event.user_team ?? teamId;
  const text = toPlainText(event.text.replace(/<@[A-Z0-9]+(?:\|[^>]*)?>/g, " ")).trim();
  const result = await perform(
    context,
    { team, user, what: event.type },
    async (who): Promise<ActionResult> => {
      const place = `slack:${channel}:${thread ?? ""}`;
      const view = await context.desk.ask({ who, place, text, deliveryId: `event:${teamId}:${eventId}` });
      return view ? { kind: "view", view } : { kind: "done", notice: "" };
    },
  );
  if (result.kind === "view") {
    const at = thread ? { thread_ts: thread } : {};
    await context.pictures
      .show(result.view, (shown) =>
        context.client.chat.postMessage({
          channel,
          ...at,
          ...shown,
          unfurl_links: false,
          unfurl_media: false,
        }),
      )
      .catch((error: unknown) => context.logger.warn({ err: error }, "slack_answer_failed"));
  } else if (result.kind === "refused") {
    const to = { user, ...(mentioned ? { channel, threadTs: thread } : {}) };
    await tell(context, to, sentence(result.notice)).catch((error: unknown) =>
      context.logger.warn({ err: error }, "slack_notice_failed"),
    );
  }
}
