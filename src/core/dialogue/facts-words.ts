import type { JobFit } from "./effect.ts";
import type { Scene } from "./scene.ts";
import { isoDay } from "./shanghai.ts";
import { text } from "./text.ts";

/** What was understood of an answer, in the candidate's language, so that a slip is noticed at once. */
export function describeFit(scene: Scene, fit: JobFit, at: number): string {
  const words = (key: string, params = {}) => text(scene.script, scene.locale, key, params);
  if (fit.startDate !== undefined) return startWords(fit.startDate, at, words);
  if (fit.shifts !== undefined) return words(shiftKeys[fit.shifts]);
  if (fit.platforms !== undefined) {
    return fit.platforms.map((id) => words(platformKeys[id] ?? "fit.other")).join(words("fit.and"));
  }
  return payWords(fit, words);
}

type Words = (key: string, params?: Record<string, string | number>) => string;

function startWords(start: string, at: number, words: Words): string {
  if (start === "immediate") return words("fit.now");
  const days = /^P(\d+)D$/.exec(start)?.[1];
  return words("fit.from", { date: days === undefined ? start : isoDay(at, Number(days)) });
}

function payWords({ payMin, payMax, payNegotiable }: JobFit, words: Words): string {
  if (payMin !== undefined && payMax !== undefined) {
    return payMin === payMax
      ? words("fit.pay_about", { pay: payMin })
      : words("fit.pay_range", { min: payMin, max: payMax });
  }
  if (payMin !== undefined) return words("fit.pay_from", { min: payMin });
  if (payMax !== undefined) return words("fit.pay_to", { max: payMax });
  return words(payNegotiable ? "fit.pay_open" : "fit.other");
}

const shiftKeys = {
  any: "fit.any",
  day: "fit.day",
  evening: "fit.evening",
  limited: "fit.limited",
} as const;

const platformKeys: Readonly<Record<string, string>> = {
  taobao: "fit.taobao",
  tmall: "fit.tmall",
  pdd: "fit.pdd",
  jd: "fit.jd",
  douyin: "fit.douyin",
  kuaishou: "fit.kuaishou",
  xiaohongshu: "fit.xiaohongshu",
  other: "fit.other",
  none: "fit.none",
};
