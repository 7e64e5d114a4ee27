import { form, textField } from "../cards/form.ts";
import { decide } from "../decide.ts";
import { invitationText, withDetails } from "../letters.ts";
import type { Action } from "../types.ts";
import { say } from "../words.ts";
import { addressee, before, needed, sendingField, sendingTime } from "./offer-form.ts";

/** Invites to an interview: a letter to edit, then one click moves the stage and sends it. */
export const invite: Action = {
  id: "invite",
  async run(deps, who, input) {
    const seen = await before(deps, who, input.value, input.form ? null : "invited");
    if ("kind" in seen) return seen;
    const { locale } = deps;
    const label = say(locale, "发给候选人的话", "Message to the candidate");
    const to = addressee(seen.candidate);
    if (input.form) {
      const text = needed(input.form.text, label, deps);
      if (typeof text !== "string") return text;
      const details = { when: input.form.when ?? "", contact: input.form.contact ?? "" };
      return decide(deps, who, {
        target: seen.target,
        to: "invited",
        reason: null,
        // Whoever names a time has arranged it; else the free ones of /slots are offered.
        letter: {
          text: withDetails(text, details, to.locale),
          at: sendingTime(input.form),
          times: details.when.trim() === "",
        },
        deliveryId: input.deliveryId,
      });
    }
    const words = {
      title: say(locale, "邀请面试", "Invite"),
      submit: say(locale, "发送邀请", "Send invitation"),
      cancel: say(locale, "先不发", "Not now"),
    };
    const when = say(locale, "面试时间和地点", "Interview time and place");
    const hint = say(
      locale,
      "留空：助手会请候选人从 /slots 的空闲时间里选（有的话）。",
      "Left empty, the candidate chooses among the free times of /slots, if there are any.",
    );
    const contact = say(locale, "联系人和联系方式", "Contact person");
    return {
      kind: "form",
      modal: form("invite", input.value, words, [
        textField("text", label, { value: invitationText(to), lines: true, max: 2500 }),
        textField("when", when, { optional: true, max: 200, hint }),
        textField("contact", contact, { optional: true, max: 200 }),
        sendingField(locale),
      ]),
    };
  },
};
