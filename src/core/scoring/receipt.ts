import type { Bilingual } from "../locale.ts";
import type { Assessment, Moment } from "./assessment.ts";

/** A result as its candidate is told it: the recruiter's numbers, and nothing but their own words. */
export type Receipt = {
  attempt: number;
  total: number;
  complaint: { total: number; response: number; completeness: number; emotion: number };
  ruleTotal: number;
  /** null = not taken. */
  rule: { accuracy: number; clarity: number; question?: string | undefined } | null;
  short: number | null;
  best: ReceiptMoment[];
  worst: ReceiptMoment[];
  /** The one thing to do differently next time; null = nothing cost a point. */
  advice: Bilingual | null;
};
type ReceiptMoment = { label: Bilingual; points: number; of: number; quote: string | null };

/** What of an assessment its candidate is told. */
export function receiptOf(assessment: Assessment): Receipt {
  const { attempt, total, complaint, ruleTotal, rule, short, best, worst } = assessment;
  const { response, completeness, emotion } = complaint;
  return {
    attempt,
    total,
    complaint: { total: complaint.total, response, completeness, emotion },
    ruleTotal,
    rule: rule && {
      accuracy: rule.accuracy,
      clarity: rule.clarity,
      ...(rule.question === undefined ? {} : { question: rule.question }),
    },
    short: short?.mean ?? null,
    best: best.map((moment) => toldOf(moment, assessment)),
    worst: worst.map((moment) => toldOf(moment, assessment)),
    advice: adviceOf(assessment) ?? (worst.length > 0 ? aboutQuestions : null),
  };
}

/** The weakest moment that is something to do for a customer; a missed quick question gives no advice by itself. */
export const adviceOf = ({ short, worst }: Pick<Assessment, "short" | "worst">): Bilingual | null =>
  worst.find((moment) => questionOf(moment, short) === null)?.label ?? null;

/** What there is to say to somebody who lost points on quick questions only. */
const aboutQuestions: Bilingual = {
  zh: "判断规则时多说一句理由；拿不准，就说去哪里核实",
  en: "Give a reason with every rule you judge; when unsure, say where you would check",
};

const toldOf = (moment: Moment, { short }: Assessment): ReceiptMoment => {
  const question = questionOf(moment, short);
  const label = question
    ? { zh: `判断题：${question.zh}`, en: `Quick question: ${question.en}` }
    : moment.label;
  return { label, points: moment.points, of: moment.of, quote: moment.quote?.text ?? null };
};

/** The statement of the quick question a moment is about; null = it is about something else. */
const questionOf = ({ label }: Moment, short: Assessment["short"]): Bilingual | null =>
  short?.items.find(({ statement }) => label.zh.includes(statement.zh))?.statement ?? null;
