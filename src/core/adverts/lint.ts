import { inLocale, type Locale } from "../locale.ts";
import { lintEn } from "./lint-en.ts";
import type { LintRule } from "./lint-rule.ts";
import { type AdvertProblem, advertProblems } from "./lint-words.ts";
import { lintZh } from "./lint-zh.ts";

/** One wording that may not, or had better not, stand there. `quote` = the piece of the text that says it. */
export type Finding = { problem: AdvertProblem; level: "unlawful" | "check"; quote: string };

/**
 * Wordings about age, sex, family, origin, health, looks, photos and belief, and demands for money or unpaid work, in
 * Chinese and English; each problem once per clause, in the order of the text. Only wordings that say something about
 * applicants are found: what is sold, whom the shop serves and what is expressly not asked stay.
 */
export function lintAdvert(text: string): Finding[] {
  const chinese = clauses(withoutGaps(text), /[。;；!！?？\n,，]/).flatMap((clause) => found(clause, lintZh));
  const english = clauses(text, /[.;!?\n]/).flatMap((clause) => found(clause, lintEn));
  return [...chinese, ...english];
}

/** The findings that forbid publishing. */
export const unlawfulIn = (text: string): Finding[] =>
  lintAdvert(text).filter(({ level }) => level === "unlawful");

/** What is wrong with a job's title and what to write instead, in one sentence; null = nothing. */
export function lintTitle(title: string, locale: Locale): string | null {
  const [first] = unlawfulIn(title);
  return first ? explainFinding(first, locale) : null;
}

/** A finding for people: what stands there, what it is about, what to write instead. */
export function explainFinding({ problem, quote }: Finding, locale: Locale): string {
  const { name, instead } = advertProblems[problem];
  return locale === "en"
    ? `“${quote}” is about ${inLocale(name, locale).toLowerCase()}. ${instead.en}`
    : `“${quote}”涉及${name.zh}。${instead.zh}`;
}

function found(clause: string, rules: readonly LintRule[]): Finding[] {
  const read = folded(clause);
  const seen = new Set<AdvertProblem>();
  return rules.flatMap(({ problem, say, unless }) => {
    if (seen.has(problem) || unless?.test(read)) return [];
    const match = say.exec(read);
    if (!match) return [];
    seen.add(problem);
    const quote = clause.slice(match.index, match.index + match[0].length).trim();
    return [{ problem, level: advertProblems[problem].level, quote }];
  });
}

const clauses = (text: string, marks: RegExp): string[] =>
  text.split(marks).flatMap((clause) => (clause.trim() === "" ? [] : [clause.trim()]));

/** Gaps and dots put between characters hide nothing: "限 女", "限·女". */
const withoutGaps = (text: string): string =>
  text.replace(/(?<=[\p{Script=Han}\d~-])[·•*_|\t \u3000]+(?=[\p{Script=Han}\d~-])/gu, "");

/** Lower case and half width, letter by letter, so that places stay the same. */
const folded = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
