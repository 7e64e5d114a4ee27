import type { FastifyPluginAsync } from "fastify";
import type { Channel, FetchedVoice } from "../../src/core/channel.ts";
import { createApi, request, tokenIn } from "../tencent/api.ts";
import { createEnvelope } from "../tencent/envelope.ts";
import { createMedia } from "../tencent/media.ts";
import { createSend } from "../tencent/send.ts";
import { createFetcher } from "./fetch.ts";
import type { WecomOptions } from "./options.ts";
import { refusal } from "./refusal.ts";
import { contentOf, costOf, messageIdOf, partsOf } from "./render.ts";
import { createWebhook } from "./webhook.ts";

export type Wecom = {
  channel: Channel;
  /** Gets a voice message that came with a message. */
  fetchVoice(file: string): Promise<FetchedVoice>;
  plugin: FastifyPluginAsync;
  /** Begins to fetch; messages of the last three days that we do not know are among them. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

const hours = 3_600_000;

/** Candidates' platform WeCom customer service (微信客服). Throws when a key is unfit. */
export function createWecom(options: WecomOptions): Wecom {
  const { apiRoot, corpId, secret, openKfId } = options;
  const now = options.now ?? Date.now;
  const query = new URLSearchParams({ corpid: corpId, corpsecret: secret });
  const api = createApi({
    apiRoot,
    tokens: options.tokens,
    renew: async () => tokenIn(await request(`${apiRoot}/cgi-bin/gettoken?${query}`, { method: "GET" })),
  });
  const plain = sender(false);
  const welcome = sender(true);

  function sender(byTicket: boolean) {
    return createSend({
      call: (message, part, key, signal) => {
        const content = { msgid: messageIdOf(key), ...contentOf(part) };
        return byTicket
          ? api.call("/cgi-bin/kf/send_msg_on_event", { code: message.ticket, ...content }, signal)
          : api.call(
              "/cgi-bin/kf/send_msg",
              { touser: message.threadId, open_kfid: openKfId, ...content },
              signal,
            );
      },
      parts: partsOf,
      refusal: (answer) => refusal(answer, byTicket),
      externalId: (_answer, key) => messageIdOf(key),
      now,
    });
  }

  const fetcher = createFetcher(options, api, { company: options.company, account: openKfId });
  const envelope = createEnvelope(options.aesKeys, corpId);
  return {
    channel: {
      id: "wecom",
      delivery: "push",
      send: (message, signal) => (message.ticket === undefined ? plain : welcome)(message, signal),
      allowance: {
        windows: { message: { messages: 5, ms: 48 * hours }, event: { messages: 1, ms: 20_000 } },
        cost: costOf,
      },
    },
    fetchVoice: createMedia(api, options.download),
    plugin: createWebhook(options, { token: options.token, envelope, now }, fetcher.wake),
    async start() {
      fetcher.start();
      options.logger.info({ account: openKfId }, "wecom_started");
    },
    stop: fetcher.stop,
  };
}
