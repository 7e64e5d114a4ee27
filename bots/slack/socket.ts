import type { Logger as SlackLogger } from "@slack/bolt";
import { type App, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { z } from "zod";
import { inTime } from "./context.ts";
import type { Dispatcher } from "./dispatch.ts";

const Envelope = z.object({
  body: z.record(z.string(), z.unknown()),
  ack: z.custom<(body?: unknown) => Promise<void>>((value) => typeof value === "function"),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
});

const connectMs = 5000;

/**
 * Slack over a WebSocket that we open: no public address and no signatures. Bolt's own receiver acknowledges events
 * before they are handled; here an envelope is acknowledged only when `dispatch` says 200, so that Slack repeats
 * what was not committed.
 */
export function createSocketReceiver(options: {
  appToken: string;
  apiUrl: string | undefined;
  /** Base of the pauses before connecting again, and how long a pong may take, ms. */
  reconnectMs: number;
  dispatcher: Dispatcher;
  logger: SlackLogger;
}): Receiver {
  const clientOptions = {
    timeout: 10_000,
    ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
  };
  const socket = new SocketModeReceiver({
    appToken: options.appToken,
    clientPingTimeout: options.reconnectMs,
    logger: options.logger,
    installerOptions: { clientOptions },
  });
  let app: App | null = null;
  socket.client.on("slack_event", async (envelope: unknown) => {
    const parsed = Envelope.safeParse(envelope);
    if (!parsed.success || !app) return;
    const { body, ack, retry_num: retryNum, retry_reason: retryReason } = parsed.data;
    const answer = await options.dispatcher.dispatch(app, {
      body,
      ...(retryNum === undefined ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    });
    // A socket that closed meanwhile cannot take the answer; Slack repeats the envelope on the next one.
    if (answer.status === 200) await ack(answer.body).catch(() => {});
  });
  return {
    init: (bolt) => {
      app = bolt;
    },
    async start() {
      const connected = socket.start().then(() => true);
      connected.catch(() => {});
      // A wrong app token throws at once. Without an answer the client goes on trying behind our back.
      if ((await inTime(connected, connectMs)) === null)
        options.logger.warn("socket mode: not connected yet");
    },
    stop: async () => {
      await socket.stop();
      await options.dispatcher.drain();
    },
  };
}
