import type { Locale } from "../core/locale.ts";

/** English when there are letters but no Chinese character; the scorer's typing and length rules depend on it. */
export const localeOf = (texts: readonly string[]): Locale => {
  const all = texts.join(" ");
  return /\p{Script=Han}/u.test(all) || !/[A-Za-z]/.test(all) ? "zh-CN" : "en";
};
