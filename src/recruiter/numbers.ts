import type { Locale } from "../core/locale.ts";
import type { MetricRow } from "../metrics/answer.ts";
import { say } from "./words.ts";

/** How numbers are written for people; all of it is safe inside mrkdwn. */

type Figure = Pick<
  MetricRow,
  "value" | "numerator" | "denominator" | "interval" | "small_sample" | "hidden" | "note"
>;

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const cents = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** ¥3,000 or ¥33.33. */
export const yuan = (amount: number): string =>
  `¥${(Math.round(amount * 100) % 100 === 0 ? whole : cents).format(amount)}`;

/** 1,234. */
export const howMany = (count: number): string => whole.format(count);

const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)}%`;

/** "27/40 = 68%（52%–80%）": with both counts and the 95 % interval; no percentage of fewer than five. */
export function rateWords(row: Figure, locale: Locale): string {
  const { value, numerator, denominator, interval, small_sample } = row;
  if (!denominator) return say(locale, "暂无数据", "no data yet");
  const counts = `${howMany(numerator ?? 0)}/${howMany(denominator)}`;
  if (value === null || interval === null)
    return `${counts} ${say(locale, "（不足 5 个，不算比例）", "(below 5: no rate)")}`;
  const range = `${percent(interval[0])}–${percent(interval[1])}`;
  const small = small_sample ? say(locale, "，仅供参考", ", small sample") : "";
  return `${counts} = ${percent(value)}${say(locale, `（${range}${small}）`, ` (${range}${small})`)}`;
}

/** "¥500 = ¥3,000 ÷ 6": money per thing; without spend or without a thing there is no figure. */
export function unitCostWords(row: Figure, locale: Locale): string {
  const { value, numerator, denominator, small_sample } = row;
  if (numerator === null) return say(locale, "没有花费记录", "no spend recorded");
  if (value === null)
    return say(locale, `花了 ${yuan(numerator)}，还没有结果`, `${yuan(numerator)} spent, no result yet`);
  const small = small_sample ? say(locale, "（仅供参考）", " (small sample)") : "";
  return `${yuan(value)} = ${yuan(numerator)} ÷ ${howMany(denominator ?? 0)}${small}`;
}

/** An amount, or that none was recorded. */
export const costWords = ({ value }: Figure, locale: Locale): string =>
  value === null ? say(locale, "没有记录", "not recorded") : yuan(value);

/** "2026-11-01 – 2026-11-26", one day, or all data. */
export function periodWords(
  { from, to }: { from: string | null; to: string | null },
  locale: Locale,
): string {
  if (from === null && to === null) return say(locale, "全部数据", "all data");
  if (from === to) return from ?? "";
  return `${from ?? "…"} – ${to ?? "…"}`;
}
