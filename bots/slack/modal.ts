import { createHmac, timingSafeEqual } from "node:crypto";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { View } from "../../src/recruiter/types.ts";
import type { SlackContext } from "./context.ts";
import { type Address, sentence, tell } from "./reply.ts";
import type { SlackTexts } from "./texts.ts";

/** What a modal remembers between opening and submit. */
const Memory = z.strictObject({ value: z.string(), responseUrl: z.string().nullable() });
export type Memory = z.infer<typeof Memory>;

const Sealed = z.strictObject({ m: z.string(), s: z.string() });

/** Signs what modals remember, so that a submit is worth only for the person and action the modal was opened for. */
export type ModalSeal = {
  /** The recruiter room's modal, ready to open: `private_metadata` becomes the signed memory. */
  close(modal: ModalView, userId: string, responseUrl: string | null): ModalView;
  /** null = not opened by us for this person and action. */
  open(privateMetadata: string, actionId: string, userId: string): Memory | null;
};

/** A seal keyed by the bot token, which every process of an installation shares. */
export function createModalSeal(botToken: string): ModalSeal {
  const key = createHmac("sha256", botToken).update("qinpin modal").digest();
  const sign = (memory: string, actionId: string, userId: string) =>
    createHmac("sha256", key)
      .update(JSON.stringify([actionId, userId, memory]))
      .digest();
  return {
    close(modal, userId, responseUrl) {
      const m = JSON.stringify({ value: modal.private_metadata ?? "", responseUrl } satisfies Memory);
      const s = sign(m, modal.callback_id ?? "", userId).toString("base64url");
      return { ...modal, private_metadata: JSON.stringify({ m, s }) };
    },
    open(privateMetadata, actionId, userId) {
      const sealed = parseJson(Sealed, privateMetadata);
      if (!sealed) return null;
      const given = Buffer.from(sealed.s, "base64url");
      const expected = sign(sealed.m, actionId, userId);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      return parseJson(Memory, sealed.m);
    },
  };
}

/** Opens a form of the recruiter room within the 3 s that a trigger lives; a person who waited longer is told to click again. */
export async function openModal(
  context: SlackContext,
  to: Address & { triggerId: string; modal: ModalView },
): Promise<void> {
  try {
    const view = context.seal.close(to.modal, to.user, to.responseUrl ?? null);
    await context.client.views.open({ trigger_id: to.triggerId, view });
  } catch (error) {
    context.logger.warn({ action: to.modal.callback_id, err: error }, "slack.modal-failed");
    await tell(context.client, to, sentence(context.texts.tooSlow));
  }
}

/** A modal that only shows something, with a close button. */
export const showModal = (view: View, texts: SlackTexts): ModalView => ({
  type: "modal",
  title: { type: "plain_text", text: texts.notice },
  close: { type: "plain_text", text: texts.close },
  blocks: view.blocks,
});

function parseJson<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
