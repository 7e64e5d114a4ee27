import { employmentWords, payWords, shiftWords } from "../adverts/words.ts";
import type { DefaultEntry, FactOfJob, FaqFile } from "../content/faq.ts";
import { inLocale, type Locale } from "../locale.ts";
import { tokensOf } from "./tokens.ts";
import { unitsOf } from "./units.ts";

/** What is known of a job, for the answers. */
export type JobKnown = {
  title: string;
  company: string;
  shift: "day" | "night" | "rotating" | null;
  openings: number | null;
  /** Absent = no advert was written. */
  advert: {
    city: string;
    payMin: number | null;
    payMax: number | null;
    employment: "full_time" | "part_time";
    /** About, needs and offers, as the shop wrote them; and the whole in English. */
    chinese: string;
    english: string;
  } | null;
};

/** An answer; `general` = it holds for any shop, and what this job's is only people know. */
export type Reply = { text: string; general: boolean };

const mostLines = 2;
const lineChars = 160;

/** The answer of a default entry for one job: with its fact, else with what its advert says, else as it holds anywhere. */
export function replyOf(file: FaqFile, entry: DefaultEntry, job: JobKnown, locale: Locale): Reply {
  const fact = entry.fact && factOf(entry.fact, job, locale);
  if (fact && entry.known)
    return { text: inLocale(entry.known, locale).replaceAll("{fact}", fact), general: false };
  const own = inLocale(entry, locale).answer;
  const lines = entry.job ? linesAbout(entry, job, locale) : [];
  if (lines.length === 0) return { text: own, general: entry.job === "ask" };
  const said = lines.map((line) => `“${line}”`).join(" ");
  return { text: `${inLocale(file.quoted, locale).replaceAll("{lines}", said)}\n${own}`, general: false };
}

function factOf(fact: FactOfJob, job: JobKnown, locale: Locale): string | null {
  switch (fact) {
    case "pay": {
      const pay = job.advert && payWords(job.advert);
      return pay && inLocale(pay, locale);
    }
    case "shift":
      return job.shift && inLocale(shiftWords[job.shift], locale);
    case "city":
      return job.advert?.city ?? null;
    case "employment":
      return job.advert && inLocale(employmentWords[job.advert.employment], locale);
    case "openings":
      return job.openings === null ? null : String(job.openings);
    case "platforms": {
      const named = platforms.filter(([pattern]) => pattern.test(job.title));
      return named.length === 0
        ? null
        : named.map(([, name]) => inLocale(name, locale)).join(locale === "en" ? ", " : "、");
    }
    case "company":
      return job.company;
    default:
      return fact satisfies never;
  }
}

const platforms = [
  [/淘宝|taobao/i, { zh: "淘宝", en: "Taobao" }],
  [/天猫|tmall/i, { zh: "天猫", en: "Tmall" }],
  [/拼多多|pdd|pinduoduo/i, { zh: "拼多多", en: "Pinduoduo" }],
  [/京东|\bjd\b/i, { zh: "京东", en: "JD" }],
  [/抖音|抖店|douyin/i, { zh: "抖音", en: "Douyin" }],
  [/快手|kuaishou/i, { zh: "快手", en: "Kuaishou" }],
  [/小红书|xiaohongshu/i, { zh: "小红书", en: "Xiaohongshu" }],
] as const;

/** Lines of the job's advert with a topic of the entry. */
function linesAbout(entry: DefaultEntry, { advert }: JobKnown, locale: Locale): string[] {
  if (!advert) return [];
  const topics = topicsOf(entry.zh.question);
  const text = locale === "en" ? advert.english : advert.chinese;
  return text
    .split(/[\n。；;]|(?<=[a-z]{2})\. /u)
    .map((line) => line.replace(/^[\s\p{P}\p{S}]*(?:\d+[.、)）])?\s*/u, "").trim())
    .filter((line) => line !== "" && line.length <= lineChars)
    .filter((line) => [...topicsOf(line)].some((topic) => topics.has(topic)))
    .slice(0, mostLines);
}

/** Whether a text names a topic of work in so many words. */
export const namesTopic = (text: string): boolean => topicsOf(text).size > 0;

/** Topics of their own in a text, none of those that only say what is asked about one. */
function topicsOf(text: string): Set<string> {
  const { said } = tokensOf(unitsOf(text));
  return new Set(
    [...said].filter(([token, weight]) => token.startsWith("c:") && weight >= 2).map(([id]) => id),
  );
}
