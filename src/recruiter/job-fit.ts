import type { JobFit } from "../core/dialogue/effect.ts";
import { inLocale, type Locale } from "../core/locale.ts";
import { platformName, say } from "./words.ts";

/** The four job-fit facts in words, in a fixed order; a fact that was not given says so. */
export function jobFitWords(fit: JobFit | null, locale: Locale): { label: string; value: string }[] {
  const none = say(locale, "未说明", "not given");
  return [
    { label: say(locale, "到岗", "Start"), value: fit?.startDate ? startDate(fit.startDate, locale) : none },
    { label: say(locale, "班次", "Shifts"), value: fit?.shifts ? shifts(fit.shifts, locale) : none },
    { label: say(locale, "期望薪资", "Pay wanted"), value: pay(fit, locale) ?? none },
    {
      label: say(locale, "熟悉平台", "Platforms"),
      value:
        fit?.platforms?.map((id) => inLocale(platformName(id), locale)).join(say(locale, "、", ", ")) || none,
    },
  ];
}

/** The two facts a digest row has room for. */
export const availabilityWords = (fit: JobFit | null, locale: Locale): string =>
  jobFitWords(fit, locale)
    .slice(0, 2)
    .map(({ label, value }) => `${label} ${value}`)
    .join(" · ");

function startDate(value: string, locale: Locale): string {
  if (value === "immediate") return say(locale, "随时", "at once");
  const days = /^P(\d{1,3})D$/.exec(value)?.[1];
  if (days) return say(locale, `${days} 天内`, `within ${days} days`);
  return value;
}

function shifts(value: NonNullable<JobFit["shifts"]>, locale: Locale): string {
  switch (value) {
    case "any":
      return say(locale, "都可以（含 20–24 点）", "any, incl. 20:00–24:00");
    case "evening":
      return say(locale, "晚班可以（20–24 点）", "evenings (20:00–24:00)");
    case "day":
      return say(locale, "只上白班", "days only");
    case "limited":
      return say(locale, "有限制", "limited");
    default:
      return value satisfies never;
  }
}

function pay(fit: JobFit | null, locale: Locale): string | null {
  if (!fit) return null;
  const { payMin, payMax, payNegotiable } = fit;
  const unit = say(locale, " 元/月", " CNY/month");
  const open = payNegotiable ? say(locale, "（可商量）", " (negotiable)") : "";
  if (payMin !== undefined && payMax !== undefined) {
    return `${payMin === payMax ? payMin : `${payMin}–${payMax}`}${unit}${open}`;
  }
  if (payMin !== undefined) return say(locale, `${payMin} 元/月起`, `from ${payMin} CNY/month`) + open;
  if (payMax !== undefined) return say(locale, `${payMax} 元/月以内`, `up to ${payMax} CNY/month`) + open;
  return payNegotiable ? say(locale, "面议", "negotiable") : null;
}
