import { App, type Receiver, type Logger as SlackLogger, type ViewSubmitAction } from "@slack/bolt";
import type { WebClientOptions } from "@slack/web-api";
import { answerAsked } from "./asking.ts";
import { answerClick } from "./clicks.ts";
import { answerCommand } from "./commands.ts";
import type { SlackContext } from "./context.ts";
import { answerHome } from "./home.ts";
import { answerSubmission } from "./submissions.ts";
import { answerThread } from "./threads.ts";

/**
 * A Bolt app over our receiver. Each kind of delivery has one listener that looks its command or action up in the
 * recruiter room's registries, so that nothing is ever left without an acknowledgement.
 */
export function createApp(options: {
  context: SlackContext;
  receiver: Receiver;
  botToken: string;
  clientOptions: WebClientOptions;
  logger: SlackLogger;
}): App {
  const { context, botToken } = options;
  const app = new App({
    receiver: options.receiver,
    // A constant, not Slack's auth.test: with Slack's API down Bolt would acknowledge events unhandled.
    authorize: async () => ({ botToken }),
    clientOptions: options.clientOptions,
    logger: options.logger,
    ignoreSelf: false,
    convoStore: false,
  });
  app.command(/.*/, async ({ body, ack }) => await answerCommand(context, body, ack));
  app.action(/.*/, async ({ body, ack }) => await answerClick(context, body, () => ack()));
  app.view<ViewSubmitAction>(
    { callback_id: /.*/, type: "view_submission" },
    async ({ body, ack }) => await answerSubmission(context, body, ack),
  );
  app.message(async ({ body }) => {
    await answerThread(context, body);
    await answerAsked(context, body);
  });
  app.event("app_mention", async ({ body }) => await answerAsked(context, body));
  app.event("app_home_opened", async ({ body }) => await answerHome(context, body));
  app.error(async (error) => {
    context.logger.error({ err: "original" in error ? error.original : error }, "slack_listener_failed");
    throw error;
  });
  return app;
}
