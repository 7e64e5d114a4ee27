import type { Bilingual, Locale } from "./locale.ts";
import { inLocale } from "./locale.ts";

const names: Record<string, Bilingual> = {
  boss: { zh: "BOSS直聘", en: "BOSS Zhipin" },
  zhilian: { zh: "智联招聘", en: "Zhilian" },
  liepin: { zh: "猎聘", en: "Liepin" },
  douyin: { zh: "抖音", en: "Douyin" },
  "51job": { zh: "前程无忧", en: "51job" },
  "58": { zh: "58同城", en: "58.com" },
  lagou: { zh: "拉勾", en: "Lagou" },
  kuaishou: { zh: "快手", en: "Kuaishou" },
  referral: { zh: "内部推荐", en: "Referral" },
  wechat: { zh: "微信", en: "WeChat" },
  telegram: { zh: "Telegram", en: "Telegram" },
  web: { zh: "官网", en: "Own site" },
  linkedin: { zh: "领英", en: "LinkedIn" },
  indeed: { zh: "Indeed", en: "Indeed" },
  pool: { zh: "人才库", en: "Talent pool" },
  other: { zh: "其他", en: "Other" },
  unknown: { zh: "来源不明", en: "Unknown" },
};

/** A recruiting channel's name; a company's own ids stay as they are. */
export function channelName(id: string, locale: Locale): string {
  const name = names[id];
  return name ? inLocale(name, locale) : id;
}
