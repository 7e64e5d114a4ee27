import type { SendResult } from "../core/channel.ts";
import {
  type ClaimedRow,
  claimOutbox,
  release,
  type Settlement,
  settle,
  settleAndNext,
} from "../db/outbox.ts";
import { createLoop, type Loop } from "./loop.ts";
import { confirmDelivered, giveUp, loseContact } from "./settlement.ts";
import type { ConversationDeps, OutboxItem, Sender } from "./types.ts";

/** Must end well within the lease, so that nobody else takes over a send that is still under way. */
const sendTimeoutMs = 8_000;
const maxInFlight = 32;
/** After this a reply is no use any more; it is given up and counted. */
const giveUpAfterMs = 24 * 3_600_000;

export type OutboxDeps = ConversationDeps & { senders: Record<string, Sender> };

/** Sends what is queued, in order within a lane, until stopped. */
export function createOutboxWorker(deps: OutboxDeps, options: { pollMs?: number } = {}): Loop {
  const lanes = new Set<Promise<void>>();
  let stopping = false;
  const loop = createLoop({
    name: "outbox",
    pollMs: options.pollMs ?? 1000,
    logger: deps.logger,
    async run() {
      const free = maxInFlight - lanes.size;
      if (free <= 0) {
        await Promise.race(lanes);
        return 1;
      }
      const rows = await claimOutbox(deps.db.sql, Object.keys(deps.senders), free, deps.clock());
      for (const row of rows) {
        if (stopping) {
          await release(deps.db.sql, row);
          continue;
        }
        const lane = sendLane(deps, row, () => stopping)
          .catch((error) => deps.logger.warn({ lane: row.lane, error: nameOf(error) }, "lane_failed"))
          .finally(() => {
            lanes.delete(lane);
            loop.wake();
          });
        lanes.add(lane);
      }
      return rows.length;
    },
  });
  return {
    ...loop,
    async stop() {
      stopping = true;
      await loop.stop();
      await Promise.all(lanes);
    },
  };
}

/** Sends everything that is due now and waits for it; for simulations and tests. Returns how many attempts it made. */
export async function drainOutbox(deps: OutboxDeps): Promise<number> {
  let attempts = 0;
  for (;;) {
    const rows = await claimOutbox(deps.db.sql, Object.keys(deps.senders), maxInFlight, deps.clock());
    if (rows.length === 0) return attempts;
    attempts += rows.length;
    await Promise.all(rows.map((row) => sendLane(deps, row, () => false)));
  }
}

/** Sends a row and, as long as all goes well, the following ones of its lane. */
async function sendLane(deps: OutboxDeps, first: ClaimedRow, stopping: () => boolean): Promise<void> {
  let row: ClaimedRow | null = first;
  while (row) {
    const result: SendResult | { kind: "unknown"; reason: string } = await attempt(deps, row);
    deps.meter.count("sends_total", { channel: row.channel, result: result.kind });
    if (result.kind === "sent" && !row.tracked && !stopping()) {
      const settled = await settleAndNext(deps.db.sql, row, result.externalId, deps.clock());
      if (!settled.settled) deps.meter.count("lease_lost_total");
      row = settled.next;
      continue;
    }
    await finish(deps, row, result);
    row = null;
  }
}

type Attempt = SendResult | { kind: "unknown"; reason: string };

async function attempt(deps: OutboxDeps, row: ClaimedRow): Promise<Attempt> {
  const sender = deps.senders[row.channel];
  if (!sender || !row.bodySealed) return { kind: "rejected", reason: "nothing to send" };
  // A message of the candidate in the meantime proves nothing: it may have crossed the lost bubble. So send again.
  if (row.maybeDoubled) deps.meter.count("maybe_doubled_total", { channel: row.channel });
  const item: OutboxItem = {
    company: row.company,
    lane: row.lane,
    key: row.key,
    channel: row.channel,
    conversationId: row.conversationId,
    applicationId: row.applicationId,
    attempts: row.attempts,
    maybeDoubled: row.maybeDoubled,
    createdAt: row.createdAt,
    body: deps.vault.open(row.bodySealed, `${row.company}:outbox`),
  };
  try {
    return await sender(item, AbortSignal.timeout(sendTimeoutMs));
  } catch (error) {
    return { kind: "unknown", reason: nameOf(error) };
  }
}

async function finish(deps: OutboxDeps, row: ClaimedRow, result: Attempt): Promise<void> {
  switch (result.kind) {
    case "sent":
      if (row.tracked) return await confirmDelivered(deps, row, result);
      await settle(deps.db.sql, row, { state: "sent", externalId: result.externalId }, deps.clock());
      return;
    case "unreachable":
      return await loseContact(deps, row, result.reason);
    case "rejected":
      return await giveUp(deps, row, result.reason);
    case "retry":
    case "unknown": {
      const now = deps.clock()?.getTime() ?? Date.now();
      if (now - row.createdAt > giveUpAfterMs) return await giveUp(deps, row, result.reason);
      const afterMs =
        result.kind === "retry" ? Math.max(result.afterMs, backoff(row.attempts)) : backoff(row.attempts);
      const again: Settlement = {
        state: "pending",
        afterMs,
        error: result.reason,
        unknown: result.kind === "unknown",
      };
      await settle(deps.db.sql, row, again, deps.clock());
      return;
    }
    default:
      return unreachable(result);
  }
}

/** 0.5 s, 1 s, 2 s … up to 60 s, with a fifth of jitter. */
const backoff = (attempts: number): number =>
  Math.min(60_000, 250 * 2 ** Math.min(attempts, 8)) * (0.9 + Math.random() * 0.2);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");

function unreachable(result: never): never {
  throw new Error(`unknown result ${JSON.stringify(result)}`);
}
