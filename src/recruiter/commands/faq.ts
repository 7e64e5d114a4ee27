import { faqView } from "../faq-view.ts";
import type { Command } from "../types.ts";

/** The company's answers to what candidates ask. */
export const faq: Command = {
  name: "faq",
  usage: "/faq",
  description: { zh: "常见问题的答案：查看、添加、编辑", en: "Answers to common questions: see, add, edit" },
  run: async (deps, who) => ({ kind: "view", view: await faqView(deps, who, 1) }),
};
