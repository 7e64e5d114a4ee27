import type { DialogueEvent } from "../core/dialogue/event.ts";
import type { Tx } from "../db/client.ts";
import { lockConversation } from "../db/conversation-store.ts";
import { receive } from "./receive.ts";
import { step } from "./step.ts";
import type { ConversationDeps, Conversations, EventDraft } from "./types.ts";

/** The conversation room over one database. */
export function createConversations(deps: ConversationDeps): Conversations {
  return {
    receive: (message) => receive(deps, message),
    applyIn: (tx, company, conversationId, draft) => applyIn(deps, tx, company, conversationId, draft),
    wake(company, conversationId) {
      deps.wakes.lines(`${company}:${conversationId}`);
      deps.wakes.outbox();
    },
  };
}

/** Applies one event inside a transaction of somebody else; "gone" = erased, or never there. */
export async function applyIn(
  deps: ConversationDeps,
  tx: Tx,
  company: string,
  conversationId: string,
  draft: EventDraft,
): Promise<"applied" | "gone"> {
  const locked = await lockConversation(tx, company, conversationId, deps.clock());
  if (!locked || locked.conversation.status === "erased") return "gone";
  const event: DialogueEvent = { at: locked.now, ...draft, now: locked.now };
  await step(deps, tx, locked.conversation, [event]);
  return "applied";
}
