import type { Locale } from "../../core/locale.ts";
import { decisionsOf, f1, macroF1, precision, recall } from "../../core/statistics/classification.ts";
import { auc } from "../../core/statistics/discrimination.ts";
import { wilsonInterval } from "../../core/statistics/proportion.ts";
import { figure, percent, type Section } from "../report/model.ts";
import type { ConductCase } from "./labels.ts";
import { calibrationSection, chooser, right } from "./parts.ts";

const mostWorst = 20;

/** How well aggressive language is told from the rest on labelled lines. */
export function conductSections(cases: readonly ConductCase[], locale: Locale): Section[] {
  const t = chooser(locale);
  const all = decisionsOf(cases.map(({ label, aggressive }) => [label, aggressive]));
  const share = (hits: number, n: number) => {
    const [low, high] = wilsonInterval(hits, n);
    return `${percent(hits / n)} (${percent(low)}–${percent(high)})`;
  };
  const kinds = [...new Set(cases.flatMap(({ kind }) => (kind === undefined ? [] : [kind])))].sort();
  const wrong = cases
    .filter(({ label, aggressive }) => label !== aggressive)
    .sort((a, b) => distance(b) - distance(a));
  return [
    {
      title: t("攻击性用语的判断", "Aggressive language"),
      notes: [
        t(
          "宏 F1 是“是”与“否”两边 F1 的平均；误报 = 正常的话被判为攻击。括号里是 95% 区间。",
          "Macro F1 is the mean F1 of yes and no; a false alarm is a harmless line called aggressive. In brackets the 95 % interval.",
        ),
      ],
      tables: [
        {
          columns: [
            right("n"),
            right(t("宏 F1", "macro F1")),
            right("F1"),
            right(t("精确率", "precision")),
            right(t("召回率", "recall")),
            right("AUC"),
            right(t("误报", "false alarms")),
          ],
          rows: [
            [
              String(cases.length),
              figure(macroF1(all), 3),
              figure(f1(all), 3),
              figure(precision(all), 3),
              figure(recall(all), 3),
              figure(
                auc(
                  cases.filter(({ label }) => label).map(({ probability }) => probability),
                  cases.filter(({ label }) => !label).map(({ probability }) => probability),
                ),
                3,
              ),
              share(all.falsePositive, all.falsePositive + all.trueNegative),
            ],
          ],
        },
        {
          caption: t("行＝人工，列＝系统", "rows = people, columns = ours"),
          columns: [{ label: "" }, right(t("攻击", "aggressive")), right(t("正常", "harmless"))],
          rows: [
            [t("攻击", "aggressive"), String(all.truePositive), String(all.falseNegative)],
            [t("正常", "harmless"), String(all.falsePositive), String(all.trueNegative)],
          ],
        },
        ...(kinds.length === 0
          ? []
          : [
              {
                columns: [
                  { label: t("类别", "kind") },
                  right("n"),
                  right(t("判为攻击", "called aggressive")),
                  right(t("判对", "right")),
                ],
                rows: kinds.map((kind) => {
                  const own = cases.filter((one) => one.kind === kind);
                  const called = own.filter(({ aggressive }) => aggressive).length;
                  const hit = own.filter(({ label, aggressive }) => label === aggressive).length;
                  return [kind, String(own.length), share(called, own.length), percent(hit / own.length)];
                }),
              },
            ]),
      ],
    },
    calibrationSection(
      cases.map(({ probability, label }) => [probability, label]),
      t(
        "预测 = 系统给出的概率；实际 = 人工标注为攻击。",
        "Forecast = our probability; came true = people call it aggressive.",
      ),
      locale,
    ),
    {
      title: t("最有把握的错误", "Most confident mistakes"),
      notes: [
        t(
          `共 ${wrong.length} 处，列出前 ${Math.min(mostWorst, wrong.length)} 处。`,
          `${wrong.length} in all, the first ${Math.min(mostWorst, wrong.length)} shown.`,
        ),
      ],
      tables: [
        {
          columns: [
            { label: "id" },
            { label: t("人工", "people") },
            right(t("概率", "probability")),
            { label: t("原文", "text") },
          ],
          rows: wrong
            .slice(0, mostWorst)
            .map(({ id, label, probability, text }) => [
              id,
              label ? t("攻击", "aggressive") : t("正常", "harmless"),
              figure(probability),
              text.length > 120 ? `${text.slice(0, 119)}…` : text,
            ]),
        },
      ],
    },
  ];
}

const distance = ({ label, probability }: ConductCase): number => Math.abs(Number(label) - probability);
