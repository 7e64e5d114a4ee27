import { write } from "../act.ts";
import { form, textField } from "../cards/form.ts";
import { checkingQuestion } from "../letters.ts";
import type { Action } from "../types.ts";
import { say } from "../words.ts";
import { before, needed } from "./offer-form.ts";

/** Asks the candidate a question; the answer comes back into the thread. */
export const ask: Action = letter("ask", "question", {
  title: ["追问", "Ask"],
  label: ["想问候选人什么", "Your question"],
  hint: [
    "候选人会在聊天里看到，回答会回到这里的对话。",
    "The candidate sees it in the chat; the answer comes back here.",
  ],
});

/** Writes to the candidate. */
export const reply: Action = letter("reply", "reply", {
  title: ["回复候选人", "Reply"],
  label: ["回复内容", "Your message"],
  hint: [
    "会以招聘方的名义出现在候选人的聊天里。",
    "It appears in the candidate's chat as coming from the recruiters.",
  ],
});

type Words = Record<"title" | "label" | "hint", [zh: string, en: string]>;

function letter(id: "ask" | "reply", kind: "question" | "reply", texts: Words): Action {
  return {
    id,
    async run(deps, who, input) {
      const seen = await before(deps, who, input.value, null);
      if ("kind" in seen) return seen;
      const { locale } = deps;
      const label = say(locale, ...texts.label);
      if (input.form) {
        const text = needed(input.form.text, label, deps);
        if (typeof text !== "string") return text;
        const { deliveryId } = input;
        return write(deps, who, { applicationId: seen.target.a, kind, text, deliveryId, inThread: false });
      }
      const words = {
        title: say(locale, ...texts.title),
        submit: say(locale, "发送", "Send"),
        cancel: say(locale, "取消", "Cancel"),
      };
      const { application, assessment } = seen.candidate;
      const value =
        kind === "question" ? checkingQuestion(application.locale, assessment?.assessment ?? null) : null;
      const hint = say(locale, ...texts.hint);
      const field = textField("text", label, { lines: true, hint, max: 2500, ...(value ? { value } : {}) });
      return { kind: "form", modal: form(id, input.value, words, [field]) };
    },
  };
}
