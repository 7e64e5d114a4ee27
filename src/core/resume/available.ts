import { addDays, type Day, weekdayOf } from "../calendar-days.ts";
import { matchesOf } from "./matches.ts";
import { numberOf, numberPattern } from "./numerals.ts";
import { answersTo, clausesOf, type Reading } from "./reading.ts";
import type { Found } from "./vocabulary.ts";

/** When somebody can start: a date, `immediate` or `P<n>D`. */
export function findAvailable(reading: Reading): Found<string> | null {
  for (const answer of answersTo(reading, "available")) {
    const start = startIn(answer.text, reading.today, true);
    if (start) return { value: start, span: { start: answer.start, end: answer.end } };
  }
  for (const clause of clausesOf(reading.text, /[。!?;\n|\t]|,(?! ?20\d\d)|\.(?= |$)/gm)) {
    const sign = about.exec(clause.text);
    if (!sign) continue;
    // Speech without a full stop: only what stands around the word counts.
    const cut = clause.text.length > 90 ? Math.max(0, sign.index - 16) : 0;
    const around = clause.text.length > 90 ? clause.text.slice(cut, sign.index + 20) : clause.text;
    const start = startIn(around, reading.today, false);
    if (!start) continue;
    const text = around.trim();
    const from = clause.start + cut + around.indexOf(text);
    return { value: start, span: { start: from, end: from + text.length } };
  }
  return null;
}

const about =
  /到岗|上岗|入职|上班|报到|交接|离职手续|提出离职|提离职|随时|过来|(?:可以|能|就)来|来上|到职|开始工作|就位|\bstart\b|\bjoin|available|availability|notice|immediate|\bready\b|通知期/i;

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const monthWord = "(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\\.?";
const count = new RegExp(
  `(${numberPattern})[- ]?(?:\\s?)(工作日|天|日(?!\\d)|个?(?:周|星期|礼拜)|个月|月(?=以?内|之内|后|左右)|days?|weeks?|months?)(?:'s?)?`,
  "gi",
);

/** `labelled`: the text is the answer to a form's question, so that a bare amount of time counts. */
function startIn(text: string, today: Day, labelled: boolean): string | null {
  const [year = 0, month = 0] = today.split("-").map(Number);
  if (/春节后|年后|过完年|毕业后|after (?:the )?spring festival/i.test(text)) return null;
  const full = /(20\d\d)\s?[年.\-/]\s?(\d{1,2})\s?[月.\-/]\s?(\d{1,2})/.exec(text);
  if (full) return future(dateOf(Number(full[1]), Number(full[2]), Number(full[3])), today);
  const dayFirst = new RegExp(`(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${monthWord},? ?(20\\d\\d)?`, "i").exec(
    text,
  );
  if (dayFirst)
    return inferred(Number(dayFirst[3] ?? Number.NaN), monthOf(dayFirst[2]), Number(dayFirst[1]), today);
  const monthFirst = new RegExp(`\\b${monthWord} (\\d{1,2})(?:st|nd|rd|th)?(?!\\d),? ?(20\\d\\d)?`, "i").exec(
    text,
  );
  if (monthFirst)
    return inferred(
      Number(monthFirst[3] ?? Number.NaN),
      monthOf(monthFirst[1]),
      Number(monthFirst[2]),
      today,
    );
  const part = new RegExp(
    `\\b(early|mid|late|beginning of|middle of|end of)[- ](?:of )?${monthWord} ?(20\\d\\d)?`,
    "i",
  ).exec(text);
  if (part)
    return inferred(
      Number(part[3] ?? Number.NaN),
      monthOf(part[2]),
      dayOfPart(part[1] ?? "", monthOf(part[2])),
      today,
    );
  const nextMonth =
    /下个?月(?:的)?(初|上旬|中旬?|下旬|底|月底|(\d{1,2}|[一二三四五六七八九十]{1,3})[号日])?/.exec(text);
  if (nextMonth?.[1])
    return dateOf(
      year,
      month + 1,
      nextMonth[2] ? numberOf(nextMonth[2]) : dayOfPart(nextMonth[1], month + 1),
    );
  const chinese =
    /(20\d\d年|明年|今年)?(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(初|上旬|中旬?|下旬|底|(\d{1,2}|[一二三四五六七八九十]{1,3})[号日]?)/.exec(
      text,
    );
  if (chinese) {
    const said = /^20/.test(chinese[1] ?? "")
      ? Number((chinese[1] ?? "").slice(0, 4))
      : chinese[1] === "明年"
        ? year + 1
        : Number.NaN;
    const which = numberOf(chinese[2] ?? "");
    return inferred(
      said,
      which,
      chinese[4] ? numberOf(chinese[4]) : dayOfPart(chinese[3] ?? "", which),
      today,
    );
  }
  const bare = /(?<![\d.])(1[0-2]|0?[1-9])[./-](3[01]|[12]\d|0?[1-9])(?![\d.])/.exec(text);
  if (bare && labelled) return inferred(Number.NaN, Number(bare[1]), Number(bare[2]), today);
  if (/大后天/.test(text)) return addDays(today, 3);
  if (/后天|day after tomorrow/i.test(text)) return addDays(today, 2);
  if (/明天|明日|\btomorrow\b/i.test(text)) return addDays(today, 1);
  const weekday = /(下下|下个?|本|这个?|这)?(?:周|星期|礼拜)([一二三四五六日天])(?!天)/.exec(text);
  if (weekday && !/每/.test(text))
    return onWeekday(
      today,
      "一二三四五六日".indexOf((weekday[2] ?? "").replace("天", "日")) + 1,
      weekday[1] ?? "",
    );
  const english = /\b(next|this|coming|on) (mon|tues|wednes|thurs|fri|satur|sun)day/i.exec(text);
  if (english) {
    const which =
      ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"].indexOf((english[2] ?? "").toLowerCase()) + 1;
    return onWeekday(today, which, /next/i.test(english[1] ?? "") ? "下" : "");
  }
  if (
    /随时|立即|马上|立刻|即刻|即日|当天|现在就|今天|即可上岗|都能上班|immediate|\basap\b|right away|ready now|at once|any ?time|right now|straight away/i.test(
      text,
    )
  )
    return "immediate";
  if (/月内|一个月(?:以?内|左右)/.test(text) && !/\d月内|[两二三]个?月内/.test(text)) return "P30D";
  if (/半个?月|half a month/i.test(text)) return "P15D";
  if (/月底|end of (?:this |the )?month/i.test(text)) return dateOf(year, month + 1, 0);
  if (/fortnight/i.test(text)) return "P14D";
  if (/next month/i.test(text)) return dateOf(year, month + 1, 1);
  for (const match of matchesOf(count, text)) {
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 8);
    const ahead = text.slice(Math.max(0, match.index - 6), match.index);
    if (
      /^(?:经验|工作|一次|的?客服|休|前)|每/.test(behind) ||
      /每|休$|做了|干了|one day off|工作了|上班了|每周/.test(ahead + match[0])
    )
      continue;
    if (/^\s*(?:off|a week|per week|of experience)/i.test(behind)) continue;
    const n = numberOf(match[1] ?? "");
    const by = /月|month/i.test(match[2] ?? "") ? 30 : /周|星期|礼拜|week/i.test(match[2] ?? "") ? 7 : 1;
    if (Number.isFinite(n) && n >= 1 && n * by <= 200) return `P${n * by}D`;
  }
  if (/(?:a|one)[- ](week|month)/i.test(text)) return /month/i.test(text) ? "P30D" : "P7D";
  if (/下周|下星期|下个?礼拜|next week/i.test(text)) return "P7D";
  if (/本周|这周|this week/i.test(text)) return "P3D";
  if (/下个?月/.test(text)) return dateOf(year, month + 1, 1);
  return labelled && /^\s*(?:已离职|离职)\s*$/.test(text) ? "immediate" : null;
}

const monthOf = (word: string | undefined): number =>
  months.indexOf((word ?? "").slice(0, 3).toLowerCase()) + 1;

const dayOfPart = (part: string, month: number): number =>
  /初|上旬|early|beginning/i.test(part)
    ? 1
    : /中|mid/i.test(part)
      ? 15
      : /下旬|late/i.test(part)
        ? 21
        : lastDay(month);

const lastDay = (month: number): number => new Date(Date.UTC(2026, month, 0)).getUTCDate();

function dateOf(year: number, month: number, day: number): Day {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** A date that has gone by is no time to start. */
const future = (date: Day, today: Day): Day | null => (date >= today ? date : null);

/** A month and day without a year are the next such day. */
function inferred(said: number, month: number, day: number, today: Day): Day | null {
  if (month < 1 || month > 12 || !(day >= 1 && day <= 31)) return null;
  if (!Number.isNaN(said)) return future(dateOf(said, month, day), today);
  const year = Number(today.slice(0, 4));
  const date = dateOf(year, month, day);
  return date >= today ? date : dateOf(year + 1, month, day);
}

/** 周五 is the next Friday, 下周五 that of the next week. */
function onWeekday(today: Day, weekday: number, which: string): Day {
  const now = weekdayOf(today);
  if (which.startsWith("下")) return addDays(today, (which === "下下" ? 14 : 7) + weekday - now);
  return addDays(today, weekday > now ? weekday - now : weekday - now + 7);
}
