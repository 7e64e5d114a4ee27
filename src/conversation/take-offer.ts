import type { InboundMessage } from "../core/channel.ts";
import { readOffer } from "../core/dialogue/offer.ts";
import { isTimed } from "../core/dialogue/state.ts";
import type { ConversationRow } from "../db/conversation-store.ts";
import { acceptInvitation } from "../db/pool-invitations.ts";
import type { Short } from "./contact.ts";
import { openConversation } from "./open.ts";
import type { Outcome } from "./receive.ts";
import { openState, step } from "./step.ts";
import type { ConversationDeps } from "./types.ts";

/**
 * Somebody of the talent pool says yes to an invitation: in the same thread a new application to that job begins, with
 * its own consent, as that of a candidate who is known. The earlier chat stays with the earlier application. Null = it
 * is no such answer, or cannot be taken up now; then the dialogue says so.
 */
export async function takeOffer(
  deps: ConversationDeps,
  { tx, last }: Short,
  message: InboundMessage,
  row: ConversationRow,
  now: number,
): Promise<Outcome | null> {
  const { body, company, channel, account } = message;
  const offer = readOffer(body.kind === "text" ? body.choice : undefined);
  if (offer?.answer !== "yes") return null;
  const state = openState(deps, row);
  if (state.status === "new" || state.status === "erased" || isTimed(state)) return null;
  const accepted = await acceptInvitation(tx, company, row, offer.job, new Date(now));
  if (!accepted) return null;
  const threadIndex = deps.vault.index(message.threadId, `${company}:${channel}:${account}`);
  const { noReminders } = state.common;
  const known = { ...accepted, locale: state.locale, lines: row.lines, noReminders };
  const opened = await openConversation(deps, tx, message, threadIndex, now, known);
  if (typeof opened === "string") throw new Error("an invitation that was taken up could not be opened");
  const woken = await step(deps, tx, opened.row, [opened.started], { last });
  return { receipt: { kind: "accepted", conversationId: opened.row.id }, woken };
}
