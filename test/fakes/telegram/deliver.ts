import { Agent, request } from "node:http";
import { z } from "zod";
import { createDice } from "./dice.ts";
import { type ChatState, type Update, unixNow, type World } from "./world.ts";

/** How deliveries are disturbed; chances between 0 and 1. */
export const Delivery = z.strictObject({
  /** Where the webhook's address really is, in turn (a load balancer); empty = the address itself. */
  targets: z.array(z.string()).default([]),
  /** Pauses between attempts are divided by this. */
  speed: z.number().positive().default(1),
  /** An update arrives twice: at the same time, or again after its answer. */
  duplicate: z.number().default(0),
  /** Two updates of a chat that wait change places. */
  swap: z.number().default(0),
  /** A 2xx gets lost on its way, so the update is delivered again. */
  loseAnswer: z.number().default(0),
  /** Each delivery starts up to so many ms late. */
  delayMs: z.number().default(0),
  /** After this a delivery without answer has failed. */
  timeoutMs: z.number().default(60_000),
  seed: z.number().default(1),
});
export type Delivery = z.infer<typeof Delivery>;

/** Telegram gives an update up after a day. */
const expiryMs = 86_400_000;

type Failed = { first: number; times: number };

type Delivered = {
  updateId: number;
  chat: number;
  status: number | null;
  ms: number;
  attempt: number;
};

/**
 * Delivers to the webhook as the real server does: per chat strictly in order, the next update only after a 2xx; the
 * first failure is repeated at once, then after 2, 4, 8 … s up to a random 60-120 s; Retry-After is honoured; dropped
 * after 24 h.
 */
export function createDeliverer(world: World) {
  let delivery = Delivery.parse({});
  let dice = createDice(delivery.seed);
  const agent = new Agent({ keepAlive: true });
  const log: Delivered[] = [];
  const busy = new Set<number>();
  const ready: ChatState[] = [];
  let running = 0;
  let turn = 0;

  const schedule = (chat: ChatState): void => {
    if (!world.webhook || busy.has(chat.id) || chat.queue.length === 0) return;
    busy.add(chat.id);
    ready.push(chat);
    fill();
  };
  world.queued.add(schedule);

  /** Starts as many chats as there are connections. */
  function fill(): void {
    while (world.webhook && running < world.webhook.maxConnections) {
      const chat = ready.shift();
      if (!chat) return;
      occupy(chat, null);
    }
  }

  /** Takes a connection and delivers until the queue is empty or an attempt fails; then the chat comes back later. */
  async function serve(chat: ChatState, failed: Failed | null): Promise<void> {
    let since = failed;
    for (;;) {
      if (!since && chat.queue.length > 1 && dice() < delivery.swap)
        chat.queue.unshift(...chat.queue.splice(1, 1));
      const [update] = chat.queue;
      if (!update || !world.webhook) {
        busy.delete(chat.id);
        return;
      }
      const { ok, retryAfterMs } = await deliver(chat, update, since?.times ?? 0);
      const expired = since !== null && Date.now() - since.first > expiryMs / delivery.speed;
      if (ok || expired) {
        chat.queue = chat.queue.filter((other) => other !== update);
        since = null;
        continue;
      }
      since = { first: since?.first ?? Date.now(), times: (since?.times ?? 0) + 1 };
      const pauseMs = retryAfterMs ?? pauseAfter(since.times);
      if (pauseMs > 0) {
        const next = since;
        setTimeout(() => occupy(chat, next), pauseMs / delivery.speed).unref();
        return;
      }
    }
  }

  function occupy(chat: ChatState, failed: Failed | null): void {
    running += 1;
    void serve(chat, failed).finally(() => {
      running -= 1;
      fill();
    });
  }

  function pauseAfter(failures: number): number {
    if (failures <= 1) return 0;
    return Math.min(1000 * 2 ** (failures - 1), 60_000 + dice() * 60_000);
  }

  async function deliver(
    chat: ChatState,
    update: Update,
    attempt: number,
  ): Promise<{ ok: boolean; retryAfterMs: number | null }> {
    if (delivery.delayMs > 0) await sleep(dice() * delivery.delayMs);
    const twice = dice() < delivery.duplicate;
    const twin = twice && dice() < 0.5 ? post(chat, update, attempt) : null;
    const answer = await post(chat, update, attempt);
    await twin;
    const ok = answer.status !== null && answer.status >= 200 && answer.status < 300;
    if (!ok) {
      world.lastError = {
        date: unixNow(),
        message:
          answer.status === null ? "Connection failed" : `Wrong response from the webhook: ${answer.status}`,
      };
    } else if (twice && !twin) await post(chat, update, attempt);
    return { ok: ok && dice() >= delivery.loseAnswer, retryAfterMs: answer.retryAfterMs };
  }

  type Answer = { status: number | null; retryAfterMs: number | null };

  async function post(chat: ChatState, update: Update, attempt: number): Promise<Answer> {
    const started = performance.now();
    const answer = await send(JSON.stringify(update));
    log.push({
      updateId: update.update_id,
      chat: chat.id,
      status: answer.status,
      ms: performance.now() - started,
      attempt,
    });
    return answer;
  }

  function send(body: string): Promise<Answer> {
    const { webhook } = world;
    if (!webhook) return Promise.resolve({ status: null, retryAfterMs: null });
    const url = new URL(webhook.url);
    const target = delivery.targets[turn++ % Math.max(1, delivery.targets.length)];
    const address = target === undefined ? url : new URL(url.pathname, target);
    return new Promise((resolve) => {
      const failed = () => resolve({ status: null, retryAfterMs: null });
      const call = request(
        address,
        {
          method: "POST",
          agent,
          timeout: delivery.timeoutMs,
          headers: {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
            "accept-encoding": "gzip, deflate",
            ...(webhook.secret === null ? {} : { "x-telegram-bot-api-secret-token": webhook.secret }),
          },
        },
        (response) => {
          response.resume();
          response.once("error", failed);
          response.once("end", () => {
            const after = Number(response.headers["retry-after"]);
            const retryAfterMs = after > 0 && after <= 3600 ? after * 1000 : null;
            resolve({ status: response.statusCode ?? null, retryAfterMs });
          });
        },
      );
      call.once("timeout", () => call.destroy());
      call.once("error", failed);
      call.end(body);
    });
  }

  return {
    log,
    configure(next: Delivery): void {
      delivery = next;
      dice = createDice(next.seed);
    },
    stop(): void {
      world.queued.delete(schedule);
      agent.destroy();
    },
  };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
