import type { ServerResponse } from "node:http";
import type { FastifyPluginAsync } from "fastify";
import type { InboundMessage } from "../../src/core/channel.ts";
import type { DoorOptions, Verified } from "../tencent/door.ts";
import { sealedReply } from "../tencent/envelope.ts";
import type { Turn } from "../tencent/options.ts";
import { tencentWebhook } from "../tencent/webhook.ts";
import type { WechatOptions } from "./options.ts";
import { type Owner, parseMessage } from "./parse.ts";
import { passiveReply, passiveText } from "./render.ts";

const retryMs = 150;

export type WebhookParts = {
  options: WechatOptions;
  door: DoorOptions;
  owner: Owner;
  /** The account may send nothing but passive replies. */
  passiveOnly(): boolean;
};

/**
 * `GET /webhooks/wechat` checks the address, `POST` takes messages. `success` or a reply = safe, or nothing we use;
 * 401 = not from WeChat. While nothing can be stored there is no answer at all: WeChat repeats what it got no answer to,
 * and shows people an error for every other one.
 */
export function createWebhook(parts: WebhookParts): FastifyPluginAsync {
  const { options, door, owner } = parts;
  const patienceMs = options.patienceMs ?? 4_500;

  return tencentWebhook({
    path: "/webhooks/wechat",
    channel: "wechat",
    platform: "WeChat",
    door,
    sealedOnly: false,
    meter: options.meter,
    async take(checked, reply) {
      const ignored = (reason: string) => {
        options.meter.count("ignored_total", { channel: "wechat", reason });
        return reply.type("text/plain").send("success");
      };
      if (checked === "unreadable") return ignored(checked);
      const parsed = parseMessage(checked.fields, owner);
      if (parsed.kind === "ignored") return ignored(parsed.reason);
      const deadline = performance.now() + patienceMs;
      const { raw } = reply;
      const taken = await takeUntil(parsed.message, deadline, raw);
      if (taken === "late") {
        options.logger.warn({ channel: "wechat" }, "delivery_not_stored_in_time");
        reply.hijack();
        raw.destroy();
        return reply;
      }
      const answer = await answerOf(checked, parsed, taken.conversationId ?? null, deadline, raw);
      return reply.type(answer === "success" ? "text/plain" : types[checked.format]).send(answer);
    },
  });

  /** Stores a message, trying again as long as WeChat listens. */
  async function takeUntil(message: InboundMessage, deadline: number, raw: ServerResponse) {
    const late = new Promise<"late">((resolve) => {
      const timer = setTimeout(() => resolve("late"), Math.max(0, deadline - performance.now()));
      raw.once("close", () => {
        clearTimeout(timer);
        resolve("late");
      });
    });
    for (;;) {
      const attempt = options.receive(message).catch((error: unknown) => {
        const name = error instanceof Error ? error.name : "unknown";
        options.logger.error({ channel: "wechat", error: name }, "delivery_not_stored");
        return null;
      });
      const taken = await Promise.race([attempt, late]);
      if (taken !== null) return taken;
      const pause = new Promise<null>((resolve) => setTimeout(() => resolve(null), retryMs));
      if ((await Promise.race([pause, late])) === "late") return "late";
    }
  }

  /** What waits to be said, if it comes in time; what comes later goes the usual way. */
  async function turnUntil(
    conversationId: string,
    deliveryId: string,
    deadline: number,
  ): Promise<Turn | null> {
    const turning = options.turn(conversationId, deliveryId).catch(() => null);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), Math.max(0, deadline - performance.now()));
    });
    const turn = await Promise.race([turning, late]);
    clearTimeout(timer);
    if (turn !== "late") return turn;
    turning.then((it) => it?.giveBack()).catch(() => {});
    return null;
  }

  /** What waits to be said, as the reply, where a reply can carry it; else `success`, and it goes the usual way. */
  async function answerOf(
    checked: Verified,
    { message, from, to }: { message: InboundMessage; from: string; to: string },
    conversationId: string | null,
    deadline: number,
    raw: ServerResponse,
  ): Promise<string> {
    if (conversationId === null || !message.opens || raw.destroyed) return "success";
    const turn = await turnUntil(conversationId, message.deliveryId, deadline);
    if (!turn) return "success";
    const text = passiveText(turn, parts.passiveOnly());
    if (text === null || raw.destroyed || performance.now() > deadline) {
      await turn.giveBack().catch(() => {});
      return "success";
    }
    raw.once("close", () => {
      const settled = raw.writableFinished ? turn.sent() : turn.unknown();
      settled.catch(() => options.logger.warn({ channel: "wechat" }, "reply_not_noted"));
    });
    const { format, timestamp, nonce, key } = checked;
    const at = (options.now ?? Date.now)();
    const plain = passiveReply(format, { to: from, from: to, at, text });
    if (key === null || !door.envelope) return plain;
    const encrypt = door.envelope.close(plain, key);
    return sealedReply(format, { token: door.token, timestamp, nonce, encrypt });
  }
}

const types = { xml: "text/xml; charset=utf-8", json: "application/json; charset=utf-8" } as const;
