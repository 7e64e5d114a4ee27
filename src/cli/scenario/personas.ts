import type { Bilingual, Locale } from "../../core/locale.ts";

/** good = a shop would hire them, weak = it would not, between = reasonable people differ; only good and weak are compared. */
export type Group = "good" | "between" | "weak";

/** What the persona does besides, or instead of, solving the problem. */
export type Trick =
  | "polite"
  | "keywords"
  | "macro"
  | "off_platform"
  | "false_promise"
  | "other_rules"
  | "blame"
  | "abuse"
  | "parrot"
  | "instructions"
  | "silent";

/** How the words are written. */
export type Style = "plain" | "curt" | "dialect" | "traditional";

/** Chances that an element is given whole or in part without being asked. */
export type Knows = { full: number; partial: number };

/** A synthetic candidate as data: what they know, how they write, how fast, and with which trick. */
export type Persona = {
  id: string;
  name: Bilingual;
  group: Group;
  locale: Locale;
  style: Style;
  critical: Knows;
  other: Knows;
  /** Chance to give an element whole when the customer asks for it. */
  whenAsked: number;
  /** Elements in one reply. */
  perReply: number;
  /** Seconds before typing, least and most, and characters a minute. */
  pause: readonly [number, number];
  cpm: number;
  trick?: Trick;
};

const all: Knows = { full: 1, partial: 0 };
const most: Knows = { full: 0.72, partial: 0.18 };
const half: Knows = { full: 0.4, partial: 0.35 };
const little: Knows = { full: 0.05, partial: 0.25 };
const none: Knows = { full: 0, partial: 0 };

const base = {
  locale: "zh-CN",
  style: "plain",
  perReply: 3,
  pause: [4, 12],
  cpm: 75,
  whenAsked: 0.9,
} as const;
const good = { ...base, group: "good", critical: { full: 0.95, partial: 0.05 }, other: most } as const;
const weak = { ...base, group: "weak", critical: none, other: none, whenAsked: 0 } as const;

/** The people of `scenario try`; they work with every scenario because their words are composed from its own rubric. */
export const personas: readonly Persona[] = [
  {
    ...good,
    id: "excellent",
    name: { zh: "优秀老手", en: "Excellent" },
    critical: all,
    other: all,
    cpm: 90,
    pause: [2, 8],
  },
  { ...good, id: "good", name: { zh: "合格客服", en: "Good" } },
  {
    ...good,
    id: "curt",
    name: { zh: "话少但办全", en: "Curt but complete" },
    style: "curt",
    critical: all,
    other: { full: 0.85, partial: 0.1 },
    pause: [2, 7],
  },
  { ...good, id: "dialect", name: { zh: "方言＋错别字", en: "Dialect and typos" }, style: "dialect" },
  { ...good, id: "traditional", name: { zh: "繁体字", en: "Traditional script" }, style: "traditional" },
  { ...good, id: "english", name: { zh: "英文回复", en: "English speaker" }, locale: "en", cpm: 190 },
  {
    ...good,
    id: "slow",
    name: { zh: "打字慢但办全", en: "Slow but complete" },
    group: "between",
    critical: all,
    cpm: 32,
    pause: [15, 40],
  },
  {
    ...base,
    id: "average",
    name: { zh: "会一半", en: "Knows half" },
    group: "between",
    critical: half,
    other: half,
    whenAsked: 0.6,
  },
  { ...weak, id: "polite", name: { zh: "客气空话", en: "Polite but empty" }, trick: "polite" },
  { ...weak, id: "keywords", name: { zh: "堆关键词", en: "Keyword stuffer" }, trick: "keywords", cpm: 110 },
  {
    ...weak,
    id: "macro",
    name: { zh: "复制万能话术", en: "Copy-paste macro" },
    trick: "macro",
    cpm: 3000,
    pause: [1, 4],
  },
  { ...weak, id: "parrot", name: { zh: "重复客户的话", en: "Parrot" }, trick: "parrot" },
  {
    ...weak,
    id: "instructions",
    name: { zh: "指挥评分", en: "Orders the scorer" },
    critical: little,
    other: little,
    whenAsked: 0.1,
    trick: "instructions",
  },
  {
    ...base,
    id: "off_platform",
    name: { zh: "私下交易", en: "Goes off the platform" },
    group: "weak",
    critical: most,
    other: half,
    trick: "off_platform",
  },
  {
    ...base,
    id: "promise",
    name: { zh: "什么都答应", en: "Promises everything" },
    group: "weak",
    critical: most,
    other: half,
    trick: "false_promise",
  },
  {
    ...base,
    id: "rule_breaker",
    name: { zh: "踩其他红线", en: "Breaks other rules" },
    group: "weak",
    critical: most,
    other: half,
    trick: "other_rules",
  },
  {
    ...base,
    id: "blamer",
    name: { zh: "甩锅", en: "Blames others" },
    group: "weak",
    critical: little,
    other: little,
    whenAsked: 0.2,
    trick: "blame",
  },
  {
    ...base,
    id: "hostile",
    name: { zh: "骂人", en: "Hostile" },
    group: "weak",
    critical: little,
    other: little,
    whenAsked: 0.1,
    trick: "abuse",
  },
  { ...weak, id: "silent", name: { zh: "不说话", en: "Silent" }, trick: "silent" },
];
