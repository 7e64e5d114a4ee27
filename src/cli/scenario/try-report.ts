import type { ScoringConfig } from "../../core/content/config.ts";
import type { Scenario } from "../../core/content/scenario.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { quantile } from "../../core/statistics/description.ts";
import { wilsonInterval } from "../../core/statistics/proportion.ts";
import { figure, percent, type Report, type Section, type Tone } from "../report/model.ts";
import type { Comparison } from "./compare.ts";
import type { Measured, PersonaFigures } from "./measure.ts";
import type { Group } from "./personas.ts";
import { findingsOf } from "./try-findings.ts";
import { branchSection, elementSection, gateSection } from "./try-parts.ts";
import { comparisonSection, methodSection, talkSection } from "./try-sections.ts";
import type { Book } from "./wording.ts";

export type Tried = {
  scenario: Scenario;
  version: string;
  config: ScoringConfig;
  measured: Measured;
  books: Readonly<Record<Locale, Book>>;
  seeds: number;
  seed: number;
  /** null = there is none, or it says the same; `against` tells which. */
  comparison: Comparison | null;
  against: string;
};

/** What `scenario try` shows, in one language. */
export function tryReport(tried: Tried, locale: Locale): Report {
  const { scenario, version, measured, seeds, seed, config } = tried;
  const t = (zh: string, en: string) => (locale === "en" ? en : zh);
  return {
    locale,
    title: t(
      `剧本试演 ${scenario.id}：${scenario.title.zh}`,
      `Trial of ${scenario.id}: ${scenario.title.en}`,
    ),
    facts: [
      t(
        `版本 ${version}，评分配置第 ${config.version} 版，合格线：高于 ${config.pass_above} 分`,
        `version ${version}, scoring configuration ${config.version}, pass line: above ${config.pass_above}`,
      ),
      t(
        `${measured.people.length} 种模拟候选人 × ${seeds} 个随机种子（从 ${seed} 起）＝ ${measured.sessions} 场`,
        `${measured.people.length} synthetic candidates × ${seeds} seeds (from ${seed}) = ${measured.sessions} sessions`,
      ),
      t(
        "只演角色扮演部分，分数是这一部分的总分，不含规则题",
        "the role-play alone: its own total, without the rule questions",
      ),
    ],
    sections: [
      {
        title: t("结论", "Findings"),
        notes: [],
        findings: findingsOf(scenario, config, measured, tried.books, locale),
      },
      peopleSection(tried, locale),
      elementSection(tried, locale),
      gateSection(tried, locale),
      branchSection(tried, locale),
      comparisonSection(tried, locale),
      talkSection(tried, locale),
      methodSection(tried, locale),
    ],
  };
}

const tones: Record<Group, Tone> = { good: "good", between: "warn", weak: "bad" };

function peopleSection({ measured, config }: Tried, locale: Locale): Section {
  const t = (zh: string, en: string) => (locale === "en" ? en : zh);
  const groups: Record<Group, string> = {
    good: t("好", "good"),
    between: t("中间", "between"),
    weak: t("差", "weak"),
  };
  const name = ({ persona }: PersonaFigures) => inLocale(persona.name, locale);
  const right = (label: string) => ({ label, align: "right" as const });
  return {
    title: t("各类候选人的得分", "Scores per persona"),
    notes: [
      t(
        "好的应当都在线的右边，差的都在左边；同一类人分得很散，说明分数取决于运气或分支。竖条是中位数，色块是中间一半。",
        "Good people belong right of the line, weak ones left of it; a wide spread within one kind means that luck or the branch decides. Bar = median, box = middle half.",
      ),
    ],
    plots: [
      {
        kind: "strip",
        label: t("角色扮演总分（0–100）", "Role-play total (0–100)"),
        mark: {
          at: config.pass_above,
          label: t(`合格线 ${config.pass_above}`, `pass line ${config.pass_above}`),
        },
        rows: measured.people.map((one) => ({
          label: `${name(one)} · ${groups[one.persona.group]}`,
          tone: tones[one.persona.group],
          values: one.totals,
        })),
      },
    ],
    tables: [
      {
        columns: [
          { label: t("候选人", "persona") },
          { label: t("组", "group") },
          right("n"),
          right(t("平均", "mean")),
          right(t("标准差", "sd")),
          right("P10"),
          right(t("中位", "median")),
          right("P90"),
          right(t("过线", "pass")),
          right(t("95% 区间", "95 % interval")),
          right(t("响应", "response")),
          right(t("完整", "complete")),
          right(t("用语", "conduct")),
        ],
        rows: measured.people.map((one) => {
          const { persona, totals, passes, dimensions } = one;
          const [low, high] = wilsonInterval(passes, totals.length);
          const rate = passes / totals.length;
          const wrong = persona.group === "good" ? rate < 0.8 : persona.group === "weak" && rate > 0.05;
          return [
            name(one),
            groups[persona.group],
            String(totals.length),
            figure(one.mean, 1),
            figure(one.sd, 1),
            figure(quantile(totals, 0.1), 1),
            figure(quantile(totals, 0.5), 1),
            figure(quantile(totals, 0.9), 1),
            wrong ? { text: percent(rate), tone: "bad" } : percent(rate),
            `${percent(low)}–${percent(high)}`,
            figure(dimensions.response, 0),
            figure(dimensions.completeness, 0),
            figure(dimensions.emotion, 0),
          ];
        }),
      },
      {
        caption: t("区分度（好组对差组）", "Discrimination, good against weak"),
        columns: [
          right("AUC"),
          right("d′"),
          right(t("好组过线", "good pass")),
          right(t("差组过线", "weak pass")),
        ],
        rows: [
          [
            figure(measured.auc, 3),
            figure(measured.dPrime),
            percent(measured.passGood),
            percent(measured.passWeak),
          ],
        ],
      },
    ],
  };
}
