import { addDays, type Day, mondayOf } from "../calendar-days.ts";
import type { PointRule } from "./points.ts";
import {
  dateOf,
  dayOn,
  halfOn,
  latestDate,
  latestMonth,
  latestQuarter,
  latestWeekday,
  monthOn,
  quarterOn,
  rolling,
  type Span,
  tenDays,
  unitFrom,
  weekOn,
  yearOf,
  yearOn,
} from "./spans.ts";

const year = "(?:(去年|今年|明年|本年|前年|大前年|20\\d\\d年|20\\d\\d)的?)?";

function yearSaid(word: string | undefined, today: Day): number | null {
  if (!word) return null;
  if (/^\d/.test(word)) return Number(word.slice(0, 4));
  return yearOf(today) - ({ 明年: -1, 今年: 0, 本年: 0, 去年: 1, 前年: 2, 大前年: 3 }[word] ?? 0);
}

const monthSaid = (word: string | undefined, month: number, today: Day): Span | null => {
  if (month < 1 || month > 12) return null;
  const said = yearSaid(word, today);
  return said === null ? latestMonth(today, month) : monthOn(said, month);
};

const dateSaid = (word: string | undefined, month: number, date: number, today: Day): Day | null => {
  const said = yearSaid(word, today);
  return said === null ? latestDate(today, month, date) : dateOf(said, month, date);
};

const between = (from: Day | null, to: Day | null): Span | null =>
  from !== null && to !== null && from <= to ? { from, to, unit: "span" } : null;

const weekdayNumber = (char: string): number => (/[日天]/.test(char) ? 7 : Number(char));
const notWeekday = "(?!共|下(?!降)|起|直|般|些|样|个|人|份|次|名|位)";

const inWeek = (monday: Day, day: string | undefined): Span => {
  if (!day) return weekOn(monday);
  if (day === "末") return { from: addDays(monday, 5), to: addDays(monday, 6), unit: "span" };
  return dayOn(addDays(monday, weekdayNumber(day) - 1));
};

const units = { 天: "day", 日: "day", 周: "week", 月: "month", 季度: "quarter", 年: "year" } as const;
const unitSaid = (word: string | undefined) =>
  word === "天" || word === "日" || word === "周" || word === "月" || word === "季度" || word === "年"
    ? units[word]
    : null;

function rollingSaid(count: string | undefined, word: string | undefined, today: Day): Span | null {
  const unit = unitSaid(word);
  if (!unit) return null;
  if (count !== "半") return rolling(today, count ? Number(count) : 1, unit);
  if (unit === "year") return rolling(today, 6, "month");
  return unit === "month" ? rolling(today, 15, "day") : null;
}

const events: Record<string, readonly [number, number]> = {
  双11: [11, 11],
  双12: [12, 12],
  "618": [6, 18],
};

/** How Chinese questions name a time; earlier rules win. */
export const chinesePoints: readonly PointRule[] = [
  {
    find: new RegExp(`${year}(双11|双12|618)(?:的?那|当|这|所在的?)1?个?周`),
    read: ([, y, name = ""], today) => {
      const [month, date] = events[name] ?? [0, 0];
      const day = dateSaid(y, month, date, today);
      return day === null ? null : weekOn(mondayOf(day));
    },
  },
  {
    find: new RegExp(`${year}(双11|双12|618)(期间|大促)?`),
    read: ([, y, name = "", during], today) => {
      const [month, date] = events[name] ?? [0, 0];
      const day = dateSaid(y, month, date, today);
      if (!day) return null;
      return during && month > 10 ? { from: `${day.slice(0, 8)}01`, to: day, unit: "span" } : dayOn(day);
    },
  },
  {
    find: new RegExp(`${year}(?:国庆(?:节|期间|假期|黄金周|长假)*|(?<!\\d)11(?:期间|假期|黄金周|长假))`),
    read: ([, y], today) => {
      const day = dateSaid(y, 10, 1, today);
      return day === null ? null : { from: day, to: addDays(day, 6), unit: "span" };
    },
  },
  {
    find: new RegExp(`${year}(?<!\\d)51(?:期间|假期|小长假|节)`),
    read: ([, y], today) => {
      const day = dateSaid(y, 5, 1, today);
      return day === null ? null : { from: day, to: addDays(day, 4), unit: "span" };
    },
  },
  {
    find: /(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|号)?(?!\d)/,
    read: ([, y, m, d]) => {
      const day = dateOf(Number(y), Number(m), Number(d));
      return day === null ? null : dayOn(day);
    },
  },
  {
    find: new RegExp(
      `${year}(\\d{1,2})月(\\d{1,2})(?:日|号)?(?:到|至|-|~)(\\d{1,2})(?:日|号)?(?![\\d月./天个])`,
    ),
    read: ([, y, m, a, b], today) => {
      const from = dateSaid(y, Number(m), Number(a), today);
      return between(from, from && dateOf(yearOf(from), Number(m), Number(b)));
    },
  },
  {
    find: /(?<![\d.])(\d{1,2})[./](\d{1,2})(?:到|至|-|~| to )(\d{1,2})[./](\d{1,2})(?![\d.])/,
    read: ([, m, a, n, b], today) => {
      const from = latestDate(today, Number(m), Number(a));
      if (!from) return null;
      const to = dateOf(yearOf(from), Number(n), Number(b));
      return between(from, to !== null && to < from ? dateOf(yearOf(from) + 1, Number(n), Number(b)) : to);
    },
  },
  {
    find: new RegExp(`${year}(\\d{1,2})月份?的?([上中下])旬`),
    read: ([, y, m, part], today) => {
      const month = monthSaid(y, Number(m), today);
      return month && (part === "上" || part === "中" || part === "下") ? tenDays(month, part) : null;
    },
  },
  {
    find: /(上个?|本|这个?)月的?([上中下])旬/,
    read: ([, which = "", part], today) =>
      part === "上" || part === "中" || part === "下"
        ? tenDays(unitFrom(today, "month", which.startsWith("上") ? -1 : 0), part)
        : null,
  },
  {
    find: /(上个?|本|这个?)月的?(\d{1,2})(?:日|号)/,
    read: ([, which = "", date], today) => {
      const { from } = unitFrom(today, "month", which.startsWith("上") ? -1 : 0);
      const day = from && dateOf(yearOf(from), Number(from.slice(5, 7)), Number(date));
      return day ? dayOn(day) : null;
    },
  },
  {
    find: new RegExp(`${year}(\\d{1,2})月(\\d{1,2})(?:日|号)?(?![\\d月个人份天周])`),
    read: ([, y, m, d], today) => {
      const day = dateSaid(y, Number(m), Number(d), today);
      return day === null ? null : dayOn(day);
    },
  },
  {
    find: new RegExp(`${year}(\\d{1,2})月?份?(?:到|至|-|~|、)(\\d{1,2})月份?(?!\\d)`),
    read: ([, y, m, n], today) => {
      const last = monthSaid(y, Number(n), today);
      const first = monthSaid(y, Number(m), today);
      if (!first || !last?.from || !first.from) return null;
      const begins = first.from <= last.from ? first.from : monthOn(yearOf(last.from) - 1, Number(m)).from;
      return { from: begins, to: last.to, unit: "span" };
    },
  },
  {
    find: new RegExp(`${year}(\\d{1,2})月份?(?!个)`),
    read: ([, y, m], today) => monthSaid(y, Number(m), today),
  },
  {
    find: /(?<!\d)(20\d\d)[-/.](\d{1,2})(?![\d-])/,
    read: ([, y, m]) => (Number(m) >= 1 && Number(m) <= 12 ? monthOn(Number(y), Number(m)) : null),
  },
  {
    find: /(?<![\d.第])(\d{1,2})(?:号|日)(?!线|店|岗|均)/,
    read: ([, d], today) => {
      for (const back of [0, -1]) {
        const { from } = unitFrom(today, "month", back);
        const day = from && dateOf(yearOf(from), Number(from.slice(5, 7)), Number(d));
        if (day && day <= today) return dayOn(day);
      }
      return null;
    },
  },
  {
    find: new RegExp(
      `${year}第?(?<!前)([1-4])个?季度|${year}第([1-4])季|${year}q([1-4])(?!\\d)|(?<!\\d)([1-4])q\\b`,
    ),
    read: ([, y, q, y2, q2, y3, q3, q4], today) => {
      const said = yearSaid(y ?? y2 ?? y3, today);
      const quarter = Number(q ?? q2 ?? q3 ?? q4);
      return said === null ? latestQuarter(today, quarter) : quarterOn(said, quarter);
    },
  },
  {
    find: new RegExp(`${year}(上|下)半年`),
    read: ([, y, half], today) => {
      const said = yearSaid(y, today);
      const span = halfOn(said ?? yearOf(today), half === "上" ? 1 : 2);
      return said === null && (span.from ?? "") > today ? halfOn(yearOf(today) - 1, 2) : span;
    },
  },
  {
    find: new RegExp(`${year}前([23])个?季度`),
    read: ([, y, count], today) => {
      const said = yearSaid(y, today) ?? yearOf(today);
      return { from: quarterOn(said, 1).from, to: quarterOn(said, Number(count)).to, unit: "span" };
    },
  },
  {
    find: /(?:最近|近|过去|过往|刚过去的?|前|这|头)的?(\d{1,3}|半)个?(天|日|周|月|季度|年)(?:多(?!少))?(?:以来|之内|以内|内|里|来(?!了|的|多|几))?/,
    read: ([, count, unit], today) => rollingSaid(count, unit, today),
  },
  {
    find: /(?:最近|近|过去)(周|月|年|季度)/,
    read: ([, unit], today) => rollingSaid("1", unit, today),
  },
  {
    find: /(?<!\d)(\d{1,3}|半)个?(天|周|月|年)(?:以内|之内|内|以来)/,
    read: ([, count, unit], today) => rollingSaid(count, unit, today),
  },
  { find: /上上1?个?季度?/, read: (_, today) => unitFrom(today, "quarter", -2) },
  { find: /上1?个?季度?/, read: (_, today) => unitFrom(today, "quarter", -1) },
  { find: /(?:本|这1?个?|当)季度?/, read: (_, today) => unitFrom(today, "quarter", 0) },
  { find: /下1?个?季度?/, read: (_, today) => unitFrom(today, "quarter", 1) },
  {
    find: new RegExp(`上上1?个?周([1-6日天末]${notWeekday})?|大上周|前1?个?周(?=\\D|$)`),
    read: ([, day], today) => inWeek(addDays(mondayOf(today), -14), day),
  },
  {
    find: new RegExp(`上1?个?周([1-6日天末]${notWeekday})?`),
    read: ([, day], today) => inWeek(addDays(mondayOf(today), -7), day),
  },
  {
    find: new RegExp(`(?:本|这1?个?|今|当)周([1-6日天末]${notWeekday})?`),
    read: ([, day], today) => inWeek(mondayOf(today), day),
  },
  { find: /下1?个?周/, read: (_, today) => unitFrom(today, "week", 1) },
  { find: /上上1?个?月|前1?个月/, read: (_, today) => unitFrom(today, "month", -2) },
  { find: /上1?个?月份?/, read: (_, today) => unitFrom(today, "month", -1) },
  { find: /(?:本|这1?个?|当|今)月份?/, read: (_, today) => unitFrom(today, "month", 0) },
  { find: /下1?个?月/, read: (_, today) => unitFrom(today, "month", 1) },
  { find: /大前天/, read: (_, today) => dayOn(addDays(today, -3)) },
  { find: /前天/, read: (_, today) => dayOn(addDays(today, -2)) },
  { find: /昨天|昨晚|昨/, read: (_, today) => dayOn(addDays(today, -1)) },
  { find: /今天|今早|今晚|当天|当日|今儿/, read: (_, today) => dayOn(today) },
  { find: /明天/, read: (_, today) => dayOn(addDays(today, 1)) },
  { find: /前年/, read: (_, today) => yearOn(yearOf(today) - 2) },
  { find: /去年(?:全年|整年|1整年)?|上1?年度?/, read: (_, today) => yearOn(yearOf(today) - 1) },
  { find: /今年|本年度?|这1年|全年|年初至今|年初到现在/, read: (_, today) => yearOn(yearOf(today)) },
  { find: /明年/, read: (_, today) => yearOn(yearOf(today) + 1) },
  { find: /(20\d\d)年/, read: ([, y]) => yearOn(Number(y)) },
  { find: /月初(?:至今|到现在)/, read: (_, today) => unitFrom(today, "month", 0) },
  {
    find: new RegExp(`(?<![每按逐分几上本这下哪\\d近个])周([1-6日天])${notWeekday}`),
    read: ([, day = ""], today) => dayOn(latestWeekday(today, weekdayNumber(day))),
  },
];
