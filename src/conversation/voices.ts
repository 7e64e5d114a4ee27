import type { VoiceRef } from "../core/channel.ts";
import type { Effect } from "../core/dialogue/effect.ts";
import type { DialogueEvent, SentVoice } from "../core/dialogue/event.ts";
import { replaceLine } from "../db/conversation-store.ts";
import { insertVoice, wishWritten } from "../db/voices.ts";
import type { Carrying } from "./carry-out.ts";
import type { ConversationDeps } from "./types.ts";

type Of<T extends Effect["type"]> = Extract<Effect, { type: T }>;

/** A voice message with what can be done with it here. */
export const sentVoice = (
  ref: VoiceRef,
  { can, pace }: NonNullable<ConversationDeps["voice"]>,
): SentVoice => ({
  ...ref,
  can,
  ...(pace ? { pace } : {}),
});

/** Notes what is to become of a voice message, in the step's transaction; the worker of the voice room does it. */
export function noteVoice(c: Carrying, { messageId, wish }: Of<"voice">, event: DialogueEvent): void {
  const { tx, row, now, deps } = c;
  if (c.erased) return;
  c.voice = true;
  if (event.type !== "sentMedia" || !event.voice || event.messageId !== messageId) {
    c.writes.push(wishWritten(tx, row.company, row.id, messageId, now));
    return;
  }
  const { file } = event.voice;
  c.writes.push(
    insertVoice(tx, {
      company: row.company,
      conversationId: row.id,
      applicationId: row.applicationId,
      channel: row.channel,
      messageId,
      wish,
      refSealed: deps.vault.seal({ file }, `${row.company}:voices`),
      at: event.at,
      now,
    }),
  );
}

/** Puts the words of a voice message into its line of the transcript, with how they were settled. */
export function noteHeard(c: Carrying, { messageId, text, how }: Of<"heard">): void {
  const { tx, row, deps } = c;
  if (c.erased) return;
  const sealed = deps.vault.seal({ text, media: "voice", heard: how }, `${row.company}:messages`);
  c.writes.push(replaceLine(tx, row.company, row.id, messageId, sealed));
}
