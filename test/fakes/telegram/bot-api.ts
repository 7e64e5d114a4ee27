import { readFileSync } from "node:fs";
import type { FastifyPluginAsync, FastifyReply } from "fastify";
import { z } from "zod";
import type { SchemaCheck } from "../schema-check.ts";
import type { FaultKind, Faults } from "./faults.ts";
import { ApiError, methods } from "./methods.ts";
import type { Call, Json, World } from "./world.ts";

export type BotApiParts = {
  world: World;
  faults: Faults;
  check: SchemaCheck;
  getUpdates(payload: Json, gone: AbortSignal): Promise<unknown>;
};

const Params = z.object({ token: z.string(), method: z.string() });
const voice = readFileSync(new URL("../../fixtures/voice/bursts.ogg", import.meta.url));
const Payload = z.record(z.string(), z.unknown()).nullish();
/** How much earlier than allowed a call after a 429 may come before it counts as a violation, ms: clocks are rounded. */
const toleranceMs = 20;

/** `POST /bot<token>/<method>`: everything is written down and held against the schema before anything else. */
export function createBotApi(parts: BotApiParts): FastifyPluginAsync {
  const { world, faults, check } = parts;

  return async (fastify) => {
    // Every file is the same voice message.
    fastify.get("/file/bot:token/*", async (request, reply) => {
      if (Params.pick({ token: true }).parse(request.params).token !== world.token)
        return refuse(reply, new ApiError(401, "Unauthorized"));
      return await reply.type("audio/ogg").send(voice);
    });
    fastify.post("/bot:token/:method", async (request, reply) => {
      const { token, method } = Params.parse(request.params);
      if (token !== world.token) return refuse(reply, new ApiError(401, "Unauthorized"));
      if (!methods[method] && method !== "getUpdates") return refuse(reply, new ApiError(404, "Not Found"));
      const call = note(method, Payload.parse(request.body) ?? {});
      try {
        const early = earlyCall(call);
        if (early) return refuse(reply, early);
        const problems = check(`#/methods/${method}`, call.payload);
        if (problems.length > 0) return refuse(reply, invalid(call, problems));
        const fault = faults.pick(method, call.chat);
        if (fault) return await play(fault, call, reply);
        return await answer(call, reply);
      } finally {
        record(call);
      }
    });
  };

  /** Writes a call down once its outcome is certain, so that readers of the journal never see half of one. */
  function record(call: Call): void {
    if (call.seq > 0) return;
    call.seq = world.calls.push(call);
    for (const tell of world.called) tell();
  }

  /** A call to a chat that asked for quiet: what leads to a ban in the real world. */
  function earlyCall(call: Call): ApiError | null {
    const waitMs = (call.chat === null ? 0 : (world.chats.get(call.chat)?.quietUntil ?? 0)) - Date.now();
    if (waitMs <= toleranceMs) return null;
    violate(call, `called ${waitMs} ms before retry_after had passed`);
    call.outcome = "429";
    return tooMany(Math.ceil(waitMs / 1000));
  }

  function invalid(call: Call, problems: readonly string[]): ApiError {
    for (const problem of problems) violate(call, problem);
    call.outcome = "invalid";
    return new ApiError(400, `Bad Request: ${problems[0] ?? "invalid"}`);
  }

  function violate(call: Call, problem: string): void {
    world.violations.push({ chat: call.chat, method: call.method, problem });
  }

  async function answer(call: Call, reply: FastifyReply): Promise<FastifyReply> {
    try {
      return reply.send({ ok: true, result: await perform(call, reply) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      call.outcome = String(error.code);
      return refuse(reply, error);
    }
  }

  async function perform(call: Call, reply: FastifyReply): Promise<unknown> {
    const method = methods[call.method];
    const result = method
      ? method(world, call.payload)
      : await parts.getUpdates(call.payload, goneSignal(reply));
    call.accepted = true;
    call.outcome = "ok";
    if (call.method === "sendMessage") call.messageId = world.nextMessage - 1;
    return result;
  }

  async function play(fault: FaultKind, call: Call, reply: FastifyReply) {
    call.outcome = fault.kind;
    switch (fault.kind) {
      case "refuse": {
        call.outcome = String(fault.code);
        if (fault.retryAfter === undefined) return refuse(reply, new ApiError(fault.code, fault.description));
        const chat = call.chat === null ? undefined : world.chats.get(call.chat);
        if (chat) chat.quietUntil = Date.now() + fault.retryAfter * 1000;
        return refuse(reply, tooMany(fault.retryAfter));
      }
      case "page":
        return reply.code(fault.code).type("text/html").send("<html><body>Bad Gateway</body></html>");
      case "delay":
        await sleep(fault.ms);
        return await answer(call, reply);
      case "drop":
      case "hang": {
        if (fault.accepted) await perform(call, reply);
        call.outcome = fault.kind;
        record(call);
        if (fault.kind === "hang") await Promise.race([sleep(fault.ms), closed(reply)]);
        reply.hijack();
        reply.raw.socket?.destroy();
        return reply;
      }
      default:
        return unreachable(fault);
    }
  }
}

function note(method: string, payload: Json): Call {
  const chat = payload.chat_id === undefined ? null : Number(payload.chat_id);
  return {
    seq: 0,
    at: Number(process.hrtime.bigint()) / 1e6,
    method,
    chat,
    payload,
    outcome: "",
    accepted: false,
    messageId: null,
  };
}

const tooMany = (seconds: number): ApiError =>
  new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

function refuse(reply: FastifyReply, { code, message, parameters }: ApiError): FastifyReply {
  const body = { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) };
  return reply.code(code).send(body);
}

/** When the caller went away, or has its answer. */
const closed = (reply: FastifyReply): Promise<void> =>
  new Promise((resolve) => reply.raw.once("close", () => resolve()));

function goneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  void closed(reply).then(() => controller.abort());
  return controller.signal;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

function unreachable(fault: never): never {
  throw new Error(`unknown fault ${JSON.stringify(fault)}`);
}
