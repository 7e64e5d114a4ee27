import type { FastifyPluginAsync, FastifyReply } from "fastify";
import type { Meter } from "../../src/core/reporting.ts";
import { type DoorOptions, echoOf, type Query, type Verified, verified } from "./door.ts";

const bodyLimit = 256 * 1024;

export type WebhookOptions = {
  path: string;
  channel: string;
  /** What people call the platform. */
  platform: string;
  door: DoorOptions;
  /** Nothing of the platform comes in the open, not even its check of our address. */
  sealedOnly: boolean;
  meter: Meter;
  /** Answers a verified request; "unreadable" = signed, but no message. */
  take(checked: Verified | "unreadable", reply: FastifyReply): Promise<FastifyReply>;
};

/** `GET` answers the platform's check of our address, `POST` hands on what is from the platform; all else is a 401. */
export function tencentWebhook(options: WebhookOptions): FastifyPluginAsync {
  const { path, channel, door } = options;
  const refuse = (reply: FastifyReply, reason: string) => {
    options.meter.count("auth_fail_total", { channel, reason });
    const name = channel.toUpperCase();
    return reply
      .code(401)
      .send({ error: `not signed by ${options.platform}: check ${name}_TOKEN, its key and mode` });
  };
  return async (fastify) => {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser("*", { parseAs: "string", bodyLimit }, (_request, body, done) =>
      done(null, body),
    );
    fastify.get(path, async (request, reply) => {
      const query = request.query as Query;
      const open = options.sealedOnly && query.msg_signature === undefined;
      const echo = open ? null : echoOf(query, door);
      return echo === null ? refuse(reply, "echo") : reply.type("text/plain").send(echo);
    });
    fastify.post(path, async (request, reply) => {
      const body = typeof request.body === "string" ? request.body : "";
      const checked = verified(request.query as Query, body, door);
      return checked === null ? refuse(reply, "signature") : await options.take(checked, reply);
    });
  };
}
