import { z } from "zod";
import { takeoverForm } from "../cards/takeover.ts";
import { closed } from "../notices.ts";
import { handBack, takenByOther, takeOver, takeoverReasons, takeoverSpans } from "../takeover.ts";
import type { Action } from "../types.ts";
import { before } from "./offer-form.ts";

const Form = z.object({
  span: z.enum(takeoverSpans).catch("quiet"),
  why: z.enum(takeoverReasons).catch("other"),
});

/** Takes the conversation over from the assistant; asks until when. */
export const takeOverAction: Action = {
  id: "take_over",
  async run(deps, who, input) {
    const seen = await before(deps, who, input.value, null);
    if ("kind" in seen) return seen;
    const { application, timeZone } = seen.candidate;
    if (application.erased || !application.conversationId)
      return { kind: "refused", notice: closed(deps.locale) };
    if (input.form) {
      const { span, why } = Form.parse(input.form);
      return takeOver(deps, who, { applicationId: application.id, span, why, deliveryId: input.deliveryId });
    }
    const held = seen.candidate.takeover;
    if (held && held.by !== who.id)
      return { kind: "refused", notice: takenByOther(held, application.number, deps, timeZone) };
    return { kind: "form", modal: takeoverForm(input.value, deps.locale) };
  },
};

/** Hands the conversation back to the assistant. */
export const handBackAction: Action = {
  id: "hand_back",
  async run(deps, who, input) {
    const seen = await before(deps, who, input.value, null);
    if ("kind" in seen) return seen;
    return handBack(deps, who, { applicationId: seen.target.a, deliveryId: input.deliveryId });
  },
};
