import { arabic } from "./numerals.ts";
import { civilDate, daysUntil, isoDay, isoOf, weekday } from "./shanghai.ts";

/**
 * When a candidate can start, read from `text` said at `at`: "immediate", "P<n>D" or YYYY-MM-DD (Shanghai); null = not
 * clear. A date without a year is the next one to come.
 */
export function startDate(text: string, at: number): string | null {
  const said = arabic(text.slice(0, 200)).toLowerCase().replace(/\s+/g, " ").trim();
  const date = calendarDate(said, at);
  if (date !== "none") return date;
  return dayOfWeek(said, at) ?? duration(said) ?? monthPart(said, at) ?? now(said);
}

const now = (said: string): string | null =>
  /立即|立刻|马上|随时|即刻|现在|今天|当天|immediate|right away|straight away|asap|as soon as|any ?time|\bnow\b|today/.test(
    said,
  )
    ? "immediate"
    : null;

function duration(said: string): string | null {
  const word = [
    [/大后天/, 3],
    [/后天|day after tomorrow/, 2],
    [/明天|明日|tomorrow/, 1],
    [/半个?月|half a month|fortnight/, 15],
    [/半个?星期|半周/, 4],
  ] as const;
  for (const [pattern, days] of word) if (pattern.test(said)) return `P${days}D`;
  const match =
    /(\d{1,3}|an?|one|two|three|four|five|six) ?个?(天|日(?=[内后之])|周|星期|礼拜|(?<=个)月|days?|weeks?|months?)/.exec(
      said,
    );
  if (!match) return null;
  const [, count = "", unit = ""] = match;
  const number = englishCount[count] ?? Number(count);
  const days = number * (/^(天|日|d)/.test(unit) ? 1 : /^(周|星期|礼拜|w)/.test(unit) ? 7 : 30);
  return days === 0 ? "immediate" : days <= 366 ? `P${days}D` : null;
}

const englishCount: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
};

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A date that was named; null = there is no such day, or it is past. "none" = no date was named. */
function calendarDate(said: string, at: number): string | null | "none" {
  const full = /(\d{4}) ?[-年/.] ?(\d{1,2}) ?[-月/.] ?(\d{1,2})/.exec(said);
  if (full) return future(at, Number(full[1]), Number(full[2]), Number(full[3]));
  const chinese = /(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?|(?<![\d.])(\d{1,2})[-/.](\d{1,2})(?![\d.-])/.exec(said);
  if (chinese) return nextYearly(at, Number(chinese[1] ?? chinese[3]), Number(chinese[2] ?? chinese[4]));
  const english =
    /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?\b|\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/.exec(
      said,
    );
  if (english) {
    const month = months.indexOf(english[1] ?? english[4] ?? "") + 1;
    return nextYearly(at, month, Number(english[2] ?? english[3]));
  }
  const dayOnly = /(下个?月)?(?:的)?(?<!\d)(\d{1,2}) ?[号日](?!内|后|之)/.exec(said);
  if (!dayOnly) return "none";
  const today = civilDate(at);
  const day = Number(dayOnly[2]);
  const later = dayOnly[1] !== undefined || day < today.day;
  return inMonth(today.year, today.month + (later ? 1 : 0), day);
}

function future(at: number, year: number, month: number, day: number): string | null {
  const days = daysUntil(at, { year, month, day });
  return days >= 0 && days <= 400 ? isoOf({ year, month, day }) : null;
}

/** A date that has just passed is more likely a slip than next year. */
function nextYearly(at: number, month: number, day: number): string | null {
  const { year } = civilDate(at);
  const days = daysUntil(at, { year, month, day });
  if (days >= 0) return isoOf({ year, month, day });
  return days < -60 ? isoOf({ year: year + 1, month, day }) : null;
}

const inMonth = (year: number, month: number, day: number): string | null =>
  isoOf(month > 12 ? { year: year + 1, month: month - 12, day } : { year, month, day });

const englishDays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

function dayOfWeek(said: string, at: number): string | null {
  const today = weekday(at);
  const chinese = /(?<!上个?)(下下|下|这|本)?个?(?:周|星期|礼拜)([1-6日天末])/.exec(said);
  if (chinese) {
    const wanted =
      "123456".indexOf(chinese[2] ?? "") >= 0 ? Number(chinese[2]) - 1 : chinese[2] === "末" ? 5 : 6;
    const weeks = chinese[1] === "下下" ? 2 : chinese[1] === "下" ? 1 : 0;
    const days = wanted - today + weeks * 7;
    return days >= 0 ? isoDay(at, days) : chinese[1] === undefined ? isoDay(at, days + 7) : null;
  }
  const english = /\b(next )?(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/.exec(said);
  if (english) {
    const ahead = (englishDays.indexOf(english[2] ?? "") - today + 7) % 7;
    // "Next Friday" said on a Monday is the Friday of next week.
    const next = english[1] !== undefined && today + ahead < 7;
    return isoDay(at, next ? ahead + 7 : ahead);
  }
  if (/下下(?:个)?(?:周|星期|礼拜)/.test(said)) return isoDay(at, 14 - today);
  return /下(?:个)?(?:周|星期|礼拜)|next week/.test(said) ? isoDay(at, 7 - today) : null;
}

function monthPart(said: string, at: number): string | null {
  const today = civilDate(at);
  if (/下个?月底|end of next month/.test(said)) return lastDay(today.year, today.month + 1);
  if (/下个?月中|middle of next month/.test(said)) return inMonth(today.year, today.month + 1, 15);
  if (/下个?月|月初|next month/.test(said)) return inMonth(today.year, today.month + 1, 1);
  if (/月底|end of (?:the|this) month/.test(said)) return lastDay(today.year, today.month);
  const month = /(\d{1,2}) ?月(?:份|初|中)?/.exec(said);
  return month ? nextYearly(at, Number(month[1]), said.includes("月中") ? 15 : 1) : null;
}

const lastDay = (year: number, month: number): string | null =>
  inMonth(year, month, 31) ??
  inMonth(year, month, 30) ??
  inMonth(year, month, 29) ??
  inMonth(year, month, 28);
