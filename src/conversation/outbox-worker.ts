import { setTimeout as sleep } from "node:timers/promises";
import type { SendResult } from "../core/channel.ts";
import {
  type ClaimedRow,
  claimOutbox,
  release,
  type Settlement,
  settle,
  settleAndNext,
} from "../db/outbox.ts";
import { claimPlaces } from "../db/posting-places.ts";
import { isTransient } from "../db/transient.ts";
import { createLoop, type Loop } from "./loop.ts";
import { confirmDelivered, giveUp, loseContact } from "./settlement.ts";
import type { ConversationDeps, Held, OutboxItem, Sender } from "./types.ts";

/** Must end well within the lease, so that nobody else takes over a send that is still under way. */
const sendTimeoutMs = 8_000;
/** Per channel: while Slack hangs, candidates must not wait for it. */
const maxInFlight = 32;
/** After this a reply is no use any more; it is given up and counted. */
const giveUpAfterMs = 24 * 3_600_000;
/** So long the outcome of a send is kept in mind while the database is away; a graceful stop has room for it. */
const noteWithinMs = 15_000;
const noteEveryMs = 150;

export type OutboxDeps = ConversationDeps & {
  senders: Record<string, Sender>;
  /** Recruiters are written to place by place, one row at a time, because their platform limits each place. */
  paced?: boolean;
};

const recruiters = "recruiters";

const claim = (deps: OutboxDeps, channel: string, limit: number): Promise<ClaimedRow[]> =>
  deps.paced && channel === recruiters
    ? claimPlaces(deps.db.sql, limit, deps.clock())
    : claimOutbox(deps.db.sql, [channel], limit, deps.clock());

/** Sends what is queued, in order within a lane, until stopped. */
export function createOutboxWorker(deps: OutboxDeps, options: { pollMs?: number } = {}): Loop {
  const underWay = new Map(Object.keys(deps.senders).map((channel) => [channel, new Set<Promise<void>>()]));
  let stopping = false;
  const loop = createLoop({
    name: "outbox",
    pollMs: options.pollMs ?? 1000,
    logger: deps.logger,
    async run() {
      // Side by side: a candidate's reply must not wait until the recruiters' queue was looked at.
      const taken = await Promise.all([...underWay].map(([channel, lanes]) => take(channel, lanes)));
      return taken.reduce((sum, count) => sum + count, 0);
    },
  });
  const take = async (channel: string, lanes: Set<Promise<void>>): Promise<number> => {
    // A lane that ends wakes the loop.
    if (lanes.size >= maxInFlight) return 0;
    const rows = await claim(deps, channel, maxInFlight - lanes.size);
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
  };
  return {
    ...loop,
    async stop() {
      stopping = true;
      await loop.stop();
      await Promise.all([...underWay.values()].flatMap((lanes) => [...lanes]));
    },
  };
}

/** Sends everything that is due now and waits for it; for simulations and tests. Returns how many attempts it made. */
export async function drainOutbox(deps: OutboxDeps): Promise<number> {
  let attempts = 0;
  for (;;) {
    const taken = Object.keys(deps.senders).map((channel) => claim(deps, channel, maxInFlight));
    const rows = (await Promise.all(taken)).flat();
    if (rows.length === 0) return attempts;
    attempts += rows.length;
    await Promise.all(rows.map((row) => sendLane(deps, row, () => false)));
  }
}

/** Sends a row and, as long as all goes well, the following ones of its lane. */
async function sendLane(deps: OutboxDeps, first: ClaimedRow, stopping: () => boolean): Promise<void> {
  let row: ClaimedRow | null = first;
  while (row) {
    const current: ClaimedRow = row;
    const result: Attempt = await attempt(deps, current);
    deps.meter.count("sends_total", { channel: current.channel, result: result.kind });
    const alone = deps.paced === true && current.channel === recruiters;
    if (result.kind === "sent" && !current.tracked && !alone && !stopping()) {
      const { externalId } = result;
      const settled = await note(() => settleAndNext(deps.db.sql, current, externalId, deps.clock()));
      if (!settled.settled) deps.meter.count("lease_lost_total");
      row = settled.next;
      continue;
    }
    await finishOrBury(deps, current, result);
    row = null;
  }
}

type Attempt = SendResult | Held | { kind: "unknown"; reason: string };

/**
 * Notes the outcome of a send, again and again while the database restarts: forgotten, it would be sent a second time.
 * The row's token keeps this harmless when somebody else took the row over meanwhile, or when the first try did arrive.
 */
async function note<T>(work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + noteWithinMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || performance.now() > deadline) throw error;
      await sleep(noteEveryMs);
    }
  }
}

/** A step that cannot be taken must not bring the same bubble to the candidate whenever its lease runs out. */
async function finishOrBury(deps: OutboxDeps, row: ClaimedRow, result: Attempt): Promise<void> {
  try {
    await note(() => finish(deps, row, result));
  } catch (error) {
    if (isTransient(error)) throw error;
    deps.meter.count("dead_total", { kind: "settlement" });
    deps.logger.error({ lane: row.lane, key: row.key, error: nameOf(error) }, "settlement_failed");
    const end: Settlement =
      result.kind === "sent"
        ? { state: "sent", externalId: result.externalId }
        : { state: "dead", error: "its outcome could not be applied" };
    await note(() => settle(deps.db.sql, row, end, deps.clock()));
  }
}

async function attempt(deps: OutboxDeps, row: ClaimedRow): Promise<Attempt> {
  const sender = deps.senders[row.channel];
  const body = row.bodySealed ? openBody(deps, row.company, row.bodySealed) : undefined;
  if (!sender || body === undefined) return { kind: "rejected", reason: "nothing readable to send" };
  // A message of the candidate in the meantime proves nothing: it may have crossed the lost bubble. So send again.
  if (row.maybeDoubled) deps.meter.count("maybe_doubled_total", { channel: row.channel });
  const item: OutboxItem = {
    company: row.company,
    lane: row.lane,
    key: row.key,
    channel: row.channel,
    place: row.place,
    conversationId: row.conversationId,
    applicationId: row.applicationId,
    attempts: row.attempts,
    maybeDoubled: row.maybeDoubled,
    createdAt: row.createdAt,
    body,
  };
  try {
    return await sender(item, AbortSignal.timeout(sendTimeoutMs));
  } catch (error) {
    return { kind: "unknown", reason: nameOf(error) };
  }
}

/** A damaged row is given up rather than left at the head of its lane for ever. */
function openBody(deps: OutboxDeps, company: string, sealed: Uint8Array): unknown {
  try {
    return deps.vault.open(sealed, `${company}:outbox`);
  } catch {
    return undefined;
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
    case "held": {
      if (row.ageMs > giveUpAfterMs) return await giveUp(deps, row, result.reason);
      const next = { afterMs: 0, error: result.reason, unknown: result.unknown };
      await settle(deps.db.sql, row, { state: "pending", ...next }, deps.clock());
      return;
    }
    case "retry":
    case "unknown": {
      if (row.ageMs > giveUpAfterMs) return await giveUp(deps, row, result.reason);
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
