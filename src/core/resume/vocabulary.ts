/** Sales platforms a person may have served customers on. */
export const platformIds = [
  "pdd",
  "taobao",
  "tmall",
  "jd",
  "douyin",
  "kuaishou",
  "xiaohongshu",
  "1688",
  "vip",
  "wechat_channels",
  "amazon",
  "ebay",
  "shopee",
  "lazada",
  "tiktok_shop",
  "tmall_global",
  "aliexpress",
] as const;
export type PlatformId = (typeof platformIds)[number];

/** What somebody can do, as far as customer service cares. */
export const skillIds = [
  "presale",
  "aftersale",
  "complaint_handling",
  "refund_processing",
  "upselling",
  "order_follow_up",
  "review_management",
  "qianniu",
  "pdd_workbench",
  "feige",
  "jd_dongdong",
  "erp",
  "excel",
  "team_lead",
  "training_others",
  "quality_check",
  "shift_scheduling",
  "phone_support",
  "data_entry",
  "cashier",
  "front_desk",
  "live_stream_assist",
  "warehouse_packing",
  "ps_design",
  "crm",
  "kb_writing",
] as const;
export type SkillId = (typeof skillIds)[number];

/** What a recruiter searches by. */
export const tagIds = [
  "rules_pdd",
  "rules_taobao",
  "rules_jd",
  "rules_douyin",
  "night_ok",
  "night_no",
  "single_rest_ok",
  "single_rest_no",
  "immediate_start",
  "part_time",
  "remote_wanted",
  "student_or_intern",
  "no_cs_experience",
  "ecommerce_cs_experience",
  "career_changer",
  "fast_typist",
  "big_promo_experience",
  "team_lead_experience",
  "cross_border",
  "english_support",
  "live_commerce",
  "phone_support_background",
] as const;
export type TagId = (typeof tagIds)[number];

/** Kinds of information that must not be asked, kept or scored; they are named, their values dropped at the door. */
export const protectedKinds = [
  "gender",
  "age",
  "birth_date",
  "marital",
  "children",
  "pregnancy",
  "ethnicity",
  "religion",
  "hukou",
  "hometown",
  "political",
  "height",
  "weight",
  "photo",
  "health",
  "disability",
  "nationality",
  "appearance",
] as const;
export type ProtectedKind = (typeof protectedKinds)[number];

/** A part of a text, in UTF-16 units, end exclusive. */
export type Span = { start: number; end: number };

/** A value and where the folded text says so. */
export type Found<T> = { value: T; span: Span };

/** What a résumé says; null = not stated. Pay in CNY a month, `available_from` a date, `immediate` or `P<n>D`. */
export type Resume = {
  name: string | null;
  phone: string | null;
  email: string | null;
  years_experience: number | null;
  expected_salary_min: number | null;
  expected_salary_max: number | null;
  city: string | null;
  platforms: PlatformId[];
  night_shift: boolean | null;
  single_rest_ok: boolean | null;
  available_from: string | null;
  typing_cpm: number | null;
  skills: SkillId[];
  languages: string[];
  tags: TagId[];
  protected_info_present: ProtectedKind[];
  /** Field -> the words of the text that say so. */
  evidence: Record<string, string>;
};
