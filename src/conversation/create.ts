import type { DialogueEvent } from "../core/dialogue/event.ts";
import type { Tx } from "../db/client.ts";
import { lockConversation } from "../db/conversation-store.ts";
import { askedIn } from "./question.ts";
import { receive } from "./receive.ts";
import { openState, step } from "./step.ts";
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
  const { conversation: row, now } = locked;
  const event: DialogueEvent = { at: now, ...draft, now };
  if (event.type !== "voiceHeard") {
    await step(deps, tx, row, [event]);
    return "applied";
  }
  // What was spoken may ask something, like what is written.
  const state = openState(deps, row);
  const { asked } = await askedIn(deps, tx, row, state, { ...event, late: false });
  await step(deps, tx, row, [asked ? { ...event, asked } : event], { state });
  return "applied";
}
