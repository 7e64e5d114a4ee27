import type { Locale } from "../locale.ts";
import type { Chart, ChartUnit } from "./chart.ts";

/** The wording in the chart's language. */
export const say = (locale: Locale, zh: string, en: string): string => (locale === "en" ? en : zh);

/** A fraction as a percentage; one decimal only where whole ones would say 0 or 100 of what is neither. */
export function percent(share: number): string {
  const whole = Math.round(100 * share);
  const exact = (whole === 0 && share > 0) || (whole === 100 && share < 1);
  return exact ? `${(100 * share).toFixed(1)}%` : `${whole}%`;
}

/** At most one decimal, thousands grouped. */
export function figure(value: number): string {
  const [whole = "", part] = String(Math.abs(Math.round(10 * value) / 10)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${value < 0 ? "-" : ""}${grouped}${part ? `.${part}` : ""}`;
}

/** Yuan; whole ones from 100 on. */
export const money = (value: number): string => `¥${figure(value >= 100 ? Math.round(value) : value)}`;

/** A value with its unit. */
export function measured(value: number, unit: ChartUnit, locale: Locale): string {
  switch (unit) {
    case "count":
      return figure(value);
    case "rate":
      return percent(value);
    case "cny":
      return money(value);
    case "score":
      return say(locale, `${figure(value)} 分`, figure(value));
    case "days":
      return say(locale, `${figure(value)} 天`, `${figure(value)} d`);
    case "seconds":
      return value < 120
        ? say(locale, `${figure(value)} 秒`, `${figure(value)} s`)
        : say(locale, `${figure(value / 60)} 分钟`, `${figure(value / 60)} min`);
    case "ratio":
      return (Math.round(100 * value) / 100).toFixed(2);
    default:
      return unit satisfies never;
  }
}

/** An interval of fractions, "29%–53%". */
export const range = ([low, high]: readonly [number, number]): string => `${percent(low)}–${percent(high)}`;

/** The days a chart is about. */
export function periodWords({ locale, period: { from, to } }: Pick<Chart, "locale" | "period">): string {
  if (from && to) return from === to ? from : say(locale, `${from} 至 ${to}`, `${from} to ${to}`);
  if (from) return say(locale, `${from} 起`, `since ${from}`);
  if (to) return say(locale, `截至 ${to}`, `until ${to}`);
  return say(locale, "全部数据", "all data");
}

const weekdays = {
  "zh-CN": ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
} as const satisfies Record<Locale, readonly string[]>;

/** 1 = Monday … 7 = Sunday. */
export const weekdayName = (weekday: number, locale: Locale): string => weekdays[locale][weekday - 1] ?? "";

/** Too few to conclude anything from. */
export const tooFew = (locale: Locale): string => say(locale, "数据不足", "too few data");

/** Enough to look at, not to rely on. */
export const forOrientation = (locale: Locale): string => say(locale, "仅供参考", "small sample");
