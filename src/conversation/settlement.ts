import type { DialogueEvent } from "../core/dialogue/event.ts";
import type { Tx } from "../db/client.ts";
import { lockConversation } from "../db/conversation-store.ts";
import { type ClaimedRow, dropLane, settle } from "../db/outbox.ts";
import { type RowChanges, step } from "./step.ts";
import type { ConversationDeps } from "./types.ts";

/** A tracked bubble arrived: settles its row and tells the dialogue in one commit; the candidate's clock starts there. */
export async function confirmDelivered(
  deps: ConversationDeps,
  row: ClaimedRow,
  sent: { externalId: string; at: number },
): Promise<void> {
  await withConversation(deps, row, async (tx) => {
    const mine = await settle(tx, row, { state: "sent", externalId: sent.externalId }, deps.clock());
    return mine ? { event: { type: "delivered", key: row.key, at: sent.at } } : null;
  });
}

/** The platform will never take it, or it is too late: counted, and the dialogue knows when it matters. */
export async function giveUp(deps: ConversationDeps, row: ClaimedRow, reason: string): Promise<void> {
  deps.meter.count("dead_total", { kind: "send" });
  deps.logger.error({ lane: row.lane, key: row.key, reason }, "send_given_up");
  await withConversation(deps, row, async (tx) => {
    const mine = await settle(tx, row, { state: "dead", error: reason }, deps.clock());
    return mine && row.tracked ? { event: { type: "undelivered", key: row.key } } : null;
  });
}

/** The candidate blocked us or is gone: nothing more goes to this chat until they come back. */
export async function loseContact(deps: ConversationDeps, row: ClaimedRow, reason: string): Promise<void> {
  deps.logger.info({ lane: row.lane, reason }, "candidate_unreachable");
  await withConversation(deps, row, async (tx, now) => {
    const mine = await settle(tx, row, { state: "dropped", error: reason }, deps.clock());
    if (!mine) return null;
    await dropLane(tx, row.company, row.lane, reason, now);
    return row.conversationId ? { event: { type: "blocked" }, changes: { unreachable: true } } : null;
  });
}

type Told = { event: Draft; changes?: RowChanges } | null;
type Draft =
  | { type: "delivered"; key: string; at: number }
  | { type: "undelivered"; key: string }
  | { type: "blocked" };

/** Locks the conversation before the row, as every step does, so that the two cannot wait for each other. */
async function withConversation(
  deps: ConversationDeps,
  row: ClaimedRow,
  work: (tx: Tx, now: number) => Promise<Told>,
): Promise<void> {
  const result = await deps.db.transact(async (tx, last) => {
    const locked = row.conversationId
      ? await lockConversation(tx, row.company, row.conversationId, deps.clock())
      : null;
    const now = locked?.now ?? Date.now();
    const told = await work(tx, now);
    if (!told || !locked || locked.conversation.status === "erased") return null;
    const event: DialogueEvent = { at: now, ...told.event, now };
    return await step(deps, tx, locked.conversation, [event], {
      last,
      ...(told.changes ? { changes: told.changes } : {}),
    });
  });
  if (result?.lines) deps.wakes.lines(`${row.company}:${row.conversationId}`);
  if (result?.outbox) deps.wakes.outbox();
}
