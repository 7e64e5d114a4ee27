import { parse as parseForm } from "node:querystring";
import type { App, Receiver } from "@slack/bolt";
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Delivery, Dispatcher } from "./dispatch.ts";
import { isSignedBySlack } from "./signature.ts";

export type HttpReceiverOptions = {
  /** Current signing secret first, then the previous one while it is being rotated. */
  secrets: readonly string[];
  dispatcher: Dispatcher;
  /** Milliseconds since epoch. */
  now: () => number;
  /** Called for every refused request, with the reason as a short constant. */
  refused: (reason: string) => void;
};

const Form = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const Payload = z
  .record(z.string(), z.unknown())
  .refine((body) => body.event === undefined || (typeof body.event === "object" && body.event !== null));

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Bolt's receiver as an encapsulated Fastify plugin: `POST /slack/events` takes events, commands and interactivity.
 * Only this plugin's routes see raw bytes; JSON bodies of all others are parsed as before. 401 = not signed by
 * Slack, 415 = a coding Slack never uses, 400 = signed but not parseable.
 */
export function createHttpReceiver(options: HttpReceiverOptions): {
  receiver: Receiver;
  plugin: FastifyPluginAsync;
} {
  let app: App | null = null;

  const handle = async (request: FastifyRequest, reply: FastifyReply) => {
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
    // Slack probes the certificate of command addresses without a signature; nothing is read or done.
    if (isForm && Form.parse({ ...parseForm(raw.toString("utf8")) }).ssl_check === "1")
      return reply.code(200).send();
    if (raw.subarray(0, 3).equals(byteOrderMark)) return refuseCoding(reply);
    const signed = {
      signature: request.headers["x-slack-signature"],
      timestamp: request.headers["x-slack-request-timestamp"],
      body: raw,
    };
    if (!isSignedBySlack(signed, options.secrets, Math.floor(options.now() / 1000))) {
      options.refused("signature");
      return reply
        .code(401)
        .send({ error: "signature does not match: check SLACK_SIGNING_SECRET and the clock" });
    }
    const body = parseBody(raw, isForm);
    if (!body) {
      options.refused("malformed");
      return reply.code(400).send({ error: "the body is neither an event, a command nor an interaction" });
    }
    if (body.type === "url_verification") return reply.code(200).send({ challenge: body.challenge });
    if (!app) return reply.code(503).send();
    const answer = await options.dispatcher.dispatch(app, { body, ...retryOf(request) });
    if (answer.body === undefined || answer.body === "") return reply.code(answer.status).send();
    return reply.code(answer.status).send(answer.body);
  };

  const refuseCoding = (reply: FastifyReply) => {
    options.refused("coding");
    return reply.code(415).send({ error: "send plain UTF-8 without content-encoding" });
  };

  const plugin: FastifyPluginAsync = async (fastify) => {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser(
      ["application/json", "application/x-www-form-urlencoded"],
      { parseAs: "buffer" },
      (_request, body, done) => done(null, body),
    );
    fastify.addHook("onRequest", async (request, reply) => {
      const charset = /charset=\s*"?([^\s;"]+)/i.exec(request.headers["content-type"] ?? "")?.[1];
      const coded = request.headers["content-encoding"] !== undefined;
      if (!coded && (charset === undefined || charset.toLowerCase() === "utf-8")) return;
      return refuseCoding(reply);
    });
    fastify.post("/slack/events", { bodyLimit: 1 << 20 }, handle);
  };

  const receiver: Receiver = {
    init: (bolt) => {
      app = bolt;
    },
    start: async () => {},
    stop: async () => {
      await options.dispatcher.drain();
    },
  };
  return { receiver, plugin };
}

function parseBody(raw: Buffer, isForm: boolean): Record<string, unknown> | null {
  const text = raw.toString("utf8");
  try {
    if (!isForm) return Payload.parse(JSON.parse(text));
    const form = Form.parse({ ...parseForm(text) });
    return Payload.parse(typeof form.payload === "string" ? JSON.parse(form.payload) : form);
  } catch {
    return null;
  }
}

function retryOf(request: FastifyRequest): Partial<Delivery> {
  const num = Number(request.headers["x-slack-retry-num"]);
  const reason = request.headers["x-slack-retry-reason"];
  return {
    ...(Number.isSafeInteger(num) ? { retryNum: num } : {}),
    ...(typeof reason === "string" ? { retryReason: reason } : {}),
  };
}
