import type { FastifyPluginAsync } from "fastify";
import type { Channel, FetchedVoice } from "../../src/core/channel.ts";
import { createApi, grammySignal } from "./api.ts";
import { createAskingChats } from "./asking.ts";
import { createFiles } from "./files.ts";
import { createHolds } from "./holds.ts";
import { createIntake } from "./intake.ts";
import type { TelegramOptions } from "./options.ts";
import { pause } from "./pause.ts";
import { createPolling } from "./polling.ts";
import { createPutAway } from "./put-away.ts";
import { allowedUpdates } from "./schema.ts";
import { createSend } from "./send.ts";
import { setUp } from "./setup.ts";
import { createVoices } from "./voices.ts";
import { createWebhook } from "./webhook.ts";

export type Telegram = {
  channel: Channel;
  /** Gets a voice message that came with a message. */
  fetchVoice(file: string): Promise<FetchedVoice>;
  /** Serves the webhook; no route at all with long polling. */
  plugin: FastifyPluginAsync;
  /** Registers with Telegram and begins to receive. Throws when token or address are refused; an outage is waited out. */
  start(): Promise<void>;
  /** Ends polling after the updates under way, and what button presses still need. */
  stop(): Promise<void>;
};

const callSeconds = 15;
const waitSeconds = 25;

/** Candidates' platform Telegram. Throws when the token or, with a public address, the secret is unfit. */
export function createTelegram(options: TelegramOptions): Telegram {
  const account = /^(\d+):[A-Za-z0-9_-]+$/.exec(options.token)?.[1];
  if (account === undefined) {
    throw new Error("TELEGRAM_BOT_TOKEN is no bot token: it looks like 123456:ABC-DEF, @BotFather shows it");
  }
  const api = createApi(options, callSeconds);
  const holds = createHolds();
  const putAway = createPutAway(api, holds);
  const send = createSend(api, holds);
  const asking = createAskingChats(options.asking ?? null, send, options.logger);
  const files = createFiles(options, api);
  const intake = createIntake(options, { company: options.company, account }, putAway, asking.take, files);
  const plugin = options.publicUrl === undefined ? noRoutes : createWebhook(options, intake);
  const pollingApi = createApi(options, waitSeconds + callSeconds);
  const polling = createPolling({
    intake,
    logger: options.logger,
    waitSeconds,
    getUpdates: (offset, timeout, signal) =>
      pollingApi.getUpdates({ offset, timeout, allowed_updates: allowedUpdates }, grammySignal(signal)),
  });
  const stopping = new AbortController();
  let catchingUp: Promise<void> = Promise.resolve();

  async function setUpLater(laterMs: number): Promise<void> {
    let waitMs = laterMs;
    while (!stopping.signal.aborted) {
      options.logger.warn({ afterMs: waitMs }, "telegram_set_up_later");
      await pause(waitMs, stopping.signal);
      if (stopping.signal.aborted) return;
      const outcome = await setUp(api, options);
      if (outcome === "done") return;
      waitMs = outcome.laterMs;
    }
  }

  return {
    channel: { id: "telegram", delivery: "push", send },
    fetchVoice: createVoices(options, api),
    plugin,
    async start() {
      const outcome = await setUp(api, options);
      if (outcome !== "done") {
        catchingUp = setUpLater(outcome.laterMs).catch((error: unknown) => {
          options.logger.error(
            { reason: error instanceof Error ? error.message : "unknown" },
            "telegram_refused",
          );
        });
      }
      if (options.publicUrl === undefined) polling.start();
      options.logger.info(
        { account, mode: options.publicUrl === undefined ? "polling" : "webhook" },
        "telegram_started",
      );
    },
    async stop() {
      stopping.abort();
      await catchingUp;
      await polling.stop();
      await putAway.drain();
      await asking.drain();
      await files.drain();
    },
  };
}

const noRoutes: FastifyPluginAsync = async () => {};
