import { inLocale } from "../../core/locale.ts";
import { decide } from "../act.ts";
import { form, selectField, textField } from "../cards/form.ts";
import { declineText } from "../letters.ts";
import type { Action } from "../types.ts";
import { declineReasons, say } from "../words.ts";
import { addressee, before, needed } from "./offer-form.ts";

/** Declines with a reason and a humane letter to edit. Nothing is ever sent without this form being submitted. */
export const decline: Action = {
  id: "decline",
  async run(deps, who, input) {
    const seen = await before(deps, who, input.value, input.form ? null : "declined");
    if ("kind" in seen) return seen;
    const { locale } = deps;
    const textLabel = say(locale, "发给候选人的话", "Message to the candidate");
    const reasonLabel = say(locale, "原因（只给同事看）", "Reason (colleagues only)");
    if (input.form) {
      const reason = Object.keys(declineReasons).find((id) => id === input.form?.reason);
      if (!reason) return { kind: "refused", notice: say(locale, "请选择原因。", "Please choose a reason.") };
      const text = needed(input.form.text, textLabel, deps);
      if (typeof text !== "string") return text;
      const { target } = seen;
      return decide(deps, who, { target, to: "declined", reason, text, deliveryId: input.deliveryId });
    }
    const words = {
      title: say(locale, "婉拒", "Decline"),
      submit: say(locale, "确认并发送", "Decline and send"),
      cancel: say(locale, "再想想", "Not now"),
    };
    const options = Object.entries(declineReasons).map(([value, name]) => ({
      value,
      label: inLocale(name, locale),
    }));
    const draft = declineText(addressee(seen.candidate), seen.candidate.assessment?.assessment ?? null);
    return {
      kind: "form",
      modal: form("decline", input.value, words, [
        selectField("reason", reasonLabel, options),
        textField("text", textLabel, { value: draft, lines: true, max: 2500 }),
      ]),
    };
  },
};
