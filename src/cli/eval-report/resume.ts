import type { Locale } from "../../core/locale.ts";
import { agreementOf, f1Of } from "../../core/resume/agreement.ts";
import { figure, percent, type Section } from "../report/model.ts";
import type { ResumeCase } from "./labels.ts";
import { chooser, right } from "./parts.ts";

const mostWorst = 60;

/** How well what a résumé says was read, field by field. */
export function resumeSections(cases: readonly ResumeCase[], locale: Locale): Section[] {
  const t = chooser(locale);
  const agreement = agreementOf(cases);
  const share = ({ right: hits, of }: { right: number; of: number }) =>
    of === 0 ? "–" : `${percent(hits / of)} (${hits}/${of})`;
  return [
    {
      title: t("字段", "Fields"),
      notes: [
        t(
          "“写明的”只算简历里有的字段，“全部”还要求没写的留空。年限相差 0.3 年以内算对。",
          "“Stated” counts fields the résumé has, “all” also asks that the rest stay empty. Years may differ by 0.3.",
        ),
      ],
      tables: [
        {
          columns: [{ label: t("字段", "field") }, right(t("写明的", "stated")), right(t("全部", "all"))],
          rows: [
            ...Object.entries(agreement.byField).map(([field, { stated, all }]) => [
              field,
              share(stated),
              share(all),
            ]),
            [t("合计", "together"), share(agreement.stated), share(agreement.all)],
          ],
        },
        {
          caption: t("编造的号码和姓名", "Invented numbers and names"),
          columns: [right(t("手机号", "phones")), right(t("姓名", "names"))],
          rows: [[String(agreement.inventedPhones), String(agreement.inventedNames)]],
        },
        {
          columns: [
            { label: t("列表", "list") },
            right("F1"),
            right(t("对", "right")),
            right(t("多", "too many")),
            right(t("漏", "missed")),
          ],
          rows: Object.entries(agreement.lists).map(([field, hits]) => [
            field,
            figure(f1Of(hits), 3),
            String(hits.hit),
            String(hits.extra),
            String(hits.missed),
          ]),
        },
      ],
    },
    {
      title: t("不一致的地方", "Where we differ"),
      notes: [
        t(
          `共 ${agreement.differences.length} 处，列出前 ${Math.min(mostWorst, agreement.differences.length)} 处。`,
          `${agreement.differences.length} in all, the first ${Math.min(mostWorst, agreement.differences.length)} shown.`,
        ),
      ],
      tables: [
        {
          columns: [
            { label: "id" },
            { label: t("字段", "field") },
            { label: t("人工", "people") },
            { label: t("系统", "ours") },
          ],
          rows: agreement.differences
            .slice(0, mostWorst)
            .map(({ id, field, people, ours }) => [id, field, people, ours]),
        },
      ],
    },
  ];
}
