import { setTimeout as sleep } from "node:timers/promises";
import type { SendResult } from "../core/channel.ts";
import { isReminder } from "../core/dialogue/reminders.ts";
import { type ClaimedRow, type Settlement, settle } from "../db/outbox.ts";
import { isTransient } from "../db/transient.ts";
import { tellOfParkedReminder } from "./parked-reminder.ts";
import { staleness } from "./reminders.ts";
import { confirmDelivered, giveUp, loseContact } from "./settlement.ts";
import type { ConversationDeps, Held, OutboxItem, Sender } from "./types.ts";

/** Must end well within the lease, so that nobody else takes over a send that is still under way. */
const sendTimeoutMs = 8_000;
/** After this a reply is no use any more; it is given up and counted. */
const giveUpAfterMs = 24 * 3_600_000;
/** So long the outcome of a send is kept in mind while the database is away; a graceful stop has room for it. */
const noteWithinMs = 15_000;
const noteEveryMs = 150;

export type SendingDeps = ConversationDeps & { senders: Record<string, Sender> };

export type Attempt = SendResult | Held | { kind: "unknown" | "dropped"; reason: string };

/**
 * Notes the outcome of a send, again and again while the database restarts: forgotten, it would be sent a second time.
 * The row's token keeps this harmless when somebody else took the row over meanwhile, or when the first try did arrive.
 */
export async function note<T>(work: () => Promise<T>): Promise<T> {
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
export async function finishOrBury(deps: SendingDeps, row: ClaimedRow, result: Attempt): Promise<void> {
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

export async function attempt(deps: SendingDeps, row: ClaimedRow): Promise<Attempt> {
  const body = openBody(deps, row);
  if (body === undefined) return { kind: "rejected", reason: "nothing readable to send" };
  const stale = staleness(row, body);
  if (stale) return stale;
  // A message of the candidate in the meantime proves nothing: it may have crossed the lost bubble. So send again.
  if (row.maybeDoubled) deps.meter.count("maybe_doubled_total", { channel: row.channel });
  return await hand(deps, row, body);
}

/** Hands something to the sender of a row's channel, under the row's own key unless another is given. */
export async function hand(
  deps: SendingDeps,
  row: ClaimedRow,
  body: unknown,
  key = row.key,
): Promise<Attempt> {
  const sender = deps.senders[row.channel];
  if (!sender) return { kind: "rejected", reason: "nobody sends for this channel" };
  const item: OutboxItem = {
    company: row.company,
    lane: row.lane,
    key,
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
export function openBody(deps: ConversationDeps, row: ClaimedRow): unknown {
  try {
    return row.bodySealed ? deps.vault.open(row.bodySealed, `${row.company}:outbox`) : undefined;
  } catch {
    return undefined;
  }
}

async function finish(deps: SendingDeps, row: ClaimedRow, result: Attempt): Promise<void> {
  switch (result.kind) {
    case "sent":
      if (row.tracked) return await confirmDelivered(deps, row, result);
      await settle(deps.db.sql, row, { state: "sent", externalId: result.externalId }, deps.clock());
      return;
    case "unreachable":
      return await loseContact(deps, row, result.reason);
    case "rejected":
      return await giveUp(deps, row, result.reason);
    case "parked": {
      // What was to be said now only is not kept for later.
      const state = isReminder(row.key) ? "dropped" : "parked";
      await settle(deps.db.sql, row, { state, error: result.reason }, deps.clock());
      return await tellOfParkedReminder(deps, row);
    }
    case "dropped":
      await settle(deps.db.sql, row, { state: "dropped", error: result.reason }, deps.clock());
      return;
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

export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");

function unreachable(result: never): never {
  throw new Error(`unknown result ${JSON.stringify(result)}`);
}
