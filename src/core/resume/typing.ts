import { numberOf, numberPattern } from "./numerals.ts";
import { answersTo, type Reading } from "./reading.ts";
import type { Found } from "./vocabulary.ts";

const n = `(${numberPattern})(?:\\s?(?:-|~|到|至|to)\\s?\\d{2,3})?\\s?(?:\\+|多|来|几)?\\s?`;
const patterns: readonly (readonly [RegExp, number])[] = [
  [new RegExp(`${n}(?:cpm|kpm|(?:chinese )?char(?:acter)?s? (?:per|a|/) ?min(?:ute)?|chars?/min)`, "i"), 1],
  [new RegExp(`${n}个?(?:汉)?字(?:符)?(?:左右|以上)? ?(?:/|每|一|per) ?(?:分钟?|min)`, "i"), 1],
  [
    new RegExp(
      `(?:每分钟?|一分钟?|1分钟?|分钟)(?:能|可以?|可打|打字?|输入|录入|速度|大概|大约|约|差不多|至少|有|在)*\\s?${n}个?(?:汉)?(?:字|左右|$)`,
      "im",
    ),
    1,
  ],
  [
    new RegExp(
      `(?:打字|录入|盲打|拼音|五笔)(?:速度)?(?:很快|较快|快)?(?:能|可以?|可达|达到?|大概|大约|约|差不多|一般|有|在|是|为|每分钟?|一分钟|:|,|的话|\\s)*${n}(?!年|个月|岁|元|k)(?:个?字|$|[\\s,。;、+/左])`,
      "im",
    ),
    1,
  ],
  [new RegExp(`${n}(?:english )?(?:wpm|words? (?:per|a|/) ?min(?:ute)?|words/min)`, "i"), 5],
  [new RegExp(`wpm ?[:=]? ?(?:of )?${n}`, "i"), 5],
];

/** Characters a minute; words a minute count five each. Of a range the lower end. */
export function findTyping(reading: Reading): Found<number> | null {
  for (const answer of answersTo(reading, "typing")) {
    const found = speedIn(answer.text, answer.start) ?? bare(answer.text, answer.start);
    if (found) return found;
  }
  return speedIn(reading.text, 0);
}

function speedIn(text: string, offset: number): Found<number> | null {
  for (const [pattern, times] of patterns) {
    const match = pattern.exec(text);
    const value = numberOf(match?.[1] ?? "") * times;
    if (match && value >= 10 && value <= 1000)
      return {
        value,
        span: { start: offset + match.index, end: offset + match.index + match[0].trimEnd().length },
      };
  }
  return null;
}

function bare(text: string, offset: number): Found<number> | null {
  const match = /^\D{0,6}(\d{2,3})(?!\d)/.exec(text);
  const value = Number(match?.[1]);
  return match && value >= 10 && value <= 1000
    ? { value, span: { start: offset, end: offset + match[0].length } }
    : null;
}
