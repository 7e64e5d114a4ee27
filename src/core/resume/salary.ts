import { matchesOf } from "./matches.ts";
import { numberOf } from "./numerals.ts";
import { answersTo, clausesOf, type Reading } from "./reading.ts";
import type { Span } from "./vocabulary.ts";

/** Pay a month in CNY; an open end is null. */
export type Pay = { min: number | null; max: number | null; span: Span };

/** The pay somebody wants: from its label, else from a sentence about pay, else a lone range that can be nothing else. */
export function findPay(reading: Reading): Pay | null {
  for (const answer of answersTo(reading, "salary")) {
    if (/目前|当前|现在|current/i.test(answer.label)) continue;
    if (byTheHour.test(answer.text) && !/月|month|[kK千万]/.test(answer.text)) return null;
    const pay = payIn(answer.text, answer.start, true);
    if (pay) return pay;
    if (open.test(answer.text)) return null;
  }
  const clauses = clausesOf(reading.text, /[。!?;\n|\t]|,(?!\d{3}(?!\d))|\.(?= |$)/gm);
  let open_ = false;
  for (const [i, clause] of clauses.entries()) {
    if (!about.test(clause.text) || earlier.test(clause.text)) continue;
    if (byTheHour.test(clause.text)) return null;
    if (open.test(clause.text)) open_ = true;
    const at = about.exec(clause.text)?.index ?? 0;
    const pay =
      payIn(clause.text.slice(at, at + 50), clause.start + at, false) ??
      payIn(clause.text, clause.start, false) ??
      next(clauses[i + 1]);
    if (pay) return pay;
  }
  if (open_ || /时薪|日薪|日结|按小时/.test(reading.text)) return null;
  for (const clause of clauses) {
    if (busy.test(clause.text) || earlier.test(clause.text)) continue;
    const pay = payIn(clause.text, clause.start, false);
    if (pay?.min && pay.max && pay.max > pay.min && pay.max <= 2.5 * pay.min && pay.min >= 2000) return pay;
  }
  return null;
}

const next = (clause: { text: string; start: number } | undefined): Pay | null =>
  clause &&
  /^\s*(?:月薪|税[前后]|大概|最好|至少|[\d.一二两三四五六七八九])/.test(clause.text) &&
  clause.text.length < 24 &&
  !busy.test(clause.text)
    ? payIn(clause.text, clause.start, false)
    : null;

const about =
  /薪|工资|待遇|期望|期待|收入|报酬|底薪|一个月(?:给|要|拿)|月入|到手|salary|\bpay\b|\bpaid\b|expect|compensation|wage|\brmb\b|\ba month\b|\bcny\b|yuan|would accept/i;
const earlier =
  /目前薪|现薪|现在薪|当前薪|上家薪|上份|之前(?:薪|工资|月薪|待遇)|原(?:薪|工资)|(?:current|previous|last) (?:salary|pay)|离职前(?:薪|工资)|销售额|业绩|营业额|赔付|奖金/i;
const open = /面议|面谈|协商|商量|可谈|详谈|待定|随意|无所谓|按公司|行情|negotiable|discuss|open\b|flexible/i;
const byTheHour =
  /时薪|小时|每时|\/ ?h(?:r|our)?\b|\bhour|日薪|日结|\/ ?天|每天\d|[元块] ?(?:一|每)天|\bper day\b|\ba day\b|\/ ?day\b|\bdaily\b/i;
const busy =
  /接待|日均|单量|订单|人次|用户|顾客|回复|满意|转化|字|经验|米|cm|kg|电话|wpm|\d{4}[./年]\d|处理|咨询|会员|粉丝|件/i;

const chineseAmount =
  "[一二两三四五六七八九]{1,2}(?:万|千)(?:[一二三四五六七八九](?:千|百)?)?(?:[一二三四五六七八九]百?)?";
const amount = `(?:\\d{1,3}(?:,\\d{3})+|\\d{1,6}(?:\\.\\d{1,2})?|${chineseAmount})`;
const unit = "(?:[kKwW千万])?";
const money = "(?:元|块|rmb|cny|yuan|¥|￥)?";
const range = new RegExp(
  `(?<![\\d.])(?:(?:rmb|cny|¥|￥) ?)?(${amount}) ?(${unit}) ?${money}(?:/月)? ?(?:-+|~+|至|到|、(?=\\d)|\\bto\\b|\\band\\b|——?) ?(?:(?:rmb|cny|¥|￥) ?)?(${amount}) ?(${unit})(?![\\d])`,
  "i",
);
const alone = new RegExp(`(?<![\\d.])(?:(?:rmb|cny|¥|￥) ?)?(${amount}) ?(${unit})(?![\\d%.])`, "gi");

/** The amount in a piece of text about pay; `labelled` lets a bare 6 mean 6000. */
function payIn(text: string, offset: number, labelled: boolean): Pay | null {
  if (/\$|usd|美元|美金|港币|hkd|eur|€/i.test(text)) return null;
  const yearly = /年薪|\/ ?年|每年|per year|a year|annual|per annum|p\.a\.|yearly/i.test(text);
  const scale = yearly ? 1 / 12 : 1;
  const plain = written(text);
  const match = range.exec(plain);
  if (match) {
    const first = unitOf(match[2]) ?? (chineseUnit(match[1]) ? 1 : null);
    const last = unitOf(match[4]) ?? (chineseUnit(match[3]) ? 1 : null);
    // 8-10K, 4-6千: the unit of one end goes for the other where that makes sense.
    const low = amountOf(match[1]) * (first ?? (amountOf(match[1]) < 100 ? (last ?? 1000) : 1));
    const high =
      amountOf(match[3]) * (last ?? (amountOf(match[3]) < 100 && (first || labelled) ? (first ?? 1000) : 1));
    const [min, max] = [Math.round(low * scale), Math.round(high * scale)];
    const span =
      plain.length === text.length
        ? { start: offset + match.index, end: offset + match.index + match[0].length }
        : { start: offset + text.length - text.trimStart().length, end: offset + text.trimEnd().length };
    if (sane(min) && sane(max) && min <= max) return { min, max, span };
  }
  for (const one of matchesOf(alone, text)) {
    let value = amountOf(one[1]);
    const by = unitOf(one[2]);
    if (by !== null) value *= by;
    else if (value < 100 && !chineseUnit(one[1])) {
      if (!labelled || value < 2 || value > 50 || !/^[\s约大概]*\d{1,2}(?:\.\d)?[\s左右以上+]*$/.test(text))
        continue;
      value *= 1000;
    }
    value = Math.round(value * scale);
    if (!sane(value) || (by === null && value >= 1990 && value <= 2035 && /年/.test(text))) continue;
    const around = text.slice(Math.max(0, one.index - 14), one.index + one[0].length + 12);
    const span = { start: offset + one.index, end: offset + one.index + one[0].length };
    if (/以内|以下|不超过|最多|封顶|up to|at most|maximum|no more than/i.test(around))
      return { min: null, max: value, span };
    if (
      /以上|起步?|\+|＋|至少|不低于|最低|底薪|不少于|保底|往上|多(?:就|元|块)?|at least|minimum|or above|or more|and above|from|no less than|base/i.test(
        around,
      )
    )
      return { min: value, max: null, span };
    return { min: value, max: value, span };
  }
  return null;
}

/** 七八千 and 五到六千 in digits; the text keeps its length wherever nothing of the kind is in it. */
const written = (text: string): string =>
  text
    .replace(
      /(?<![千万百])([一二三四五六七八])([二三四五六七八九])([千万])/g,
      (all, a: string, b: string, u: string) =>
        numberOf(b) === numberOf(a) + 1 ? `${numberOf(a)}-${numberOf(b)}${u}` : all,
    )
    .replace(
      /(?<![千万百])([一二两三四五六七八九])(?:到|至|~|-)([一二两三四五六七八九])([千万])/g,
      (_, a: string, b: string, u: string) => `${numberOf(a)}-${numberOf(b)}${u}`,
    );

const amountOf = (written: string | undefined): number => {
  const plain = (written ?? "").replaceAll(",", "");
  return /^\d/.test(plain) ? Number(plain) : numberOf(plain);
};
const unitOf = (written: string | undefined): number | null =>
  written ? (/[wW万]/.test(written) ? 10_000 : 1000) : null;
const chineseUnit = (written: string | undefined): boolean => /[千万]/.test(written ?? "");
const sane = (value: number): boolean => value >= 1000 && value <= 200_000;
