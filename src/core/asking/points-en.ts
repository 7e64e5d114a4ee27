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
  monthOf,
  monthOn,
  quarterOn,
  rolling,
  type Span,
  unitFrom,
  weekOn,
  yearOf,
  yearOn,
} from "./spans.ts";

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const month =
  "(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\b\\.?";
const monthNumber = (name: string | undefined): number => monthNames.indexOf((name ?? "").slice(0, 3)) + 1;

const nth = "(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|%|:)";
const to = " ?(?:-|~|to|through|thru|until|till|and|up to)(?: the)? ?";
const yearTail = "(?:,? (?:of )?(20\\d\\d|last year|this year))?";

const numbers = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
const number =
  "(\\d{1,3}|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|thirty|sixty|ninety|couple of|couple|few|half a|half)";
function numberSaid(word: string | undefined): number | null {
  if (!word || word === "few") return null;
  if (/^\d/.test(word)) return Number(word);
  const large = {
    a: 1,
    fourteen: 14,
    fifteen: 15,
    thirty: 30,
    sixty: 60,
    ninety: 90,
    couple: 2,
    "couple of": 2,
  }[word];
  const at = numbers.indexOf(word);
  return large ?? (at >= 0 ? at : null);
}

const unit = "(day|week|month|quarter|year)";
type UnitWord = "day" | "week" | "month" | "quarter" | "year";
const unitSaid = (word: string | undefined): UnitWord =>
  word === "day" || word === "week" || word === "month" || word === "quarter" ? word : "year";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

function yearSaid(word: string | undefined, today: Day): number | null {
  if (!word) return null;
  if (/^\d/.test(word)) return Number(word);
  return yearOf(today) - (word === "last year" ? 1 : 0);
}

const dateSaid = (y: string | undefined, m: number, d: number, today: Day): Day | null => {
  const said = yearSaid(y, today);
  return said === null ? latestDate(today, m, d) : dateOf(said, m, d);
};

function datesSaid(y: string | undefined, m: number, a: number, b: number, today: Day): Span | null {
  const from = dateSaid(y, m, a, today);
  const end = from && dateOf(yearOf(from), m, b);
  return from && end && from <= end ? { from, to: end, unit: "span" } : null;
}

const ordinals: Record<string, number> = {
  first: 1,
  "1st": 1,
  second: 2,
  "2nd": 2,
  third: 3,
  "3rd": 3,
  fourth: 4,
  "4th": 4,
  last: 4,
};

/** How English questions name a time; earlier rules win. */
export const englishPoints: readonly PointRule[] = [
  {
    find: /\b(?:the )?(?:week of (?:singles'? ?day|double (?:11|eleven)|11\.11)|(?:singles'? ?day|double (?:11|eleven)|11\.11) week)\b/,
    read: (_, today) => {
      const day = latestDate(today, 11, 11);
      return day === null ? null : weekOn(mondayOf(day));
    },
  },
  {
    find: /\b(?:singles'? ?day|double (?:11|eleven))\b/,
    read: (_, today) => {
      const day = latestDate(today, 11, 11);
      return day === null ? null : dayOn(day);
    },
  },
  {
    find: new RegExp(`\\b${month} ${nth}${to}${nth}${yearTail}(?! ?(?:of )?${month})`),
    read: ([, m, a, b, y], today) => datesSaid(y, monthNumber(m), Number(a), Number(b), today),
  },
  {
    find: new RegExp(`\\b(?:the )?${nth}${to}${nth} (?:of )?${month}${yearTail}`),
    read: ([, a, b, m, y], today) => datesSaid(y, monthNumber(m), Number(a), Number(b), today),
  },
  {
    find: new RegExp(`\\b(?:the )?(first|1st|second|2nd|last) half of ${month}${yearTail}`),
    read: ([, half = "", m, y], today) => {
      const said = yearSaid(y, today);
      const whole = said === null ? latestMonth(today, monthNumber(m)) : monthOn(said, monthNumber(m));
      const at = (date: string) => `${whole.from?.slice(0, 8)}${date}`;
      return ordinals[half] === 1
        ? { from: at("01"), to: at("15"), unit: "span" }
        : { from: at("16"), to: whole.to, unit: "span" };
    },
  },
  {
    find: new RegExp(`\\b${month} (?:the )?${nth}${yearTail}(?! (?:resumes|candidates|people|interviews))`),
    read: ([, m, d, y], today) => {
      const day = dateSaid(y, monthNumber(m), Number(d), today);
      return day === null ? null : dayOn(day);
    },
  },
  {
    find: new RegExp(`\\b(?:the )?${nth} (?:of )?${month}${yearTail}`),
    read: ([, d, m, y], today) => {
      const day = dateSaid(y, monthNumber(m), Number(d), today);
      return day === null ? null : dayOn(day);
    },
  },
  {
    find: new RegExp(`\\blast (?!may (?:have|be))${month}`),
    read: ([, m], today) => {
      const found = latestMonth(today, monthNumber(m));
      return monthOf(today) === monthNumber(m) ? monthOn(yearOf(today) - 1, monthNumber(m)) : found;
    },
  },
  {
    find: new RegExp(
      `(?<!(?:\\bwe|\\byou|\\bthey|\\bit|\\bi|^) (?=may))(?<!^(?=may (?:i|we)\\b))\\b${month}${yearTail}`,
    ),
    read: ([, m, y], today) => {
      const said = yearSaid(y, today);
      return said === null ? latestMonth(today, monthNumber(m)) : monthOn(said, monthNumber(m));
    },
  },
  {
    find: /\b(?:the )?(week|month|quarter|year) before last\b/,
    read: ([, word], today) => unitFrom(today, unitSaid(word), -2),
  },
  { find: /\b(?:the )?day before yesterday\b/, read: (_, today) => dayOn(addDays(today, -2)) },
  {
    find: new RegExp(`\\b${number} ${unit}s? ago\\b`),
    read: ([, count, word], today) => {
      const n = numberSaid(count);
      return n === null ? null : unitFrom(today, unitSaid(word), -n);
    },
  },
  {
    find: /\b(?:the )?(?:last|past|previous|recent|trailing|prior|latest|these) (?:half[- ](?:a )?year|6 months|six months)\b|\bhalf a year\b/,
    read: (_, today) => rolling(today, 6, "month"),
  },
  {
    find: new RegExp(
      `\\b(?:(?:the|over|in|within|during) )*(?:last|past|previous|recent|trailing|prior|latest|these) ${number}[ -]${unit}s?\\b`,
    ),
    read: ([, count, word], today) => {
      const n = numberSaid(count);
      return n === null ? null : rolling(today, n, unitSaid(word));
    },
  },
  {
    find: new RegExp(`(?<![a-z])(?:in|within) ${number} ${unit}s?\\b|(?<!\\d)(\\d{1,3})d\\b`),
    read: ([, count, word, days], today) => {
      const n = days ? Number(days) : numberSaid(count);
      return n === null ? null : rolling(today, n, days ? "day" : unitSaid(word));
    },
  },
  {
    find: /\b(?:the )?past (day|week|month|quarter|year)\b/,
    read: ([, word], today) => rolling(today, 1, unitSaid(word)),
  },
  {
    find: /\b(?:the )?(?:last|previous|prior|preceding) (week|month|quarter|year)(?:'s)?\b/,
    read: ([, word], today) => unitFrom(today, unitSaid(word), -1),
  },
  {
    find: /\b(?:so far )?(?:this|the current|current) (week|month|quarter|year)(?:'s)?(?: so far| to date)?\b/,
    read: ([, word], today) => unitFrom(today, unitSaid(word), 0),
  },
  {
    find: /\b(week|month|quarter|year)[- ]to[- ]date\b/,
    read: ([, word], today) => unitFrom(today, unitSaid(word), 0),
  },
  {
    find: /\b([wmqy])td\b/,
    read: ([, letter], today) =>
      unitFrom(
        today,
        letter === "w" ? "week" : letter === "m" ? "month" : letter === "q" ? "quarter" : "year",
        0,
      ),
  },
  {
    find: /\b(?:the )?(?:next|coming|upcoming) (week|month|quarter|year)\b/,
    read: ([, word], today) => unitFrom(today, unitSaid(word), 1),
  },
  { find: /\byesterday(?:'s)?\b/, read: (_, today) => dayOn(addDays(today, -1)) },
  { find: /\btoday(?:'s)?\b/, read: (_, today) => dayOn(today) },
  { find: /\btomorrow(?:'s)?\b/, read: (_, today) => dayOn(addDays(today, 1)) },
  {
    find: /\b(?:the )?last weekend\b/,
    read: (_, today) => {
      const monday = addDays(mondayOf(today), -7);
      return { from: addDays(monday, 5), to: addDays(monday, 6), unit: "span" };
    },
  },
  {
    find: new RegExp(
      `\\b(last|previous|this|on)?(?: ?)(${weekdays.join("|")}|mon|tues?|wed|thur?s?|fri)\\b(?!s)`,
    ),
    read: ([, which, name = ""], today) => {
      const day = weekdays.findIndex((one) => one.startsWith(name.slice(0, 3))) + 1;
      const latest = latestWeekday(today, day);
      return dayOn(
        (which === "last" || which === "previous") && latest === today ? addDays(latest, -7) : latest,
      );
    },
  },
  {
    find: new RegExp(`\\bq([1-4])${yearTail}|(20\\d\\d) ?q([1-4])\\b`),
    read: ([, q, y, y2, q2], today) => {
      const said = yearSaid(y ?? y2, today);
      const quarter = Number(q ?? q2);
      return said === null ? latestQuarter(today, quarter) : quarterOn(said, quarter);
    },
  },
  {
    find: new RegExp(`\\b(?:the )?(first|1st|second|2nd|third|3rd|fourth|4th) quarter${yearTail}`),
    read: ([, word = "", y], today) => {
      const said = yearSaid(y, today);
      const quarter = ordinals[word] ?? 1;
      return said === null ? latestQuarter(today, quarter) : quarterOn(said, quarter);
    },
  },
  {
    find: new RegExp(
      `\\b(?:h([12])${yearTail}|(?:the )?(first|second|1st|2nd) half(?: of)?(?: the| this)? ?(year|20\\d\\d|last year)?)`,
    ),
    read: ([, h, y, word, y2], today) => {
      const half = (h ?? String(ordinals[word ?? ""] ?? 1)) === "1" ? 1 : 2;
      return halfOn(
        yearSaid(y, today) ?? yearSaid(y2 === "year" ? undefined : y2, today) ?? yearOf(today),
        half,
      );
    },
  },
  { find: /(?<![\d-])\b(20\d\d)\b(?![-/.]?\d)/, read: ([, y]) => yearOn(Number(y)) },
];
