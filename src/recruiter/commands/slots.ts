import { slotsView } from "../interviews/slots-view.ts";
import type { Command } from "../types.ts";

/** Times for interviews, with who has booked them. */
export const slots: Command = {
  name: "slots",
  usage: "/slots",
  description: {
    zh: "面试时间：查看、添加、从日历导入、取消；候选人在聊天里自己选",
    en: "Interview times: see, add, import a calendar, cancel; candidates choose in the chat",
  },
  run: async (deps, who) => ({ kind: "view", view: await slotsView(deps, who, 1) }),
};
