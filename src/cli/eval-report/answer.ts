import type { Locale } from "../../core/locale.ts";
import { figure, type Section } from "../report/model.ts";
import type { AnswerCase } from "./labels.ts";
import { agreementTable, chooser, right } from "./parts.ts";

const mostWorst = 20;

/** How the short-answer scorer agrees with people's scores; both are shown in percent. */
export function answerSections(cases: readonly AnswerCase[], locale: Locale): Section[] {
  const t = chooser(locale);
  const pairs = cases.map(({ expected, score }) => [100 * expected, 100 * score] as const);
  const worst = [...cases].sort((a, b) => Math.abs(b.score - b.expected) - Math.abs(a.score - a.expected));
  return [
    {
      title: t("得分", "Scores"),
      notes: [t("分数按百分制显示；QWK 按 10 分一档。", "Scores in percent; QWK in steps of 10.")],
      plots: [
        {
          kind: "square",
          label: t("人工分与系统分", "People's score and ours"),
          x: t("人工 →", "people →"),
          y: t("系统", "ours"),
          most: 100,
          points: cases.map(({ id, expected, score }) => ({
            x: 100 * expected,
            y: 100 * score,
            label: id,
          })),
        },
      ],
      tables: [agreementTable(pairs, locale)],
    },
    {
      title: t("最差的个案", "Worst cases"),
      notes: [],
      tables: [
        {
          columns: [
            { label: "id" },
            right(t("人工", "people")),
            right(t("系统", "ours")),
            { label: t("题目", "question") },
            { label: t("答案", "answer") },
          ],
          rows: worst
            .slice(0, mostWorst)
            .map(({ id, expected, score, question, answer }) => [
              id,
              figure(expected),
              figure(score),
              question,
              answer,
            ]),
        },
      ],
    },
  ];
}
