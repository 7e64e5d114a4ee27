import { z } from "zod";
import { AskQuery } from "../../core/asking/query.ts";
import type { Locale } from "../../core/locale.ts";
import { percent, type Section } from "../report/model.ts";
import type { Evaluated } from "./labels.ts";
import { chooser, right } from "./parts.ts";

const Kind = z.enum(["answer", "clarify", "refuse"]);
const Expected = z.object({ kind: Kind, query: AskQuery.nullable().default(null) });
const Input = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  question: z.string(),
  context: z.array(z.string()).default([]),
  expected: Expected,
});
const Output = z.object({ kind: Kind, query: AskQuery.nullable() });

/** A question with the reading people expect and the one it got. */
export type AskCase = z.infer<typeof Input> & { got: z.infer<typeof Output>; right: boolean };

/** Lines of `eval ask` with `expected: {kind, query}`; right = the same kind and exactly the same query. */
export function askCases(lines: readonly Evaluated[]): AskCase[] {
  return lines.flatMap(({ input, output }) => {
    const got = Output.safeParse(output);
    const labelled = Input.safeParse(input);
    if (!got.success || !labelled.success) return [];
    const { expected } = labelled.data;
    return [{ ...labelled.data, got: got.data, right: sameReading(expected, got.data) }];
  });
}

const sameReading = (a: z.infer<typeof Output>, b: z.infer<typeof Output>): boolean =>
  a.kind === b.kind && JSON.stringify(inOrder(a.query)) === JSON.stringify(inOrder(b.query));

const inOrder = (query: AskQuery | null) => (query === null ? null : AskQuery.parse(query));

/** How many questions were read as people read them, by kind, and each one that was not. */
export function askSections(cases: readonly AskCase[], locale: Locale): Section[] {
  const t = chooser(locale);
  const kinds = ["answer", "clarify", "refuse"] as const;
  const row = (label: string, some: readonly AskCase[]): string[] => {
    const hits = some.filter((one) => one.right).length;
    return [label, String(hits), String(some.length), some.length === 0 ? "–" : percent(hits / some.length)];
  };
  return [
    {
      title: t("读对的问题", "Questions read as expected"),
      notes: [
        t(
          "读对 = 类型相同，且查询的每一项都完全相同。",
          "Right = the same kind, and every part of the query exactly the same.",
        ),
      ],
      tables: [
        {
          columns: [
            { label: t("应为", "expected") },
            right(t("读对", "right")),
            right("n"),
            right(t("比例", "share")),
          ],
          rows: [
            ...kinds.map((kind) =>
              row(
                kind,
                cases.filter(({ expected }) => expected.kind === kind),
              ),
            ),
            row(t("合计", "all"), cases),
          ],
        },
      ],
    },
    {
      title: t("读错的问题", "Questions read otherwise"),
      notes: [],
      tables: [
        {
          columns: [
            { label: "id" },
            { label: t("问题", "question") },
            { label: t("应为", "expected") },
            { label: t("系统", "ours") },
          ],
          rows: cases
            .filter((one) => !one.right)
            .map(({ id, context, question, expected, got }) => [
              id,
              [...context, question].join(" → "),
              short(expected),
              short(got),
            ]),
        },
      ],
    },
  ];
}

function short({ kind, query }: z.infer<typeof Output>): string {
  if (query === null) return kind;
  const { metric, group_by, filters, from, to, compare, order, limit } = query;
  const parts = [
    group_by.join(","),
    filters.channel?.join(","),
    filters.job,
    filters.shift,
    from || to ? `${from ?? ""}..${to ?? ""}` : null,
    compare,
    order,
    limit,
  ];
  return [metric, ...parts.filter((part) => part !== null && part !== undefined && part !== "")].join(" ");
}
