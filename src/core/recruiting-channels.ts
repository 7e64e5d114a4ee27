import { z } from "zod";
import type { Bilingual } from "./locale.ts";

/**
 * How a job gets onto a channel. `text` = a person pastes what we wrote, within the board's limits in characters, with
 * the tracking link in the posting or, where boards take links out of postings, in the greeting; `feed` = the channel
 * reads our XML; `page` = our own public page; `message` = a link, QR code or poster is handed on.
 */
export type PostingWay =
  | { by: "text"; title: number; body: number; link: "body" | "greeting" }
  | { by: "feed" }
  | { by: "page" }
  | { by: "message"; body: number };

export type RecruitingChannel = {
  id: string;
  name: Bilingual;
  /** Further words people say for it. */
  also: readonly string[];
  /** Null = nothing can be published there: it is only where people are counted. */
  posting: PostingWay | null;
};

/**
 * Every recruiting channel there is, in the order in which they are offered. Boards publish no limits: these are the
 * smallest we know of in the trade, so that a text is never cut off there.
 */
export const recruitingChannels = [
  {
    id: "boss",
    name: { zh: "BOSS直聘", en: "BOSS Zhipin" },
    also: ["boss直聘", "直聘", "boss招聘", "bosszhipin"],
    posting: { by: "text", title: 20, body: 1500, link: "greeting" },
  },
  {
    id: "zhilian",
    name: { zh: "智联招聘", en: "Zhilian" },
    also: ["智联", "zhaopin"],
    posting: { by: "text", title: 25, body: 1500, link: "greeting" },
  },
  {
    id: "liepin",
    name: { zh: "猎聘", en: "Liepin" },
    also: ["猎聘网"],
    posting: { by: "text", title: 25, body: 1500, link: "greeting" },
  },
  {
    id: "douyin",
    name: { zh: "抖音", en: "Douyin" },
    also: ["tiktok", "抖音直聘"],
    posting: { by: "text", title: 20, body: 300, link: "body" },
  },
  {
    id: "51job",
    name: { zh: "前程无忧", en: "51job" },
    also: ["51", "前程"],
    posting: { by: "text", title: 25, body: 1500, link: "greeting" },
  },
  {
    id: "58",
    name: { zh: "58同城", en: "58.com" },
    also: ["58同城招聘", "58.com"],
    posting: { by: "text", title: 20, body: 1000, link: "greeting" },
  },
  {
    id: "lagou",
    name: { zh: "拉勾", en: "Lagou" },
    also: ["拉勾网"],
    posting: { by: "text", title: 20, body: 1500, link: "greeting" },
  },
  {
    id: "kuaishou",
    name: { zh: "快手", en: "Kuaishou" },
    also: ["快聘", "快招工"],
    posting: { by: "text", title: 20, body: 300, link: "body" },
  },
  {
    id: "wechat",
    name: { zh: "微信", en: "WeChat" },
    also: ["公众号", "weixin"],
    posting: { by: "message", body: 600 },
  },
  {
    id: "telegram",
    name: { zh: "Telegram", en: "Telegram" },
    also: ["电报"],
    posting: { by: "message", body: 600 },
  },
  { id: "web", name: { zh: "官网", en: "Own site" }, also: ["网页", "web"], posting: { by: "page" } },
  { id: "linkedin", name: { zh: "领英", en: "LinkedIn" }, also: [], posting: { by: "feed" } },
  { id: "indeed", name: { zh: "Indeed", en: "Indeed" }, also: [], posting: { by: "feed" } },
  {
    id: "referral",
    name: { zh: "内部推荐", en: "Referral" },
    also: ["内推", "推荐"],
    posting: { by: "message", body: 400 },
  },
  {
    id: "other",
    name: { zh: "其他", en: "Other" },
    also: [],
    posting: { by: "text", title: 20, body: 1000, link: "body" },
  },
  { id: "pool", name: { zh: "人才库", en: "Talent pool" }, also: [], posting: null },
  { id: "unknown", name: { zh: "来源不明", en: "Unknown" }, also: ["未知", "来源未知"], posting: null },
] as const satisfies readonly RecruitingChannel[];

const all: readonly RecruitingChannel[] = recruitingChannels;

/** A channel of the list; null = a company's own one, or none. */
export const findChannel = (id: string): RecruitingChannel | null => all.find((one) => one.id === id) ?? null;

/** Channels a link can be made for and a job be published on. */
export const openChannels: readonly RecruitingChannel[] = all.filter(({ posting }) => posting !== null);

/** How a job gets onto a channel; a company's own ones are handed on as text. Null = it cannot. */
export function postingOf(id: string): PostingWay | null {
  const known = findChannel(id);
  return known ? known.posting : { by: "text", title: 20, body: 1000, link: "body" };
}

/** Id of a channel a company invents: it is its name too, in any script, such as 校园双选会 or spring-fair. */
export const OwnChannel = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,31}$/u)
  .refine((id) => findChannel(id)?.posting !== null);
