import { type Bilingual, inLocale, type Locale } from "./locale.ts";

/** Recruiting channels by id, as people call them; a company's own ids have no entry and are shown as they are. */
export const channelNames = {
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
} as const satisfies Record<string, Bilingual>;

const also: Record<string, string[]> = {
  boss: ["boss直聘", "直聘", "boss招聘", "bosszhipin"],
  zhilian: ["智联", "zhaopin"],
  douyin: ["tiktok", "抖音直聘"],
  "51job": ["51", "前程"],
  "58": ["58同城招聘", "58.com"],
  lagou: ["拉勾网"],
  referral: ["内推", "推荐"],
  wechat: ["公众号", "weixin"],
  web: ["网页", "web"],
  unknown: ["未知", "来源未知"],
};

const names: Readonly<Record<string, Bilingual>> = channelNames;

/** A channel's name; a company's own id stays as it is. */
export const channelName = (id: string, locale: Locale): string => {
  const name = Object.hasOwn(names, id) ? names[id] : undefined;
  return name ? inLocale(name, locale) : id;
};

/** The channel people mean by a word, among the known ones and `own`; null = none. */
export function readChannel(word: string, own: readonly string[] = []): string | null {
  const said = word.trim().toLowerCase();
  const known = Object.entries(names).find(([id, { zh, en }]) =>
    [id, zh.toLowerCase(), en.toLowerCase(), ...(also[id] ?? [])].includes(said),
  );
  return known?.[0] ?? own.find((id) => id.toLowerCase() === said) ?? null;
}

/** Every word a channel could be called by, for suggestions. */
export const channelWords = (own: readonly string[] = []): string[] => [
  ...Object.entries(names).flatMap(([id, { zh, en }]) => [id, zh, en]),
  ...own,
];
