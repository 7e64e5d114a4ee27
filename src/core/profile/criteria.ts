import { z } from "zod";
import { type BuiltInTag, limitOf, TagId } from "./tags.ts";

/** What one job asks of people. `limit`: see tags; a required criterion is not open to weight against others. */
export const Criterion = z
  .strictObject({
    tag: TagId,
    need: z.enum(["required", "wanted"]),
    weight: z.int().min(1).max(5),
    limit: z.number().min(0).max(100_000).optional(),
  })
  .refine(({ tag, limit }) => (limitOf(tag) === null) === (limit === undefined), "a limit where none belongs")
  .refine(({ tag, need }) => need === "wanted" || tag !== "typing", "typing speed can only be wanted");
export type Criterion = z.infer<typeof Criterion>;

/** Most criteria of one profile. */
export const maxCriteria = 20;

/** A job's profile: what it requires, what it wants, and how much each counts. */
export const JobProfile = z.strictObject({
  criteria: z
    .array(Criterion)
    .min(1)
    .max(maxCriteria)
    .refine((all) => new Set(all.map(({ tag }) => tag)).size === all.length, "a tag is there twice"),
});
export type JobProfile = z.infer<typeof JobProfile>;

/** How people name the platforms. */
export const platformWords: readonly (readonly [RegExp, BuiltInTag])[] = [
  [/拼多多|pdd|pinduoduo/i, "platform_pdd"],
  [/天猫|tmall/i, "platform_tmall"],
  [/淘宝|淘系|taobao/i, "platform_taobao"],
  [/京东|\bjd\b/i, "platform_jd"],
  [/抖音|抖店|douyin/i, "platform_douyin"],
  [/快手|kuaishou/i, "platform_kuaishou"],
  [/小红书|xiaohongshu/i, "platform_xiaohongshu"],
];

/** What a job asks until somebody says otherwise: the platforms of its title, its shift, service and an early start. */
export function defaultProfile(job: {
  title: string;
  shift: "day" | "night" | "rotating" | null;
}): JobProfile {
  const late = job.shift === "night" || job.shift === "rotating";
  const criteria: Criterion[] = [
    ...platformWords
      .filter(([pattern]) => pattern.test(job.title))
      .map(([, tag]): Criterion => ({ tag, need: "wanted", weight: 4 })),
    ...(late ? [{ tag: "night", need: "required", weight: 4 } as const] : []),
    { tag: "solution", need: "wanted", weight: 4 },
    { tag: "polite", need: "wanted", weight: 3 },
    { tag: "passed", need: "wanted", weight: 3 },
    { tag: "start", need: "wanted", weight: 2, limit: 14 },
    { tag: "experience", need: "wanted", weight: 2, limit: 0 },
  ];
  return { criteria };
}
