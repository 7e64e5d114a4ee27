import { limits } from "../../src/core/channel.ts";
import type { Locale } from "../../src/core/locale.ts";

type Code =
  | "no_session"
  | "foreign_origin"
  | "not_found"
  | "no_job"
  | "too_long"
  | "file_too_large"
  | "too_many_files"
  | "too_many_messages"
  | "too_many_sessions"
  | "too_many_pages"
  | "bad_request"
  | "unavailable";

/** An answer that is no success: what went wrong and what to do next, in the visitor's language. */
export class Problem extends Error {
  readonly code: Code;
  readonly status: number;
  readonly retryAfterSeconds: number | null;

  constructor(code: Code, detail: { field?: string; retryAfterSeconds?: number } = {}) {
    super(detail.field ?? code);
    this.code = code;
    this.status = statuses[code];
    this.retryAfterSeconds = detail.retryAfterSeconds ?? (code === "unavailable" ? 2 : null);
  }

  /** The JSON body. */
  body(locale: Locale): { error: { code: Code; message: string } } {
    const seconds = this.retryAfterSeconds ?? 0;
    const message = sentences[this.code][locale]
      .replace("{field}", this.message)
      .replace("{seconds}", String(seconds))
      .replace("{minutes}", String(Math.ceil(seconds / 60)));
    return { error: { code: this.code, message } };
  }
}

const statuses: Record<Code, number> = {
  no_session: 401,
  foreign_origin: 403,
  not_found: 404,
  no_job: 409,
  too_long: 413,
  file_too_large: 413,
  too_many_files: 429,
  too_many_messages: 429,
  too_many_sessions: 429,
  too_many_pages: 429,
  bad_request: 400,
  unavailable: 503,
};

const sentences: Record<Code, Record<Locale, string>> = {
  no_session: {
    "zh-CN": "会话不存在或已过期（有效期 72 小时），请刷新页面重新进入。",
    en: "There is no session, or it has expired after 72 hours. Please reload the page.",
  },
  foreign_origin: {
    "zh-CN": "请求来自其他网站，已拒绝。请直接打开招聘聊天页面再试。",
    en: "This request came from another site and was refused. Please open the chat page itself.",
  },
  not_found: {
    "zh-CN": "没有找到这段对话，请刷新页面重新进入。",
    en: "This conversation was not found. Please reload the page.",
  },
  no_job: {
    "zh-CN": "目前没有正在招聘的岗位，请过几天再来，或联系把链接发给您的招聘人员。",
    en: "No job is open right now. Please come back in a few days, or ask the recruiter who sent you the link.",
  },
  too_long: {
    "zh-CN": `每条消息最多 ${limits.textChars} 个字符，这条太长了，请删短一些或分成几条发送。`,
    en: `A message may have at most ${limits.textChars} characters. Please shorten it or send it in several parts.`,
  },
  file_too_large: {
    "zh-CN": "文件超过 10 MB 了，请压缩一下里面的图片，或者直接打字告诉我们。",
    en: "This file is larger than 10 MB. Please shrink its pictures, or type what it says.",
  },
  too_many_files: {
    "zh-CN": "现在同时收到的文件比较多，请等 {seconds} 秒再发一次。",
    en: "Many files are coming in right now. Please send it again in {seconds} seconds.",
  },
  too_many_messages: {
    "zh-CN": "消息发得太快了，请等 {seconds} 秒再发，已输入的内容不会丢。",
    en: "That was very quick. Please wait {seconds} seconds; nothing you typed is lost.",
  },
  too_many_sessions: {
    "zh-CN": "您所在的网络刚刚打开了太多新对话，请约 {minutes} 分钟后再试，或换一个网络。",
    en: "Too many new chats were opened from your network. Please try again in {minutes} minutes or use another network.",
  },
  too_many_pages: {
    "zh-CN": "这段对话同时打开的页面太多了，请先关掉几个。",
    en: "This conversation is open in too many pages. Please close some of them.",
  },
  bad_request: {
    "zh-CN": "请求内容有误（{field}），请刷新页面再试。",
    en: "The request is not valid ({field}). Please reload the page and try again.",
  },
  unavailable: {
    "zh-CN": "服务暂时不可用，消息还没有保存，请稍等片刻再试。",
    en: "The service is unavailable for a moment and nothing was saved. Please try again shortly.",
  },
};

/** The visitor's language by the Accept-Language header: the first of zh and en it names, else Chinese. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const named = /\b(zh|en)\b/i.exec(acceptLanguage ?? "");
  return named?.[1]?.toLowerCase() === "en" ? "en" : "zh-CN";
}
