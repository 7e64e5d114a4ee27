import { inLocale } from "../../core/locale.ts";
import { form, selectField, textField } from "../cards/form.ts";
import { decide } from "../decide.ts";
import { declineText } from "../letters.ts";
import type { Action } from "../types.ts";
import { declineReasons, say } from "../words.ts";
import { addressee, before, needed, sendingField, sendingTime } from "./offer-form.ts";

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
      const letter = { text, at: sendingTime(input.form) };
      return decide(deps, who, { target, to: "declined", reason, letter, deliveryId: input.deliveryId });
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
    const { attempts } = seen.candidate.desk;
    const draft = declineText(
      addressee(seen.candidate),
      seen.candidate.assessment?.assessment ?? null,
      attempts,
    );
    // The days until a retry in the letter are those the chat will name, whatever begins before it goes out.
    const value = attempts === 1 ? input.value : JSON.stringify({ ...seen.target, n: attempts });
    return {
      kind: "form",
      modal: form("decline", value, words, [
        selectField("reason", reasonLabel, options),
        textField("text", textLabel, { value: draft, lines: true, max: 2500 }),
        sendingField(locale),
      ]),
    };
  },
};
