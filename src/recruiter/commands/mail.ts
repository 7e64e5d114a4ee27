import { mailsView } from "../mails-view.ts";
import type { Command } from "../types.ts";

/** Mails from job boards that a person has to look at. */
export const mail: Command = {
  name: "mail",
  usage: "/mail",
  description: {
    zh: "招聘邮箱：等人处理的邮件、识别规则",
    en: "The boards' mailbox: mails that wait, and its rules",
  },
  run: async (deps, who) => ({ kind: "view", view: await mailsView(deps, who) }),
};
