import type { FastifyPluginAsync } from "fastify";
import type { DoorOptions } from "../tencent/door.ts";
import { tencentWebhook } from "../tencent/webhook.ts";
import type { WecomOptions } from "./options.ts";
import { Notice } from "./schema.ts";

/**
 * `GET /webhooks/wecom` checks the address, `POST` takes notices. `success` = noted, or nothing we use; 401 = not from
 * WeCom; 503 = could not be noted, WeCom tells it again.
 */
export function createWebhook(
  options: WecomOptions,
  door: DoorOptions,
  wake: () => void,
): FastifyPluginAsync {
  return tencentWebhook({
    path: "/webhooks/wecom",
    channel: "wecom",
    platform: "WeCom",
    door,
    sealedOnly: true,
    meter: options.meter,
    async take(checked, reply) {
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
    },
  });
}
