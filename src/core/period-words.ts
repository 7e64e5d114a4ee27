import { addDays, addMonths, type Day, mondayOf } from "./calendar-days.ts";

/** Local days, both ends included; null = open. */
export type SaidPeriod = { from: Day | null; to: Day | null };

/**
 * The period a phrase names as of `today`, in Chinese or English: 近7天, 上周, 本月, 11月, 2026-11, 2026-11-03..2026-11-09,
 * last 30 days, this quarter … Those that include today run up to it. Null = no period.
 */
export function readPeriod(phrase: string, today: Day): SaidPeriod | null {
  const said = phrase.normalize("NFKC").trim().toLowerCase().replaceAll(/\s+/g, " ");
  const ends = /^(.+?) ?(?:\.\.|~|–|—|至|到| to ) ?(.+)$/.exec(said);
  if (ends) {
    const [first, last] = [oneDayOrMonth(ends[1] ?? "", today), oneDayOrMonth(ends[2] ?? "", today)];
    return first && last && first.from <= last.to ? { from: first.from, to: last.to } : null;
  }
  return oneDayOrMonth(said, today) ?? running(said, today);
}

type Closed = { from: Day; to: Day };

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const long = /^(january|february|march|april|may|june|july|august|september|october|november|december)$/;

function oneDayOrMonth(said: string, today: Day): Closed | null {
  const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(said);
  if (day) return exactDay(Number(day[1]), Number(day[2]), Number(day[3]));
  const short = /^(\d{1,2})月(\d{1,2})[日号]$/.exec(said);
  if (short) {
    const year = Number(today.slice(0, 4));
    const found = exactDay(year, Number(short[1]), Number(short[2]));
    return found && found.from > today ? exactDay(year - 1, Number(short[1]), Number(short[2])) : found;
  }
  const month = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(said);
  if (month) return wholeMonth(Number(month[1]), Number(month[2]));
  const named = months.indexOf(said.slice(0, 3));
  const bare =
    /^(\d{1,2})月份?$/.exec(said)?.[1] ??
    (named >= 0 && (said.length === 3 || long.test(said)) ? named + 1 : null);
  if (bare !== null) {
    const year = Number(today.slice(0, 4));
    const found = wholeMonth(year, Number(bare));
    return found && found.from > today ? wholeMonth(year - 1, Number(bare)) : found;
  }
  const year = /^(20\d{2})年?$/.exec(said)?.[1];
  return year ? { from: `${year}-01-01`, to: `${year}-12-31` } : null;
}

const two = (n: number) => String(n).padStart(2, "0");

function exactDay(year: number, month: number, date: number): Closed | null {
  const day = `${year}-${two(month)}-${two(date)}`;
  const valid = month >= 1 && month <= 12 && date >= 1 && date <= 31 && addDays(day, 0) === day;
  return valid ? { from: day, to: day } : null;
}

function wholeMonth(year: number, month: number): Closed | null {
  if (month < 1 || month > 12) return null;
  const from = `${year}-${two(month)}-01`;
  return { from, to: addDays(addMonths(from, 1), -1) };
}

/** Periods told from today. */
function running(said: string, today: Day): SaidPeriod | null {
  const monday = mondayOf(today);
  const month = `${today.slice(0, 7)}-01`;
  const quarter = addMonths(month, -((Number(today.slice(5, 7)) - 1) % 3));
  const year = `${today.slice(0, 4)}-01-01`;
  const fixed: [RegExp, SaidPeriod][] = [
    [/^(今天|今日|today)$/, { from: today, to: today }],
    [/^(昨天|昨日|yesterday)$/, { from: addDays(today, -1), to: addDays(today, -1) }],
    [/^(本周|这周|这个星期|this week)$/, { from: monday, to: today }],
    [/^(上周|上个星期|last week)$/, { from: addDays(monday, -7), to: addDays(monday, -1) }],
    [/^(本月|这个月|当月|this month)$/, { from: month, to: today }],
    [/^(上月|上个月|last month)$/, { from: addMonths(month, -1), to: addDays(month, -1) }],
    [/^(本季度|这个季度|this quarter)$/, { from: quarter, to: today }],
    [/^(上季度|上个季度|last quarter)$/, { from: addMonths(quarter, -3), to: addDays(quarter, -1) }],
    [/^(今年|本年|this year)$/, { from: year, to: today }],
    [/^(去年|last year)$/, { from: addMonths(year, -12), to: addDays(year, -1) }],
    [/^(全部|所有|至今|all|all time)$/, { from: null, to: null }],
  ];
  const found = fixed.find(([words]) => words.test(said));
  if (found) return found[1];
  const back =
    /^(?:近|最近|过去) ?(\d{1,3}|[一两二三四五六七八九十]) ?(天|日|周|个星期|个月|月|年)$/.exec(said) ??
    /^(?:last |past )?(\d{1,3}) ?(days?|d|weeks?|w|months?|years?)$/.exec(said);
  const count = back ? (digits[back[1] ?? ""] ?? Number(back[1])) : 0;
  if (!back || count < 1) return null;
  return { from: reachBack(today, count, back[2] ?? ""), to: today };
}

const digits: Record<string, number> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};

function reachBack(today: Day, count: number, unit: string): Day {
  if (/^(天|日|d)/.test(unit)) return addDays(today, 1 - count);
  if (/^(周|个星期|w)/.test(unit)) return addDays(today, 1 - 7 * count);
  return addDays(addMonths(today, -count * (/^(年|y)/.test(unit) ? 12 : 1)), 1);
}
