import { inLocale, type Locale } from "../../core/locale.ts";
import { figure, percent, type Section } from "../report/model.ts";
import type { Tried } from "./try-report.ts";

/** What each element is worth in telling good from weak people. */
export function elementSection({ scenario, measured }: Tried, locale: Locale): Section {
  const t = (zh: string, en: string) => (locale === "en" ? en : zh);
  const right = (label: string) => ({ label, align: "right" as const });
  const labelOf = (id: string) => {
    const element = scenario.elements.find((one) => one.id === id);
    return element ? inLocale(element.label, locale) : "";
  };
  return {
    title: t("得分项", "Elements"),
    notes: [
      t(
        "命中 = 拿到任何学分的场次。点二列相关：拿到这一项的场次，其余得分项的分数是否也高；接近 0 说明这一项分不出好坏，负数说明奖错了人。“说了→认出”：人物说了这一项的句子之后被规则认出的比例。",
        "Hit = sessions with any credit. Point-biserial: whether sessions that have the element also score on the others; near 0 it tells nobody apart, below 0 it rewards the wrong people. “Said → found”: how often a sentence for the element was recognised.",
      ),
    ],
    plots: [
      {
        kind: "bars",
        label: t("命中率", "Hit rates"),
        series: [t("好组", "good"), t("差组", "weak")],
        rows: measured.elements.map(({ id, hitGood, hitWeak }) => ({
          label: `${id} ${labelOf(id)}`,
          values: [hitGood, hitWeak],
        })),
      },
    ],
    tables: [
      {
        columns: [
          { label: t("项", "id") },
          right(t("权重", "weight")),
          right(t("好组", "good")),
          right(t("差组", "weak")),
          right(t("全部", "all")),
          right(t("点二列", "point-bis.")),
          right(t("主动", "unprompted")),
          right(t("追问后", "prompted")),
          right(t("部分", "partial")),
          right(t("没有", "absent")),
          right(t("说了→认出", "said → found")),
        ],
        rows: measured.elements.map((one) => {
          const weight = scenario.elements.find(({ id }) => id === one.id)?.w ?? 0;
          const { unprompted, prompted, partial, absent } = one.credits;
          const r = figure(one.pointBiserial);
          const part = (count: number) => percent(count / measured.sessions);
          return [
            one.id,
            String(weight),
            percent(one.hitGood),
            percent(one.hitWeak),
            percent(one.hitAll),
            one.pointBiserial >= 0.2 ? r : { text: r, tone: "warn" as const },
            part(unprompted),
            part(prompted),
            part(partial),
            part(absent),
            one.meant === 0 ? "–" : `${one.found}/${one.meant}`,
          ];
        }),
      },
    ],
  };
}

/** Who raised which gate. */
export function gateSection({ measured }: Tried, locale: Locale): Section {
  const t = (zh: string, en: string) => (locale === "en" ? en : zh);
  const gates = [...new Set(measured.people.flatMap((one) => Object.keys(one.gates)))].sort();
  const seen = measured.people.filter((one) => Object.keys(one.gates).length > 0);
  return {
    title: t("闸门（封顶）", "Gates (caps)"),
    notes: [
      t(
        "每类候选人有多少场触发。好的人不应出现在这里。",
        "In how many sessions of each persona a gate was raised. Good people should not be listed.",
      ),
    ],
    tables: [
      {
        columns: [
          { label: t("候选人", "persona") },
          ...gates.map((gate) => ({ label: gate, align: "right" as const })),
        ],
        rows: seen.map((one) => [
          inLocale(one.persona.name, locale),
          ...gates.map((gate) => {
            const count = Object.entries(one.gates).find(([id]) => id === gate)?.[1] ?? 0;
            const text = count === 0 ? "·" : percent(count / one.totals.length);
            return count > 0 && one.persona.group !== "weak" ? { text, tone: "bad" as const } : text;
          }),
        ]),
      },
    ],
  };
}

/** How often each line of the customer is said. */
export function branchSection({ scenario, measured }: Tried, locale: Locale): Section {
  const t = (zh: string, en: string) => (locale === "en" ? en : zh);
  const firstLine = (id: string) => {
    const line = [...scenario.opening, ...scenario.branches].find((one) => one.id === id);
    const [text = ""] = line ? inLocale(line.say, locale) : [];
    const most = locale === "en" ? 64 : 34;
    return text.length > most ? `${text.slice(0, most - 1)}…` : text;
  };
  return {
    title: t("客户台词覆盖", "Branch coverage"),
    notes: [
      t(
        "客户的每句台词在多少场里说到。谁都说不到的台词是死的，场场都说的台词没有选择性。",
        "In how many sessions each of the customer's lines is said. A line nobody reaches is dead; one that everybody gets selects nothing.",
      ),
    ],
    plots: [
      {
        kind: "bars",
        label: t("说到的场次", "Sessions in which it is said"),
        series: [t("好组", "good"), t("差组", "weak")],
        rows: measured.branches.map(({ id, good, weak }) => ({
          label: `${id} ${firstLine(id)}`,
          values: [good, weak],
        })),
      },
    ],
    tables: [
      {
        columns: [
          { label: t("台词", "line") },
          { label: t("好组", "good"), align: "right" },
          { label: t("差组", "weak"), align: "right" },
          { label: t("全部", "all"), align: "right" },
        ],
        rows: measured.branches.map(({ id, good, weak, all }) => [
          id,
          percent(good),
          percent(weak),
          all === 0 ? { text: t("从未", "never"), tone: "warn" } : percent(all),
        ]),
      },
    ],
  };
}
