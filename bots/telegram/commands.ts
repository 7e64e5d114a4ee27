import type { Locale } from "../../src/core/locale.ts";

type SlashCommand = { command: string; words: Record<Locale, string>; description: Record<Locale, string> };

/** Slash commands of the bot's menu. Each stands for the plain words the dialogue understands on every platform. */
export const slashCommands: readonly SlashCommand[] = [
  {
    command: "human",
    words: { "zh-CN": "人工", en: "human" },
    description: { "zh-CN": "找招聘同事聊聊", en: "Talk to a person" },
  },
  {
    command: "pause",
    words: { "zh-CN": "暂停", en: "pause" },
    description: { "zh-CN": "先停一下，72 小时内随时继续", en: "Take a break; come back within 72 hours" },
  },
  {
    command: "restart",
    words: { "zh-CN": "重新开始", en: "restart" },
    description: { "zh-CN": "从头再来（可以用一次）", en: "Start over (once)" },
  },
  {
    command: "mydata",
    words: { "zh-CN": "我的数据", en: "my data" },
    description: { "zh-CN": "看看你们保存了我的哪些数据", en: "See what is kept about me" },
  },
  {
    command: "consents",
    words: { "zh-CN": "我的同意", en: "consents" },
    description: { "zh-CN": "查看、更改或撤回同意", en: "See, change or withdraw my consents" },
  },
  {
    command: "appeal",
    words: { "zh-CN": "申诉", en: "appeal" },
    description: { "zh-CN": "对结果有疑问，请人复核", en: "Ask for a person's review of a decision" },
  },
  {
    command: "forget",
    words: { "zh-CN": "删除", en: "delete" },
    description: { "zh-CN": "删除我的全部资料", en: "Delete everything about me" },
  },
  {
    command: "delete",
    words: { "zh-CN": "删除", en: "delete" },
    description: { "zh-CN": "删除我的全部资料", en: "Delete everything about me" },
  },
  {
    command: "help",
    words: { "zh-CN": "帮助", en: "help" },
    description: { "zh-CN": "看看现在能做什么", en: "See what you can do here" },
  },
];

/** The plain words `/command` or `/command@bot` stands for; any other text comes back unchanged. */
export function plainWords(text: string, locale: Locale): string {
  const name = /^\/([a-z0-9_]{1,32})(?:@\w+)?\s*$/i.exec(text)?.[1]?.toLowerCase();
  const found = slashCommands.find(({ command }) => command === name);
  return found ? found.words[locale] : text;
}

/** The start payload of `/start …`: null = not a start; no code = none given, or not one of ours (never an error). */
export function startOf(text: string): { code?: string } | null {
  const found = /^\/start(?:@\w+)?(?:\s+([\s\S]*))?$/.exec(text);
  if (!found) return null;
  const payload = found[1]?.trim() ?? "";
  return /^[A-Za-z0-9_-]{1,64}$/.test(payload) ? { code: payload } : {};
}
