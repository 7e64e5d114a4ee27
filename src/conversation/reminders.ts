import { z } from "zod";
import { free } from "../core/allowance.ts";
import type { Tx } from "../db/client.ts";
import type { ConversationRow } from "../db/conversation-store.ts";
import type { ClaimedRow } from "../db/outbox.ts";
import { readWindows } from "../db/reply-windows.ts";
import type { ConversationDeps } from "./types.ts";

/** Whether a reminder would not get through now: nobody sends there, or the platform lets us write nothing more. */
export async function isShut(
  deps: ConversationDeps,
  tx: Tx,
  { conversation, now }: { conversation: ConversationRow; now: number },
): Promise<boolean> {
  const channel = deps.channels[conversation.channel as keyof typeof deps.channels];
  if (!channel?.allowance) return channel === undefined;
  const windows = await readWindows(tx, conversation.company, conversation.id);
  return free(windows, now).messages === 0;
}

const Dated = z.object({ until: z.number() });

/** Set when a bubble comes too late to be said, by the clock at which its row was claimed. */
export function staleness(row: ClaimedRow, body: unknown): { kind: "dropped"; reason: string } | null {
  const dated = Dated.safeParse(body);
  return dated.success && row.createdAt + row.ageMs > dated.data.until
    ? { kind: "dropped", reason: "too late to be said" }
    : null;
}
