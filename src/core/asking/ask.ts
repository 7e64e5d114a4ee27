import { channelName } from "../channel-names.ts";
import { inLocale, type Locale } from "../locale.ts";
import type { AskQuery, Doubt, Question, Reading } from "./query.ts";
import { readQuestion } from "./read-question.ts";
import { isChinese } from "./read-text.ts";
import { examples, type MetricInfo, metricName, replyTo } from "./wording.ts";

/** A question read, with what is said about it in the question's language. */
export type Asked = {
  kind: Reading["kind"];
  query: AskQuery | null;
  reply: string;
  locale: Locale;
  /** Questions to go on with, for buttons. */
  choices: string[];
  reading: Reading;
};

/** Reads a question about numbers. `known` gives the names and definitions of the metrics there are. */
export function ask(question: Question, known: readonly MetricInfo[]): Asked {
  const reading = readQuestion(question);
  const locale: Locale = isChinese(question.question) ? "zh-CN" : "en";
  return asked(reading, locale, known);
}

/** What is said about a reading. */
export function asked(reading: Reading, locale: Locale, known: readonly MetricInfo[]): Asked {
  const full: Reading =
    reading.kind === "clarify" && reading.choices.length === 0
      ? { ...reading, choices: choicesFor(reading.doubt, locale, known) }
      : reading;
  return {
    kind: full.kind,
    query: full.kind === "answer" ? full.query : null,
    reply: replyTo(full, locale, known),
    locale,
    choices: full.kind === "clarify" ? full.choices : full.kind === "refuse" ? [...examplesIn(locale)] : [],
    reading: full,
  };
}

const examplesIn = (locale: Locale): readonly string[] => inLocale(examples, locale);

function choicesFor(doubt: Doubt, locale: Locale, known: readonly MetricInfo[]): string[] {
  const names = (...ids: string[]) => ids.map((id) => metricName(id, locale, known));
  switch (doubt) {
    case "pass_rate":
      return names("assessment_pass_rate", "interview_pass_rate");
    case "unit_cost":
      return names("cost_per_resume", "cost_per_interview", "cost_per_hire");
    case "no_metric":
    case "unlisted_metric":
      return names("resumes", "resume_to_interview_rate", "hires", "cost_per_hire", "retention_90d");
    case "unknown_channel":
      return ["boss", "zhilian", "douyin", "58", "referral"].map((id) => channelName(id, locale));
    case "several_jobs":
    case "unknown_job":
    case "not_understood":
    case "excluding":
    case "too_fine":
    case "several_shifts":
    case "future":
      return [...examplesIn(locale)];
    default:
      return doubt satisfies never;
  }
}
