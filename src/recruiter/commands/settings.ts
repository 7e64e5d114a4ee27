import { settingsView } from "../settings-view.ts";
import type { Command } from "../types.ts";

/** What can be set: oneself, digest times, jobs, answers, people and roles. */
export const settings: Command = {
  name: "settings",
  usage: "/settings",
  description: {
    zh: "设置：我的语言、摘要时间、岗位、常见问题、人员和角色",
    en: "Settings: my language, digest times, jobs, answers, people and roles",
  },
  run: async (deps, who) => ({ kind: "view", view: await settingsView(deps, who) }),
};
