import { addDays, type Day } from "../calendar-days.ts";
import type { Criterion } from "./criteria.ts";
import type { Tag, TagId } from "./tags.ts";

/**
 * The index of people is one bitmap per term. A tag gives the terms `tag` (shown or stated), `tag+` (shown) or `tag-`
 * (the opposite); a number gives a ladder of terms (`pay<=6500`, `start<=7`, `experience>=1`), one for each step that it
 * satisfies, so that a limit of a job is one term too.
 */
export const paySteps = Array.from({ length: 25 }, (_, i) => 3000 + 500 * i);
export const startSteps = [0, 7, 14, 30, 60] as const;
export const yearSteps = [0, 1, 2, 3, 5] as const;

/** May be matched to jobs they did not apply for: agreed to the talent pool, or added with a lawful basis. */
export const poolTerm = "pool";
/** Applied for this job. */
export const appliedTerm = (job: string): string => `applied:${job}`;

/** The terms of a person's tags as of `today`; `availableFrom` null = not known. */
export function termsOf(tags: readonly Tag[], availableFrom: Day | null, today: Day): string[] {
  const terms = tags.flatMap((tag) => ofTag(tag));
  return [...new Set([...terms, ...ofStart(availableFrom, today)])].sort();
}

function ofTag({ tag, level, value }: Tag): string[] {
  if (tag === "start") return [];
  if (level === "contrary") return [`${tag}-`];
  if (tag === "pay")
    return value === null
      ? ["pay?"]
      : ["pay-", ...paySteps.filter((step) => value <= step).map((step) => `pay<=${step}`)];
  if (tag === "experience")
    return yearSteps
      .filter((step) => step === 0 || (value ?? 0) >= step)
      .map((step) => `experience>=${step}`);
  return level === "shown" ? [tag, `${tag}+`] : [tag];
}

const ofStart = (from: Day | null, today: Day): string[] =>
  from === null
    ? []
    : [
        "start-",
        ...startSteps.filter((step) => from <= addDays(today, step)).map((step) => `start<=${step}`),
      ];

/** How a criterion is read from the index. `full` and `half` add up to what a person gets; `against` = the opposite. */
export type CriterionTerms = {
  full: string | null;
  half: string | null;
  plus: string | null;
  against: string;
};

/** The step of the ladder that a limit falls on: never one that lets in more than the job allows. */
export function termsFor({ tag, limit = 0 }: Pick<Criterion, "tag" | "limit">): CriterionTerms {
  switch (tag) {
    case "pay": {
      const step = paySteps.findLast((one) => one <= limit);
      return { full: step === undefined ? null : `pay<=${step}`, half: "pay?", plus: null, against: "pay-" };
    }
    case "start": {
      const step = startSteps.findLast((one) => one <= limit) ?? 0;
      return { full: `start<=${step}`, half: null, plus: null, against: "start-" };
    }
    case "experience": {
      const step = yearSteps.find((one) => one >= limit) ?? 5;
      return { full: `experience>=${step}`, half: null, plus: null, against: "experience-" };
    }
    default:
      return ofPlain(tag);
  }
}

const ofPlain = (tag: TagId): CriterionTerms => ({
  full: tag,
  half: null,
  plus: `${tag}+`,
  against: `${tag}-`,
});
