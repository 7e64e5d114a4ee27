import type { FastifyPluginAsync } from "fastify";
import type { Channel, ChannelId, FetchedVoice, InboundMessage } from "../src/core/channel.ts";
import type { Logger, Meter } from "../src/core/reporting.ts";
import { createTelegram } from "./telegram/index.ts";
import type { TelegramOptions } from "./telegram/options.ts";
import { createWeb, type WebOptions } from "./web/index.ts";
import { createWechat } from "./wechat/index.ts";
import type { WechatOptions } from "./wechat/options.ts";
import { createWecom } from "./wecom/index.ts";
import type { WecomOptions } from "./wecom/options.ts";

type Given = "company" | "receive" | "logger" | "meter" | "now";

/** A platform candidates talk on: what it sends with, what it serves, and its life. */
export type Platform = {
  channel: Channel;
  /** Gets a voice message that came with a message; absent = the platform has none. */
  fetchVoice?(file: string): Promise<FetchedVoice>;
  plugin: FastifyPluginAsync;
  start(): Promise<void>;
  stop(): Promise<void>;
};

export type ChannelOptions = {
  company: string;
  publicUrl: string | undefined;
  /** Null = no bot token, no Telegram. */
  telegram: Pick<
    TelegramOptions,
    "token" | "webhookSecret" | "apiRoot" | "named" | "asking" | "upload" | "download"
  > | null;
  /** Null = not configured. */
  wechat: Omit<WechatOptions, Given> | null;
  wecom: Omit<WecomOptions, Given> | null;
  web: Pick<WebOptions, "store" | "wakes" | "limits" | "upload" | "myData">;
  receive(message: InboundMessage): Promise<{ kind: string; conversationId?: string | null }>;
  logger: Logger;
  meter: Meter;
};

/** Every platform that is configured; adding one is a folder, an id and a line here. */
export function createChannels(options: ChannelOptions) {
  const { company, publicUrl, receive, logger, meter } = options;
  return {
    telegram:
      options.telegram && createTelegram({ ...options.telegram, company, publicUrl, receive, logger, meter }),
    wechat: options.wechat && createWechat({ ...options.wechat, company, receive, logger, meter }),
    wecom: options.wecom && createWecom({ ...options.wecom, company, receive, logger, meter }),
    web: createWeb({ ...options.web, company, publicUrl: publicUrl ?? null, receive, logger }),
  } satisfies Record<ChannelId, Platform | null>;
}
