import type { ScoringConfig } from "../../core/content/config.ts";
import type { Locale } from "../../core/locale.ts";
import { probabilityOfPass, roundHalfUp } from "../../core/scoring/composite.ts";
import { cohenKappa, confusion } from "../../core/statistics/agreement.ts";
import { decisionsOf, f1, precision, recall } from "../../core/statistics/classification.ts";
import { wilsonInterval } from "../../core/statistics/proportion.ts";
import { figure, percent, type Section } from "../report/model.ts";
import type { Credit, ScoredCase } from "./labels.ts";
import { agreementTable, calibrationSection, chooser, right } from "./parts.ts";

const creditOrder: readonly Credit[] = ["unprompted", "prompted", "partial", "absent"];
const mostWorst = 10;

/** What labelled transcripts or explanations say about totals, elements, gates and calibration, and where it is worst. */
export function scoredSections(
  cases: readonly ScoredCase[],
  config: ScoringConfig,
  locale: Locale,
): Section[] {
  return [
    totalsSection(cases, config, locale),
    elementSection(cases, locale),
    gateSection(cases, locale),
    passSection(cases, config, locale),
    worstSection(cases, locale),
  ];
}

const withTotal = (cases: readonly ScoredCase[]) =>
  cases.flatMap((one) => (one.expected.total === undefined ? [] : [{ ...one, want: one.expected.total }]));

function totalsSection(cases: readonly ScoredCase[], config: ScoringConfig, locale: Locale): Section {
  const t = chooser(locale);
  const totals = withTotal(cases);
  const banded = cases.flatMap(({ total, expected: { band } }) => (band ? [{ total, band }] : []));
  const inside = banded.filter(({ total, band: [low, high] }) => total >= low && total <= high).length;
  const [low, high] = wilsonInterval(inside, banded.length);
  const passes = (total: number) => roundHalfUp(total) > config.pass_above;
  const sides = decisionsOf(totals.map(({ want, total }) => [passes(want), passes(total)]));
  return {
    title: t("总分", "Totals"),
    notes: [
      t(
        "QWK：把分数切成 10 分一档，按差距平方加权的一致度；分数扎堆时会失真，所以同时看 MAE。",
        "QWK: agreement of scores in steps of 10, weighted by the square of the distance; it misleads where scores bunch, so read it with the MAE.",
      ),
    ],
    plots: [
      {
        kind: "square",
        label: t("人工分与系统分", "People's score and ours"),
        x: t("人工 →", "people →"),
        y: t("系统", "ours"),
        most: 100,
        mark: config.pass_above,
        points: totals.map(({ id, of, want, total }) => ({
          x: want,
          y: total,
          label: `${nameOf({ of, id })}: ${figure(want, 1)} / ${figure(total, 1)}`,
        })),
      },
    ],
    tables: [
      agreementTable(
        totals.map(({ want, total }) => [want, total] as const),
        locale,
      ),
      {
        columns: [
          { label: t("区间与过线", "bands and pass line") },
          right(t("对", "right")),
          right("n"),
          right(t("比例", "share")),
          right(t("95% 区间", "95 % interval")),
        ],
        rows: [
          [
            t("落在人工区间内", "inside the labelled band"),
            String(inside),
            String(banded.length),
            percent(inside / banded.length),
            `${percent(low)}–${percent(high)}`,
          ],
          [
            t(`过线（>${config.pass_above}）判断一致`, `same side of the pass line (>${config.pass_above})`),
            String(sides.truePositive + sides.trueNegative),
            String(totals.length),
            percent((sides.truePositive + sides.trueNegative) / totals.length),
            t(
              `误过 ${sides.falsePositive}，误拒 ${sides.falseNegative}`,
              `${sides.falsePositive} wrongly passed, ${sides.falseNegative} wrongly not`,
            ),
          ],
        ],
      },
    ],
  };
}

function elementSection(cases: readonly ScoredCase[], locale: Locale): Section {
  const t = chooser(locale);
  const names: Record<Credit, string> = {
    unprompted: t("主动", "unprompted"),
    prompted: t("追问后", "prompted"),
    partial: t("部分", "partial"),
    absent: t("没有", "absent"),
  };
  const rated = cases.flatMap(({ of, credits }) =>
    credits.map((credit) => ({ ...credit, key: `${of} ${credit.id}` })),
  );
  const tableOf = (list: typeof rated) =>
    confusion(
      creditOrder,
      list.map(({ expected, found }) => [expected, found] as const),
    );
  const has = (list: typeof rated) =>
    decisionsOf(list.map(({ expected, found }) => [expected !== "absent", found !== "absent"]));
  const keys = [...new Set(rated.map(({ key }) => key))].sort();
  const pooled = tableOf(rated);
  const figures = keys.map((key) => {
    const own = rated.filter((one) => one.key === key);
    return { key, own, kappa: cohenKappa(tableOf(own)), decisions: has(own) };
  });
  return {
    title: t("得分项", "Elements"),
    notes: [
      t(
        `全部得分项合并、四种学分不加权的 Cohen κ：${figure(cohenKappa(pooled), 3)}（${rated.length} 个判断，完全一致 ${percent(rated.filter(({ expected, found }) => expected === found).length / rated.length)}）。F1 看有没有拿到学分，不论多少。`,
        `Unweighted Cohen κ over the four credits, all elements pooled: ${figure(cohenKappa(pooled), 3)} (${rated.length} judgements, ${percent(rated.filter(({ expected, found }) => expected === found).length / rated.length)} the same). F1 asks whether there is any credit.`,
      ),
    ],
    plots: [
      {
        kind: "bars",
        label: t("每项的 F1", "F1 per element"),
        series: ["F1"],
        rows: figures.map(({ key, decisions }) => ({ label: key, values: [f1(decisions)] })),
      },
    ],
    tables: [
      {
        caption: t("行＝人工，列＝系统", "rows = people, columns = ours"),
        columns: [{ label: "" }, ...creditOrder.map((credit) => right(names[credit]))],
        rows: creditOrder.map((credit, i) => [
          names[credit],
          ...(pooled[i] ?? []).map((count, j) =>
            i !== j && count > 0 ? { text: String(count), tone: "warn" as const } : String(count),
          ),
        ]),
      },
      {
        columns: [
          { label: t("项", "element") },
          right("n"),
          right("κ"),
          right("F1"),
          right(t("精确率", "precision")),
          right(t("召回率", "recall")),
          { label: t("最常见的分歧（人工→系统）", "commonest difference (people → ours)") },
        ],
        rows: figures.map(({ key, own, kappa, decisions }) => [
          key,
          String(own.length),
          figure(kappa),
          figure(f1(decisions)),
          figure(precision(decisions)),
          figure(recall(decisions)),
          commonest(
            own.flatMap(({ expected, found }) =>
              expected === found ? [] : [`${names[expected]} → ${names[found]}`],
            ),
          ),
        ]),
      },
    ],
  };
}

function gateSection(cases: readonly ScoredCase[], locale: Locale): Section {
  const t = chooser(locale);
  const labelled = cases.flatMap(({ gates, expected }) =>
    expected.gates ? [{ found: gates, want: expected.gates }] : [],
  );
  const names = [...new Set(labelled.flatMap(({ found, want }) => [...found, ...want]))].sort();
  const same = labelled.filter(({ found, want }) =>
    names.every((gate) => found.includes(gate) === want.includes(gate)),
  );
  return {
    title: t("闸门", "Gates"),
    notes: [
      t(
        `闸门完全一致的有 ${same.length} / ${labelled.length}。`,
        `Exactly the labelled gates in ${same.length} of ${labelled.length}.`,
      ),
    ],
    tables: [
      {
        columns: [
          { label: t("闸门", "gate") },
          right(t("该有且有", "hit")),
          right(t("该有没有", "missed")),
          right(t("不该有却有", "false alarm")),
          right(t("不该有也没有", "rightly none")),
          right("F1"),
        ],
        rows: names.map((gate) => {
          const d = decisionsOf(
            labelled.map(({ found, want }) => [want.includes(gate), found.includes(gate)]),
          );
          const bad = (count: number) => (count > 0 ? { text: String(count), tone: "bad" as const } : "0");
          return [
            gate,
            String(d.truePositive),
            bad(d.falseNegative),
            bad(d.falsePositive),
            String(d.trueNegative),
            figure(f1(d)),
          ];
        }),
      },
    ],
  };
}

const passSection = (cases: readonly ScoredCase[], config: ScoringConfig, locale: Locale): Section =>
  calibrationSection(
    withTotal(cases).map(({ want, total }) => [
      probabilityOfPass(config, total),
      roundHalfUp(want) > config.pass_above,
    ]),
    chooser(locale)(
      `预测 = 由系统分算出的“真实水平达到 ${config.pass_above}”的概率；实际 = 人工分高于 ${config.pass_above}。公式的信度是为整场总分定的，单项任务的可靠性更低，这里只作参考。`,
      `Forecast = P(true score ≥ ${config.pass_above}) from our score; came true = the people's score is above ${config.pass_above}. The formula's reliability is that of a whole session, one task is less reliable: take it as a guide.`,
    ),
    locale,
  );

function worstSection(cases: readonly ScoredCase[], locale: Locale): Section {
  const t = chooser(locale);
  const differing = (one: ScoredCase) => one.credits.filter(({ expected, found }) => expected !== found);
  const wrongGates = ({ gates, expected }: ScoredCase) =>
    expected.gates
      ? [
          ...gates.filter((g) => !expected.gates?.includes(g)).map((g) => `+${g}`),
          ...expected.gates.filter((g) => !gates.includes(g)).map((g) => `−${g}`),
        ]
      : [];
  const error = ({ total, expected }: ScoredCase) => Math.abs(total - (expected.total ?? total));
  const order = [...cases].sort((a, b) => error(b) - error(a) || differing(b).length - differing(a).length);
  const worst = order
    .filter((one) => error(one) >= 0.05 || differing(one).length > 0 || wrongGates(one).length > 0)
    .slice(0, mostWorst);
  return {
    title: t("最差的个案", "Worst cases"),
    notes: worst.length === 0 ? [t("没有任何分歧。", "Nothing differs.")] : [],
    tables: [
      {
        columns: [
          { label: t("个案", "case") },
          right(t("人工", "people")),
          right(t("系统", "ours")),
          right(t("差", "error")),
          { label: t("分歧", "differences") },
        ],
        rows: worst.map((one) => [
          nameOf(one),
          figure(one.expected.total ?? Number.NaN, 1),
          figure(one.total, 1),
          figure(one.total - (one.expected.total ?? Number.NaN), 1),
          [
            ...differing(one).map(({ id, expected, found }) => `${id} ${expected} → ${found}`),
            ...wrongGates(one),
          ].join(t("；", "; ")),
        ]),
      },
    ],
    details: worst.map((one) => ({ title: nameOf(one), lines: one.text })),
  };
}

/** Most ids name the scenario themselves. */
const nameOf = ({ of, id }: { of: string; id: string }): string => (id.startsWith(of) ? id : `${of} ${id}`);

function commonest(list: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  return first ? `${first[0]} ×${first[1]}` : "";
}
