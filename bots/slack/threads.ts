import type { SlackContext } from "./context.ts";
import { toPlainText } from "./plain-text.ts";
import { sentence, tell } from "./reply.ts";
import { ThreadMessage } from "./schema.ts";

/**
 * Passes what a recruiter writes under a candidate's card to the recruiter room, once per event. Everything else in
 * the channel is ignored. Throws when it could not be stored; Slack then sends the event again.
 */
export async function answerThread(context: SlackContext, body: unknown): Promise<void> {
  const parsed = ThreadMessage.safeParse(body);
  if (!parsed.success) return;
  const { event, event_id: eventId, team_id: teamId } = parsed.data;
  if (event.thread_ts === event.ts || !(await context.desk.isCard(event.channel, event.thread_ts))) return;
  const { id, recruiter } = await context.people.identify(event.user_team ?? teamId, event.user);
  const notice = recruiter
    ? await context.desk
        .replyFromThread({
          who: recruiter,
          place: event.channel,
          threadTs: event.thread_ts,
          text: toPlainText(event.text),
          deliveryId: `event:${teamId}:${eventId}`,
        })
        .then((reply) => reply.notice)
    : context.texts.notListed(id, context.admins);
  if (!notice) return;
  const to = { user: event.user, channel: event.channel, threadTs: event.thread_ts };
  await tell(context, to, sentence(notice)).catch((error: unknown) =>
    context.logger.warn({ err: error }, "slack_notice_failed"),
  );
}
