import { z } from "zod";
import { numberOf, numberPattern } from "./numerals.ts";
import { hidden } from "./protected.ts";
import { platformIds, type Resume, skillIds, type TagId, tagIds } from "./vocabulary.ts";

/** Fields a second reader may add; who somebody is, and what is protected, are not among them. */
export const secondFields = [
  "years_experience",
  "expected_salary_min",
  "expected_salary_max",
  "city",
  "platform",
  "night_shift",
  "single_rest_ok",
  "available_from",
  "typing_cpm",
  "skill",
  "language",
] as const;
export type SecondField = (typeof secondFields)[number];

/** What a second reader says of a résumé: values, each with the words that say so. */
export const SaidField = z.object({
  field: z.enum(secondFields),
  value: z.string().max(40),
  quote: z.string().max(300),
});
export type SaidField = z.infer<typeof SaidField>;

/** Reads a masked text a second time; null = it could not, for whatever reason. Never throws. */
export type SecondReader = {
  name(): string;
  read(shown: string, signal?: AbortSignal): Promise<SaidField[] | null>;
};

const shortestQuote = 2;

/**
 * The résumé with what a second reader found and the rules did not. A value counts only when its quote stands letter by
 * letter in the text that was shown and says that value; where the rules read something, theirs stands.
 */
export function withSecondReading(rules: Resume, shown: string, said: readonly SaidField[]): Resume {
  const resume: Resume = {
    ...rules,
    platforms: [...rules.platforms],
    skills: [...rules.skills],
    languages: [...rules.languages],
    evidence: { ...rules.evidence },
  };
  for (const one of said) {
    const quote = one.quote.trim();
    if (quote.length < shortestQuote || !shown.includes(quote) || masked.test(quote)) continue;
    if (add(resume, one.field, one.value.trim(), quote)) resume.evidence[names[one.field]] ??= quote;
  }
  const { expected_salary_min: min, expected_salary_max: max } = resume;
  // Half from the rules and half from elsewhere must still be a range.
  if (min !== null && max !== null && min > max)
    Object.assign(resume, {
      expected_salary_min: rules.expected_salary_min,
      expected_salary_max: rules.expected_salary_max,
    });
  return { ...resume, tags: withTags(rules, resume) };
}

/** Words that were blotted out, or stand for what was. */
const masked = new RegExp(`[${hidden}]|\\[[^\\]]*(?:隐藏|略去|hidden|left out)`, "iu");

const names: Record<SecondField, string> = {
  years_experience: "years_experience",
  expected_salary_min: "expected_salary_min",
  expected_salary_max: "expected_salary_max",
  city: "city",
  platform: "platforms",
  night_shift: "night_shift",
  single_rest_ok: "single_rest_ok",
  available_from: "available_from",
  typing_cpm: "typing_cpm",
  skill: "skills",
  language: "languages",
};

/** Puts a value where the rules left room and the quote bears it out; false = it was left out. */
function add(resume: Resume, field: SecondField, value: string, quote: string): boolean {
  switch (field) {
    case "years_experience": {
      const years = amount(value, 0, 45);
      if (resume.years_experience !== null || years === null || !saysYears(quote, years)) return false;
      resume.years_experience = years;
      return true;
    }
    case "expected_salary_min":
    case "expected_salary_max": {
      const pay = amount(value, 1000, 99_999);
      if (resume[field] !== null || pay === null || !saysNumber(quote, [pay, pay / 1000, pay / 10_000]))
        return false;
      resume[field] = pay;
      return true;
    }
    case "typing_cpm": {
      const speed = amount(value, 10, 600);
      if (resume.typing_cpm !== null || speed === null || !saysNumber(quote, [speed, speed / 5]))
        return false;
      resume.typing_cpm = speed;
      return true;
    }
    case "city": {
      const city = value.replace(/市$/u, "");
      if (resume.city !== null || !/^\p{Script=Han}{2,6}$/u.test(city) || !quote.includes(city)) return false;
      resume.city = city;
      return true;
    }
    case "night_shift":
    case "single_rest_ok": {
      const about =
        field === "night_shift" ? /班|夜|晚|night|evening|late|shift/iu : /休|歇|rest|days? off/iu;
      if (resume[field] !== null || !/^(?:true|false)$/.test(value) || !about.test(quote)) return false;
      resume[field] = value === "true";
      return true;
    }
    case "available_from": {
      if (resume.available_from !== null || !saysStart(quote, value)) return false;
      resume.available_from = value;
      return true;
    }
    case "platform":
      return addId(resume.platforms, platformIds, value, quote);
    case "skill":
      return addId(resume.skills, skillIds, value, quote);
    case "language":
      return addId(resume.languages, languageIds, value, quote);
    default:
      return field satisfies never;
  }
}

const languageIds: readonly string[] = [
  "zh",
  "en",
  "yue",
  "ja",
  "ko",
  "ru",
  "es",
  "fr",
  "de",
  "th",
  "vi",
  "pt",
  "ar",
];
/** A quote that denies something is no evidence that somebody has it. */
const denies = /没|不|无|未|别|\b(?:no|not|never|without)\b|n't/iu;

function addId<T extends string>(list: T[], known: readonly T[], value: string, quote: string): boolean {
  const id = known.find((one) => one === value);
  if (id === undefined || list.includes(id) || denies.test(quote)) return false;
  list.push(id);
  return true;
}

function amount(value: string, least: number, most: number): number | null {
  const read = /^\d{1,6}(?:\.\d{1,2})?$/.test(value) ? Number(value) : Number.NaN;
  return read >= least && read <= most ? read : null;
}

const numbersIn = (quote: string): number[] =>
  [...quote.normalize("NFKC").matchAll(new RegExp(numberPattern, "giu"))].map(([written]) =>
    numberOf(written),
  );

const saysNumber = (quote: string, wanted: readonly number[]): boolean =>
  numbersIn(quote).some((number) => wanted.some((one) => Math.abs(number - one) < 1e-6));

/** The years themselves (two and a half is near two), or two calendar years so far apart. */
function saysYears(quote: string, years: number): boolean {
  const numbers = numbersIn(quote);
  const calendar = numbers.filter((number) => number >= 1990 && number <= 2100);
  return (
    numbers.some((number) => Math.abs(number - years) <= 0.5 && number < 50) ||
    calendar.some((from) => calendar.some((to) => to > from && Math.abs(to - from - years) <= 1))
  );
}

function saysStart(quote: string, value: string): boolean {
  if (value === "immediate")
    return /随时|立即|马上|立刻|即刻|任何时候|immediate|any ?time|right away|at once/iu.test(quote);
  const days = Number(/^P(\d{1,3})D$/.exec(value)?.[1] ?? Number.NaN);
  if (Number.isNaN(days) || days > 180) return false;
  return saysNumber(quote, [
    days,
    ...(days % 7 === 0 ? [days / 7] : []),
    ...(days % 30 === 0 ? [days / 30] : []),
  ]);
}

/** Tags that follow from the fields that were added; what the rules found stays. */
function withTags(rules: Resume, resume: Resume): TagId[] {
  const fresh = <K extends "night_shift" | "single_rest_ok" | "available_from" | "typing_cpm">(field: K) =>
    rules[field] === null ? resume[field] : null;
  const on = (...ids: string[]) => resume.platforms.some((id) => ids.includes(id));
  const yes: Partial<Record<TagId, boolean>> = {
    night_ok: fresh("night_shift") === true,
    night_no: fresh("night_shift") === false,
    single_rest_ok: fresh("single_rest_ok") === true,
    single_rest_no: fresh("single_rest_ok") === false,
    immediate_start: fresh("available_from") === "immediate",
    fast_typist: (fresh("typing_cpm") ?? 0) >= 80,
    rules_pdd: on("pdd"),
    rules_taobao: on("taobao", "tmall", "tmall_global"),
    rules_jd: on("jd"),
    rules_douyin: on("douyin"),
    team_lead_experience: resume.skills.includes("team_lead"),
    phone_support_background: resume.skills.includes("phone_support"),
  };
  return tagIds.filter((id) => rules.tags.includes(id) || yes[id] === true);
}
