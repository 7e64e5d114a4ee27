import type { KnownBlock } from "@slack/types";
import type { AskQuery } from "../../core/asking/query.ts";
import { queryInWords } from "../../core/asking/wording.ts";
import { keyName } from "../../core/charts/keys.ts";
import { measured, range } from "../../core/charts/words.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { difference, type MetricAnswer, type MetricRow } from "../../metrics/answer.ts";
import type { Metric } from "../../metrics/metric.ts";
import { clip, mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";
import { button } from "./buttons.ts";

/** An answer in words, before a surface shows it; nothing in it is escaped. */
export type AnswerText = { lead: string; lines: string[]; notes: string[]; command: string | null };

/** Rows shown at once; the command shows all of them. */
const shownRows = 24;
const maxSection = 2900;

/** Number, interval, n, definition, filters, period, and the command that gives it again. */
export function answerText(
  metric: Metric,
  answer: MetricAnswer,
  query: AskQuery,
  locale: Locale,
): AnswerText {
  const before = new Map((answer.compare?.rows ?? []).map((row) => [JSON.stringify(row.group), row]));
  const lines = answer.rows.slice(0, shownRows).map((row) => {
    const name = Object.entries(row.group)
      .map(([dim, key]) => keyName(dim, key, locale))
      .join(" · ");
    const earlier = before.get(JSON.stringify(row.group));
    const parts = [value(metric, row, locale), answer.compare ? change(metric, row, earlier, locale) : ""];
    return `${name === "" ? "" : `${name}${say(locale, "：", ": ")}`}${parts.filter(Boolean).join(say(locale, "；", "; "))}`;
  });
  const left = answer.rows.length - lines.length;
  if (left > 0) lines.push(say(locale, `……还有 ${left} 行`, `… and ${left} more rows`));
  if (lines.length === 0) lines.push(say(locale, "没有数据", "no data"));
  const compared = answer.compare
    ? [
        say(
          locale,
          `对比期：${answer.compare.from} 至 ${answer.compare.to}`,
          `compared with ${answer.compare.from} to ${answer.compare.to}`,
        ),
      ]
    : [];
  const turn =
    metric.id === "retention_90d" ? [say(locale, "离职率 = 1 − 留存率", "turnover = 1 − retention")] : [];
  return {
    lead: inLocale(metric.name, locale),
    lines,
    notes: [
      [...queryInWords(query, locale), ...compared, ...turn].join(say(locale, "；", "; ")),
      `${say(locale, "口径：", "Definition: ")}${inLocale(metric.definition, locale)}`,
    ],
    command: answer.reproduce,
  };
}

function value(metric: Metric, row: MetricRow, locale: Locale): string {
  const { numerator, denominator, interval, n, small_sample, hidden, note, extra } = row;
  if (note === "no_data") return say(locale, "没有数据", "no data");
  const share = numerator !== null && denominator !== null ? `${round(numerator)}/${denominator}` : null;
  if (hidden)
    return say(
      locale,
      `样本太少，不显示比例（${share ?? `n=${n}`}）`,
      `too few for a percentage (${share ?? `n=${n}`})`,
    );
  if (row.value === null)
    return metric.id === "time_to_fill"
      ? say(locale, "还没招满", "not filled yet")
      : say(locale, "还没有结果", "no result yet");
  const inverse =
    metric.id === "retention_90d"
      ? say(
          locale,
          `离职率 ${measured(1 - row.value, "rate", locale)}`,
          `turnover ${measured(1 - row.value, "rate", locale)}`,
        )
      : null;
  const basis = [
    inverse,
    share,
    interval ? say(locale, `95% 区间 ${range(interval)}`, `95% interval ${range(interval)}`) : null,
    metric.unit === "count" || share !== null ? null : `n=${n}`,
    metric.id === "interviews" && extra
      ? say(locale, `其中已面试 ${extra.held}`, `held: ${extra.held}`)
      : null,
    metric.id === "time_to_hire" && extra ? `P80 ${extra.p80}` : null,
    extra?.alarm === true ? say(locale, "骤降报警", "drop alarm") : null,
    small_sample && n > 0 ? say(locale, "仅供参考", "small sample") : null,
  ].filter((part) => part !== null);
  const figure = measured(row.value, metric.unit, locale);
  return basis.length > 0 ? `${figure}（${basis.join(say(locale, "，", ", "))}）` : figure;
}

const round = (count: number): number => Number(count.toFixed(2));

function change(metric: Metric, row: MetricRow, before: MetricRow | undefined, locale: Locale): string {
  if (!before || before.value === null || before.note !== null)
    return say(locale, "对比期没有数据", "no data in the period compared");
  const { delta, delta_pct } = difference(row, before);
  const was = say(
    locale,
    `对比期 ${measured(before.value, metric.unit, locale)}`,
    `before: ${measured(before.value, metric.unit, locale)}`,
  );
  if (delta === null) return was;
  const sign = delta > 0 ? "+" : delta < 0 ? "−" : "±";
  if (metric.unit === "rate")
    return `${was}${say(locale, "，", ", ")}${sign}${Math.abs(100 * delta).toFixed(1)} ${say(locale, "个百分点", "points")}`;
  const share =
    delta_pct === null
      ? ""
      : say(
          locale,
          `（${sign}${Math.abs(100 * delta_pct).toFixed(0)}%）`,
          ` (${sign}${Math.abs(100 * delta_pct).toFixed(0)}%)`,
        );
  return `${was}${say(locale, "，", ", ")}${sign}${measured(Math.abs(delta), metric.unit, locale)}${share}`;
}

/** The same as plain text, for chats without blocks. */
export const plainAnswer = ({ lead, lines, notes, command }: AnswerText): string =>
  [lead, ...lines, ...(notes.length > 0 ? ["", ...notes] : []), ...(command ? ["", command] : [])].join("\n");

/** What a button that asks again carries. */
export type AskAgain = { q: string; place: string };

/** The answer as blocks; what can be asked next as buttons. */
export function asView(text: AnswerText, choices: readonly string[], place: string): View {
  const { lead, lines, notes, command } = text;
  const body = lines.map((line) => mrkdwn(line, 300));
  const fits = (count: number) => body.slice(0, count).join("\n").length <= maxSection;
  let count = body.length;
  while (count > 1 && !fits(count)) count -= 1;
  const blocks: KnownBlock[] =
    lines.length > 0
      ? [
          { type: "header", text: plainText(lead, 150) },
          { type: "section", text: mrkdwnText(body.slice(0, count).join("\n")) },
        ]
      : [{ type: "section", text: mrkdwnText(mrkdwn(lead, maxSection)) }];
  for (const note of notes) blocks.push({ type: "context", elements: [mrkdwnText(mrkdwn(note, 1500))] });
  if (command) blocks.push({ type: "context", elements: [plainText(command, 1500)] });
  if (choices.length > 0) {
    blocks.push({
      type: "actions",
      elements: choices.map((choice, i) => {
        const value: AskAgain = { q: clip(choice, 300), place: clip(place, 200) };
        return button(`ask_again_${i + 1}`, choice, JSON.stringify(value));
      }),
    });
  }
  return { text: clip([lead, ...lines.slice(0, 1)].join(" "), 300), blocks };
}
