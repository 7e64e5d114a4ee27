import type { FastifyPluginAsync } from "fastify";
import type { Channel, FetchedVoice } from "../../src/core/channel.ts";
import { createApi, request, tokenIn } from "../tencent/api.ts";
import { createEnvelope } from "../tencent/envelope.ts";
import { createMedia } from "../tencent/media.ts";
import { createSend } from "../tencent/send.ts";
import type { WechatOptions } from "./options.ts";
import { refusal } from "./refusal.ts";
import { costOf, customMessage } from "./render.ts";
import { createWebhook } from "./webhook.ts";

export type Wechat = {
  channel: Channel;
  /** Gets a voice message that came with a message. */
  fetchVoice(file: string): Promise<FetchedVoice>;
  plugin: FastifyPluginAsync;
  start(): Promise<void>;
  stop(): Promise<void>;
};

const hours = 3_600_000;
/** WeChat allows a forced refresh only so often. */
const forceEveryMs = 30_000;

/** Candidates' platform WeChat Official Account (公众号 / 服务号). Throws when a key is unfit. */
export function createWechat(options: WechatOptions): Wechat {
  const { appId, appSecret, apiRoot, token } = options;
  const now = options.now ?? Date.now;
  const envelope = options.aesKeys.length > 0 ? createEnvelope(options.aesKeys, appId) : null;
  let passiveOnly = false;
  let forcedAt = Number.NEGATIVE_INFINITY;
  const api = createApi({
    apiRoot,
    tokens: options.tokens,
    // The stable token stays the same until shortly before its end; only a refused one is replaced by force.
    async renew(instead) {
      const force = instead && now() - forcedAt >= forceEveryMs;
      if (force) forcedAt = now();
      const body = { grant_type: "client_credential", appid: appId, secret: appSecret, force_refresh: force };
      return tokenIn(await request(`${apiRoot}/cgi-bin/stable_token`, { method: "POST", body }));
    },
  });
  const send = createSend({
    call: (message, part, _key, signal) =>
      api.call("/cgi-bin/message/custom/send", customMessage(message.threadId, part), signal),
    refusal(answer) {
      if (answer.errcode === 48001 && !passiveOnly) {
        passiveOnly = true;
        options.logger.warn({ code: answer.errcode }, "wechat_may_only_reply");
      }
      if (answer.errcode === 40164)
        options.logger.error({ code: answer.errcode }, "wechat_address_not_listed");
      return refusal(answer);
    },
    externalId: (_answer, key) => key.slice(-200),
    now,
  });
  return {
    channel: {
      id: "wechat",
      delivery: "push",
      send,
      allowance: {
        windows: { message: { messages: 5, ms: 48 * hours }, event: { messages: 3, ms: 60_000 } },
        cost: costOf,
      },
      passiveMs: 3_000,
    },
    fetchVoice: createMedia(api, options.download),
    plugin: createWebhook({
      options,
      door: { token, envelope, now },
      owner: { company: options.company, account: appId },
      passiveOnly: () => passiveOnly,
    }),
    async start() {
      options.logger.info({ account: appId, mode: envelope ? "safe" : "plain" }, "wechat_started");
    },
    async stop() {},
  };
}
