import { WebAPIPlatformError, WebClient, type WebClientOptions } from "@slack/web-api";
import type { FastifyPluginAsync } from "fastify";

import type { DrawChart } from "../../src/core/charts/chart.ts";
import type { Locale } from "../../src/core/locale.ts";
import type { RecruiterSurface } from "../../src/recruiter/types.ts";
import { createApp } from "./app.ts";
import type { Logger, SlackContext } from "./context.ts";
import type { Desk } from "./desk.ts";
import { createDispatcher } from "./dispatch.ts";
import { createGiven, type Download } from "./given.ts";
import { createModalSeal } from "./modal.ts";
import { createPeople } from "./people.ts";
import { createPictures, pictured } from "./pictures.ts";
import { createHttpReceiver } from "./receiver.ts";
import { sdkLogger } from "./sdk-logger.ts";
import { createSocketReceiver } from "./socket.ts";
import { createSurface } from "./surface.ts";
import { slackTexts } from "./texts.ts";

export type SlackOptions = {
  botToken: string;
  /** `xapp-…` switches socket mode on; then no signing secret is needed. */
  appToken?: string | undefined;
  signingSecret?: string | undefined;
  /** Accepted beside the current one while it is being rotated. */
  previousSigningSecret?: string | undefined;
  /** Web API, for a fake or a proxy; Slack's own by default. */
  apiUrl?: string | undefined;
  /** Channel id of cards and digests. */
  digestChannel: string | null;
  /** Slack user ids that become administrators on their first click. */
  admins: readonly string[];
  locale: Locale;
  desk: Desk;
  /** Draws charts; without it they are posted in words. */
  draw?: DrawChart | undefined;
  /** Gets a file by its address, with every check; without it files are not taken. */
  download?: Download | undefined;
  /** How long a message waits for its pictures, ms. */
  picturePatienceMs?: number;
  logger: Logger;
  /** Milliseconds since epoch; the real clock by default. */
  now?: () => number;
  refused?: (reason: string) => void;
  /** How long a listener may take before it is acknowledged without its result, ms. */
  patienceMs?: number;
  /** A person's Home is published at most once in this time, ms. */
  homePauseMs?: number;
  /** Socket mode: base of the pauses before connecting again, ms. */
  reconnectMs?: number;
};

export type Slack = {
  plugin: FastifyPluginAsync;
  /** Checks the token and, in socket mode, connects. Throws on a token Slack refuses; an unreachable Slack is retried. */
  start(): Promise<void>;
  /** Stops taking deliveries and waits for those being handled. */
  stop(): Promise<void>;
  surface: RecruiterSurface;
};

/** Slack for recruiters: translates the recruiter room's commands, actions and views, decides nothing. */
export function createSlack(options: SlackOptions): Slack {
  const { botToken, logger, desk } = options;
  const log = sdkLogger(logger);
  const clientOptions: WebClientOptions = {
    ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
    // The outbox decides about every repetition; the SDK would double posts behind its back.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    // No call begins later than 8 s after its outbox row was taken, and the row belongs to its sender for 12 s.
    timeout: 3_500,
    logger: log,
  };
  const client = new WebClient(botToken, clientOptions);
  const pictures = createPictures({
    client,
    draw: options.draw ?? null,
    logger,
    apiUrl: options.apiUrl ?? "https://slack.com/api/",
    ...(options.picturePatienceMs === undefined ? {} : { patienceMs: options.picturePatienceMs }),
  });
  const dispatcher = createDispatcher();
  let team: Promise<string | null> | null = null;
  const ownTeam = async () => {
    team ??= client.auth.test().then((answer) => answer.team_id ?? null);
    return await team.catch((error: unknown) => {
      team = null;
      throw error;
    });
  };

  const context: SlackContext = {
    desk,
    client,
    people: createPeople({ desk, admins: options.admins, client, ownTeam }),
    admins: options.admins,
    pictures,
    seal: createModalSeal(botToken),
    texts: slackTexts(options.locale),
    textsIn: (locale) => slackTexts(locale ?? options.locale),
    given: createGiven({ botToken, download: options.download, logger }),
    homes: new Map(),
    homePauseMs: options.homePauseMs ?? 3000,
    logger,
    patienceMs: options.patienceMs ?? 2000,
  };
  const { receiver, plugin } = createReceiver();
  createApp({ context, receiver, botToken, clientOptions, logger: log });

  function createReceiver() {
    if (options.appToken) {
      const { appToken, apiUrl, reconnectMs = 5000 } = options;
      const socket = createSocketReceiver({ appToken, apiUrl, reconnectMs, dispatcher, logger: log });
      return { receiver: socket, plugin: async () => {} };
    }
    const secrets = [options.signingSecret, options.previousSigningSecret].filter(
      (secret) => secret !== undefined,
    );
    if (!options.signingSecret || secrets.includes("")) {
      throw new Error(
        "SLACK_SIGNING_SECRET is missing: copy it from Slack > Basic Information, or set SLACK_APP_TOKEN for socket mode",
      );
    }
    return createHttpReceiver({
      secrets,
      dispatcher,
      now: options.now ?? Date.now,
      refused: options.refused ?? (() => {}),
    });
  }

  return {
    plugin,
    surface: pictured(createSurface(client, options.digestChannel), pictures),
    async start() {
      await ownTeam().catch((error: unknown) => {
        if (error instanceof WebAPIPlatformError) {
          throw new Error(
            `Slack refuses SLACK_BOT_TOKEN (${error.data.error}): copy it again from Slack > OAuth & Permissions`,
            {
              cause: error,
            },
          );
        }
        logger.warn({ err: error }, "slack_unreachable_at_start");
      });
      await receiver.start();
    },
    stop: async () => {
      await receiver.stop();
    },
  };
}
