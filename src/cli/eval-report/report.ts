import type { Content } from "../../content.ts";
import type { Locale } from "../../core/locale.ts";
import type { Report, Section } from "../report/model.ts";
import { answerSections } from "./answer.ts";
import { askCases, askSections } from "./ask.ts";
import { conductSections } from "./conduct.ts";
import { answerCases, conductCases, type Evaluated, resumeCases, scoredCases } from "./labels.ts";
import { chooser } from "./parts.ts";
import { resumeSections } from "./resume.ts";
import { scoredSections } from "./scored.ts";

type Build = (
  lines: readonly Evaluated[],
  content: Content,
  locale: Locale,
) => { cases: number; sections: Section[] };

const scored: Build = (lines, content, locale) => {
  const cases = scoredCases(lines);
  return { cases: cases.length, sections: scoredSections(cases, content.config.value, locale) };
};

/** Every evaluation that can be reported on, by name. */
const builders: Record<string, { label: string; build: Build }> = {
  scenario: { label: "expected: {total, band, elements, gates}", build: scored },
  rule: { label: "expected: {total, band, facts, gates}", build: scored },
  conduct: {
    label: "label: 0 or 1",
    build: (lines, _, locale) => {
      const cases = conductCases(lines);
      return { cases: cases.length, sections: conductSections(cases, locale) };
    },
  },
  ask: {
    label: "expected: {kind, query}",
    build: (lines, _, locale) => {
      const cases = askCases(lines);
      return { cases: cases.length, sections: askSections(cases, locale) };
    },
  },
  resume: {
    label: "expected: {name, phone, platforms, …}",
    build: (lines, _, locale) => {
      const cases = resumeCases(lines);
      return { cases: cases.length, sections: resumeSections(cases, locale) };
    },
  },
  answer: {
    label: "score: 0..1",
    build: (lines, _, locale) => {
      const cases = answerCases(lines);
      return { cases: cases.length, sections: answerSections(cases, locale) };
    },
  },
};

/** Names of the evaluations that `--report` is for. */
export const reportable = Object.keys(builders);

/** The report on the labelled lines; throws an Error that says which labels it looks for when there are none. */
export function evalReport(
  name: string,
  lines: readonly Evaluated[],
  content: Content,
  locale: Locale,
): Report {
  const builder = builders[name];
  if (!builder)
    throw new Error(`there is no report on "${name}"; use --report with ${reportable.join(", ")}`);
  const { cases, sections } = builder.build(lines, content, locale);
  if (cases === 0)
    throw new Error(`no line has labels to report on; add ${builder.label} to the input lines`);
  const t = chooser(locale);
  return {
    locale,
    title: t(`评测报告：${name}`, `Evaluation of ${name}`),
    facts: [
      t(
        `${lines.length} 行输入，其中 ${cases} 行有人工标注`,
        `${lines.length} input lines, ${cases} with labels`,
      ),
      t(
        "“人工”是输入行里的标注，“系统”是本次算出的结果",
        "“people” are the labels of the input lines, “ours” is what was computed now",
      ),
    ],
    sections,
  };
}
