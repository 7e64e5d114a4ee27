import { createHmac, timingSafeEqual } from "node:crypto";
import type { ModalView } from "@slack/types";
import { WebAPIPlatformError } from "@slack/web-api";
import { inWords } from "../../src/recruiter/pictures.ts";
import type { View } from "../../src/recruiter/types.ts";
import type { SlackContext } from "./context.ts";
import { type Address, sentence, tell } from "./reply.ts";
import type { SlackTexts } from "./texts.ts";

/** What a modal remembers between opening and submit. */
type Memory = { value: string; responseUrl: string | null };

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
    // Three lines, signature, address, value: nothing is escaped, so that the longest value (2000) fits into 3000.
    close(modal, userId, responseUrl) {
      const memory = `${responseUrl ?? ""}\n${modal.private_metadata ?? ""}`;
      const signature = sign(memory, modal.callback_id ?? "", userId).toString("base64url");
      return { ...modal, private_metadata: `${signature}\n${memory}` };
    },
    open(privateMetadata, actionId, userId) {
      const [signature, responseUrl, value] = splitLines(privateMetadata);
      const given = Buffer.from(signature, "base64url");
      const expected = sign(`${responseUrl}\n${value}`, actionId, userId);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      return { value, responseUrl: responseUrl === "" ? null : responseUrl };
    },
  };
}

/** The first line, the second, and all that follows. */
function splitLines(text: string): [string, string, string] {
  const [first = "", second = "", ...rest] = text.split("\n");
  return [first, second, rest.join("\n")];
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
    context.logger.warn({ action: to.modal.callback_id, err: error }, "slack_modal_failed");
    const late = error instanceof WebAPIPlatformError && error.data.error.includes("trigger");
    await tell(context, to, sentence(late ? context.texts.tooSlow : context.texts.failed));
  }
}

/** Opens a modal that only shows something; a person who waited too long gets it as a message. */
export async function openShow(
  context: SlackContext,
  to: Address & { triggerId: string; view: View },
): Promise<void> {
  try {
    await context.client.views.open({
      trigger_id: to.triggerId,
      view: showModal(to.view, context.texts),
    });
  } catch (error) {
    context.logger.warn({ err: error }, "slack_modal_failed");
    await tell(context, to, to.view);
  }
}

/** A modal that only shows something, with a close button. */
export const showModal = (view: View, texts: SlackTexts): ModalView => ({
  type: "modal",
  title: { type: "plain_text", text: texts.notice },
  close: { type: "plain_text", text: texts.close },
  blocks: inWords(view).blocks,
});
