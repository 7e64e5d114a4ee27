import { joined } from "../core/allowance.ts";
import { type ClaimedRow, settle } from "../db/outbox.ts";
import { claimLane, giveBack } from "../db/outbox-lane.ts";
import { openBody } from "./attempt.ts";
import { Bubble } from "./candidate-sender.ts";
import { confirmDelivered } from "./settlement.ts";
import type { ConversationDeps, Turn } from "./types.ts";

/** What a bubble that went out as the reply to a delivery is noted under. */
export const passiveId = (deliveryId: string): string => `passive:${deliveryId}`;

/** Takes all that waits in a conversation as the reply to a delivery; null = nothing does, or it is being sent. */
export async function takeTurn(
  deps: ConversationDeps,
  company: string,
  conversationId: string,
  deliveryId: string,
): Promise<Turn | null> {
  const rows = await claimLane(deps.db.sql, company, `c:${conversationId}`, deps.clock());
  if (rows.length === 0) return null;
  const back = async () => {
    await giveBack(deps.db.sql, rows, deps.clock());
    deps.wakes.outbox();
  };
  const bubbles = rows.map((row) => Bubble.safeParse(openBody(deps, row)).data);
  if (!bubbles.every((bubble) => bubble !== undefined)) {
    await back();
    return null;
  }
  return {
    ...joined(bubbles),
    async sent() {
      const externalId = passiveId(deliveryId);
      const channel = rows[0]?.channel ?? "";
      deps.meter.count("sends_total", { channel, result: "passive" });
      for (const row of rows) await settleSent(deps, row, externalId);
    },
    async unknown() {
      const again = { state: "pending", afterMs: 0, error: "reply not taken", unknown: true } as const;
      for (const row of rows) await settle(deps.db.sql, row, again, deps.clock());
      deps.wakes.outbox();
    },
    giveBack: back,
  };
}

async function settleSent(deps: ConversationDeps, row: ClaimedRow, externalId: string): Promise<void> {
  const at = deps.clock()?.getTime() ?? Date.now();
  if (row.tracked) await confirmDelivered(deps, row, { externalId, at });
  else await settle(deps.db.sql, row, { state: "sent", externalId }, deps.clock());
}
