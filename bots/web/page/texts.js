/** Words of the page itself; what the bot says comes from the server. */
const words = {
  "zh-CN": {
    title: "亲聘 · 招聘助手",
    subtitle: "AI 助手，不是真人",
    language: "EN",
    languageLabel: "Switch to English",
    log: "对话记录",
    input: "输入消息",
    placeholder: "发消息…",
    send: "发送",
    more: "更多",
    choices: "快捷回复",
    newer: "有新消息 ↓",
    connecting: "正在连接…",
    reconnecting: "连接中断，正在重连…",
    tooLong: (/** @type {number} */ used, /** @type {number} */ max) =>
      `已输入 ${used} 个字符，每条最多 ${max} 个，请删短或分成几条发送。`,
    ended: "这段对话已结束（已删除，或超过 72 小时）。",
    again: "开始新的对话",
    retry: "重试",
    retryAt: (/** @type {string} */ message) => `${message}（会自动重试）`,
    typing: "对方正在输入",
    pending: "发送中",
    failed: "未发送",
    yesterday: "昨天",
    authors: { candidate: "我", bot: "招聘助手", customer: "客户", recruiter: "招聘人员" },
    avatars: { candidate: "我", bot: "聘", customer: "客", recruiter: "HR" },
    media: "［附件］",
    steps: ["基本情况", "情景模拟", "规则说明", "判断题"],
    done: "已完成",
    progress: (/** @type {number} */ step, /** @type {string} */ name) => `第 ${step} 步，共 4 步：${name}`,
    sendFile: "发送简历文件",
    fileReading: "正在读取文件，请稍等…",
    fileTooLarge: "文件超过 10 MB 了，请换一个小一点的。",
    fileNotSent: "文件没有发出去，请检查网络后再试一次。",
    commands: [
      { label: "找人工", text: "人工" },
      { label: "暂停", text: "暂停" },
      { label: "重新开始", text: "重新开始" },
      { label: "我的数据", text: "我的数据" },
      { label: "我的同意", text: "我的同意" },
      { label: "删除我的数据", text: "删除" },
    ],
  },
  en: {
    title: "Qinpin hiring assistant",
    subtitle: "An AI, not a person",
    language: "中文",
    languageLabel: "切换到中文",
    log: "Conversation",
    input: "Your message",
    placeholder: "Message…",
    send: "Send",
    more: "More",
    choices: "Quick replies",
    newer: "New messages ↓",
    connecting: "Connecting…",
    reconnecting: "Connection lost, reconnecting…",
    tooLong: (/** @type {number} */ used, /** @type {number} */ max) =>
      `${used} characters; a message may have ${max}. Please shorten it or send it in parts.`,
    ended: "This conversation is over: it was deleted, or 72 hours have passed.",
    again: "Start a new one",
    retry: "Try again",
    retryAt: (/** @type {string} */ message) => `${message} (retrying by itself)`,
    typing: "Typing",
    pending: "Sending",
    failed: "Not sent",
    yesterday: "Yesterday",
    authors: { candidate: "Me", bot: "Assistant", customer: "Customer", recruiter: "Recruiter" },
    avatars: { candidate: "Me", bot: "Q", customer: "C", recruiter: "HR" },
    media: "[attachment]",
    steps: ["The basics", "Role-play", "Explain a rule", "True or false"],
    done: "Finished",
    progress: (/** @type {number} */ step, /** @type {string} */ name) => `Step ${step} of 4: ${name}`,
    sendFile: "Send a résumé file",
    fileReading: "Reading your file…",
    fileTooLarge: "This file is larger than 10 MB. Please choose a smaller one.",
    fileNotSent: "The file was not sent. Please check your connection and try again.",
    commands: [
      { label: "Ask for a person", text: "human" },
      { label: "Pause", text: "pause" },
      { label: "Start again", text: "restart" },
      { label: "My data", text: "my data" },
      { label: "My consents", text: "consents" },
      { label: "Delete my data", text: "delete" },
    ],
  },
};

const storageKey = "qinpin.language";

/** @typedef {"zh-CN" | "en"} Locale */

/** The visitor's language: as chosen here before, else the browser's, else Chinese. @returns {Locale} */
export function preferredLocale() {
  try {
    const chosen = localStorage.getItem(storageKey);
    if (chosen === "zh-CN" || chosen === "en") return chosen;
  } catch {
    // Storage may be forbidden; then the browser's language decides every time.
  }
  const first = navigator.languages.find((language) => /^(zh|en)\b/i.test(language));
  return !first || /^zh/i.test(first) ? "zh-CN" : "en";
}

/** @param {Locale} locale */
export function rememberLocale(locale) {
  try {
    localStorage.setItem(storageKey, locale);
  } catch {
    // As above.
  }
}

/** @param {Locale} locale */
export const wordsIn = (locale) => words[locale];
