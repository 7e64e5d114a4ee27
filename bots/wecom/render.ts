import { createHash } from "node:crypto";
import type { Choice } from "../../src/core/channel.ts";
import { writeChoice } from "../tencent/choice.ts";
import { maxTextBytes, type Part, planOf, withListed } from "../tencent/plan.ts";
import { bytesOf } from "../tencent/split-bytes.ts";

type Bubble = { text: string; choices: readonly Choice[] };

/** What a message consists of, for both ways of sending. */
export function contentOf(part: Part): Record<string, unknown> {
  if (part.kind === "text") return { msgtype: "text", text: { content: part.text } };
  const list = part.choices.map(({ id, value, label }) => ({
    type: "click",
    click: { id: writeChoice(value, id), content: label },
  }));
  return { msgtype: "msgmenu", msgmenu: { head_content: part.text, list } };
}

/** The messages of a bubble; a ticket allows one, so there the choices may have to be listed in the text. */
export function partsOf(bubble: Bubble & { ticket?: string | undefined }): Part[] {
  const parts = planOf(bubble);
  if (bubble.ticket === undefined || parts.length <= 1) return parts;
  const text = withListed(bubble.text, bubble.choices).toWellFormed();
  return bytesOf(text) <= maxTextBytes ? [{ kind: "text", text }] : parts;
}

/** How many messages a bubble takes. */
export const costOf = (bubble: Bubble, byTicket: boolean): number =>
  Math.max(1, partsOf({ ...bubble, ...(byTicket ? { ticket: "" } : {}) }).length);

/** A message id of ours: the platform sends no second message under it. */
export const messageIdOf = (key: string): string =>
  createHash("sha256").update(key).digest("base64url").slice(0, 32);
