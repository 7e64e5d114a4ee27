import { z } from "zod";
import type { Bilingual } from "../locale.ts";

/** Sales platforms a job may need to be known. */
export const knownPlatforms = ["taobao", "tmall", "pdd", "jd", "douyin", "kuaishou", "xiaohongshu"] as const;
export type KnownPlatform = (typeof knownPlatforms)[number];

/**
 * Every tag there is, besides a company's own: what the work needs, in behaviour, availability and experience. It is a
 * closed list, so that nothing about age, sex, family, origin, health or looks can be matched, whatever is in a text.
 * `limit` = a criterion needs a number with it: the budget a month in CNY, days until the start, years.
 */
export const tags = {
  platform_taobao: { zh: "熟悉淘宝", en: "knows Taobao" },
  platform_tmall: { zh: "熟悉天猫", en: "knows Tmall" },
  platform_pdd: { zh: "熟悉拼多多", en: "knows Pinduoduo" },
  platform_jd: { zh: "熟悉京东", en: "knows JD" },
  platform_douyin: { zh: "熟悉抖音", en: "knows Douyin" },
  platform_kuaishou: { zh: "熟悉快手", en: "knows Kuaishou" },
  platform_xiaohongshu: { zh: "熟悉小红书", en: "knows Xiaohongshu" },
  night: { zh: "能上晚班（20-24点）", en: "can work evenings (20:00-24:00)" },
  single_rest: { zh: "接受单休", en: "accepts one rest day a week" },
  polite: { zh: "对顾客有礼貌", en: "polite with customers" },
  solution: { zh: "会给解决方案", en: "offers solutions" },
  passed: { zh: "测评通过", en: "passed the screening" },
  pay: { zh: "薪资在预算内", en: "pay within the budget", limit: "cny" },
  start: { zh: "能按时到岗", en: "can start in time", limit: "days" },
  experience: { zh: "有客服经验", en: "has customer-service experience", limit: "years" },
  typing: { zh: "打字快（自述）", en: "types fast (own words)" },
  english: { zh: "能用英语接待", en: "can serve customers in English" },
  promo: { zh: "经历过大促", en: "has been through a big sale" },
  team_lead: { zh: "带过团队", en: "has led a team" },
  live: { zh: "做过直播", en: "has worked on live streams" },
} as const satisfies Record<string, Bilingual & { limit?: "cny" | "days" | "years" }>;

export type BuiltInTag = keyof typeof tags;
export const builtInTags = Object.keys(tags).filter(isBuiltIn);

export function isBuiltIn(id: string): id is BuiltInTag {
  return Object.hasOwn(tags, id);
}

/** A tag of the company's own: `own_` and a readable id. */
export const ownTagPattern = /^own_[2-9a-z]{4,12}$/;

/** A tag by id: one of the list, or of the company's own. */
export const TagId = z.string().refine((id) => isBuiltIn(id) || ownTagPattern.test(id), "no such tag");
export type TagId = z.infer<typeof TagId>;

/** What a criterion with this tag needs a number for; null = none. */
export function limitOf(id: TagId): "cny" | "days" | "years" | null {
  if (!isBuiltIn(id)) return null;
  const tag = tags[id];
  return "limit" in tag ? tag.limit : null;
}

/** Tags that an assessment can show; what somebody merely says about them counts less. */
export const isTestable = (id: TagId): boolean =>
  id.startsWith("platform_") || id === "polite" || id === "solution" || id === "passed";

/**
 * Where a tag comes from. Typing speed is only ever somebody's own words: the warm-up adjusts response times and is
 * not kept.
 */
export const tagSources = ["assessment", "chat", "resume", "person"] as const;

/** What a tag rests on, in ids and numbers; never words. */
export const Evidence = z.strictObject({
  /** The field, dimension or rule card. */
  of: z.string().max(60),
  value: z.union([z.string().max(40), z.number()]).nullable(),
  /** Id of the assessment or application, or of the recruiter who noted it. */
  ref: z.string().max(80),
});
export type Evidence = z.infer<typeof Evidence>;

/** One tag of one person. `shown` = in an assessment, `stated` = said by or noted about them, `contrary` = the opposite. */
export const Tag = z.strictObject({
  tag: TagId,
  level: z.enum(["shown", "stated", "contrary"]),
  source: z.enum(tagSources),
  /** 0..1: how far it can be relied on, by its source and what contradicts it. */
  confidence: z.number().min(0).max(1),
  /** The number of a tag with a limit: the least pay in CNY (null = open to talk), years. */
  value: z.number().nullable(),
  evidence: Evidence,
  /** Local day. */
  on: z.iso.date(),
});
export type Tag = z.infer<typeof Tag>;
