import type { InboundMessage } from "../core/channel.ts";
import { noteWaitingFile } from "../db/files.ts";
import type { Short } from "./contact.ts";
import type { ConversationDeps } from "./types.ts";

/**
 * A file that is read after this delivery was answered is noted with it: whatever happens in between, it is known by then
 * that somebody waits for an answer.
 */
export function noteFile(
  { vault }: Pick<ConversationDeps, "vault">,
  { tx, last }: Short,
  { body, at }: InboundMessage,
  row: { company: string; id: string },
  now: number,
): void {
  if (body.kind !== "media" || !body.file) return;
  const { name, bytes, ref } = body.file;
  const file = { company: row.company, conversationId: row.id, messageId: body.messageId, name, bytes, ref };
  last.push(noteWaitingFile(tx, vault, { ...file, at: new Date(at ?? now) }));
}
