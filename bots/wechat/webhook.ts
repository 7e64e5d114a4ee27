import type { ServerResponse } from "node:http";
import type { FastifyPluginAsync } from "fastify";
import type { InboundMessage } from "../../src/core/channel.ts";
import { type DoorOptions, echoOf, type Query, type Verified, verified } from "../tencent/door.ts";
import { sealedReply } from "../tencent/envelope.ts";
import type { WechatOptions } from "./options.ts";
import { type Owner, parseMessage } from "./parse.ts";
import { passiveReply, passiveText } from "./render.ts";

const path = "/webhooks/wechat";
const bodyLimit = 256 * 1024;
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
  const refuse = (reason: string) => options.meter.count("auth_fail_total", { channel: "wechat", reason });

  return async (fastify) => {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser("*", { parseAs: "string", bodyLimit }, (_request, body, done) =>
      done(null, body),
    );

    fastify.get(path, async (request, reply) => {
      const echo = echoOf(request.query as Query, door);
      if (echo !== null) return reply.type("text/plain").send(echo);
      refuse("echo");
      return reply.code(401).send({ error: "not signed by WeChat: check WECHAT_TOKEN" });
    });

    fastify.post(path, async (request, reply) => {
      const body = typeof request.body === "string" ? request.body : "";
      const checked = verified(request.query as Query, body, door);
      if (checked === null) {
        refuse("signature");
        return reply.code(401).send({ error: "not signed by WeChat: check token, key and mode" });
      }
      if (checked === "unreadable") {
        options.meter.count("ignored_total", { channel: "wechat", reason: "unreadable" });
        return reply.type("text/plain").send("success");
      }
      const parsed = parseMessage(checked.fields, owner);
      if (parsed.kind === "ignored") {
        options.meter.count("ignored_total", { channel: "wechat", reason: parsed.reason });
        return reply.type("text/plain").send("success");
      }
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
    });
  };

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

  /** What waits to be said, as the reply, where a reply can carry it; else `success`, and it goes the usual way. */
  async function answerOf(
    checked: Verified,
    { message, from, to }: { message: InboundMessage; from: string; to: string },
    conversationId: string | null,
    deadline: number,
    raw: ServerResponse,
  ): Promise<string> {
    if (conversationId === null || !message.opens || raw.destroyed) return "success";
    const turn = await options.turn(conversationId, message.deliveryId).catch(() => null);
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
