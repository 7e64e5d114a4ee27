import type { FastifyPluginAsync } from "fastify";
import { type DoorOptions, echoOf, type Query, verified } from "../tencent/door.ts";
import type { WecomOptions } from "./options.ts";
import { Notice } from "./schema.ts";

const path = "/webhooks/wecom";
const bodyLimit = 256 * 1024;

/**
 * `GET /webhooks/wecom` checks the address, `POST` takes notices. `success` = noted, or nothing we use; 401 = not from
 * WeCom; 503 = could not be noted, WeCom tells it again.
 */
export function createWebhook(
  options: WecomOptions,
  door: DoorOptions,
  wake: () => void,
): FastifyPluginAsync {
  const refuse = (reason: string) => options.meter.count("auth_fail_total", { channel: "wecom", reason });
  return async (fastify) => {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser("*", { parseAs: "string", bodyLimit }, (_request, body, done) =>
      done(null, body),
    );

    fastify.get(path, async (request, reply) => {
      const query = request.query as Query;
      // Everything of WeCom is encrypted, also this check.
      const echo = query.msg_signature === undefined ? null : echoOf(query, door);
      if (echo !== null) return reply.type("text/plain").send(echo);
      refuse("echo");
      return reply.code(401).send({ error: "not signed by WeCom: check WECOM_TOKEN and its key" });
    });

    fastify.post(path, async (request, reply) => {
      const body = typeof request.body === "string" ? request.body : "";
      const checked = verified(request.query as Query, body, door);
      if (checked === null) {
        refuse("signature");
        return reply.code(401).send({ error: "not signed by WeCom: check WECOM_TOKEN and its key" });
      }
      const notice = Notice.safeParse(checked === "unreadable" ? null : checked.fields);
      if (!notice.success || notice.data.OpenKfId !== options.openKfId) {
        options.meter.count("ignored_total", { channel: "wecom", reason: "unused_event" });
        return reply.type("text/plain").send("success");
      }
      try {
        await options.cursors.note(notice.data.Token);
      } catch (error) {
        const name = error instanceof Error ? error.name : "unknown";
        options.logger.error({ channel: "wecom", error: name }, "notice_not_noted");
        return reply.code(503).send({ error: "not noted, please tell it again" });
      }
      wake();
      return reply.type("text/plain").send("success");
    });
  };
}
