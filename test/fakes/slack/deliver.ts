import { createHmac } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Links } from "./links.ts";

/** How one delivery ended: what we answered, how long it took, and which attempt it was. */
export type Delivered = { status: number; body: unknown; ms: number; attempts: number };

export type Kind = "events_api" | "slash_commands" | "interactive";

export type Target = {
  url: string | null;
  signingSecret: string;
  /** How long an answer is waited for; Slack's own is 3 s. */
  waitMs: number;
};

/** Events are repeated at once, after 1 and after 5 minutes. */
const eventDelays = [0, 0, 60_000, 300_000];

/**
 * Delivers to our server like Slack does: signed over HTTP, or as an envelope over the socket when `target.url` is
 * null. Events are repeated with the retry headers until 2xx; commands and interactions never. `speed` compresses
 * the pauses between attempts (1 = real time).
 */
export function createDelivery(links: Links, target: () => Target, speed: () => number) {
  async function once(kind: Kind, payload: Record<string, unknown>, retry: Retry | null): Promise<Delivered> {
    const started = Date.now();
    const { url, signingSecret, waitMs } = target();
    const answer = url
      ? await overHttp(url, signingSecret, waitMs, kind, payload, retry)
      : await links.deliver(kind, payload, retry, waitMs);
    return { ...answer, ms: Date.now() - started, attempts: (retry?.num ?? 0) + 1 };
  }

  return async (kind: Kind, payload: Record<string, unknown>): Promise<Delivered> => {
    let last: Delivered = await once(kind, payload, null);
    if (kind !== "events_api") return last;
    for (let num = 1; num < eventDelays.length && !ok(last); num += 1) {
      await delay((eventDelays[num] ?? 0) * speed());
      last = await once(kind, payload, { num, reason: last.status === 0 ? "http_timeout" : "http_error" });
    }
    return last;
  };
}

export type Retry = { num: number; reason: string };

const ok = (delivered: Delivered): boolean => delivered.status >= 200 && delivered.status < 300;

async function overHttp(
  url: string,
  secret: string,
  waitMs: number,
  kind: Kind,
  payload: Record<string, unknown>,
  retry: Retry | null,
): Promise<{ status: number; body: unknown }> {
  const raw = encode(kind, payload);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = {
    "content-type": kind === "events_api" ? "application/json" : "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${raw}`).digest("hex")}`,
    ...(retry ? { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason } : {}),
  };
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body: raw,
      signal: AbortSignal.timeout(waitMs),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return { status: response.status, body: isJson && text ? JSON.parse(text) : text };
  } catch {
    return { status: 0, body: null };
  }
}

function encode(kind: Kind, payload: Record<string, unknown>): string {
  if (kind === "events_api") return JSON.stringify(payload);
  if (kind === "interactive") return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const fields = Object.entries(payload).map(([name, value]) => [name, String(value)] as const);
  return new URLSearchParams(Object.fromEntries(fields)).toString();
}
