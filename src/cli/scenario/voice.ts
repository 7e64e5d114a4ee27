import type { Random } from "../../core/random.ts";
import { traditional } from "../../core/scoring/language-simplify.ts";
import type { Style } from "./personas.ts";

/** A reply as this person types it: spelling, dialect and punctuation change, what is said does not. */
export function inStyle(text: string, style: Style, random: Random): string {
  switch (style) {
    case "plain":
      return text;
    case "curt":
      return curt(text);
    case "traditional":
      return traditional(text);
    case "dialect":
      return dialect(text, random);
    default:
      return style satisfies never;
  }
}

/** No greeting, no "please", no particles. */
const curt = (text: string): string =>
  text
    .replace(/您好，|麻烦您?|请您|真的|实在|特别|[呢哦呀啦~]/gu, "")
    .replace(/您/gu, "你")
    .replace(/。$/u, "");

/** Southern words, sounds written alike, and the slips of a phone keyboard. */
const slips: readonly (readonly [RegExp, string])[] = [
  [/什么/gu, "啥子"],
  [/怎么/gu, "咋个"],
  [/这个/gu, "这个嘛"],
  [/没有/gu, "没得"],
  [/知道/gu, "晓得"],
  [/的时候/gu, "滴时候"],
  [/一下/gu, "哈子"],
  [/我们/gu, "我们这边"],
  [/您/gu, "你"],
  [/帐/gu, "账"],
  [/再/gu, "在"],
  [/订单号/gu, "定单号"],
  [/，/gu, " "],
  [/。|？/gu, ""],
  [/吗/gu, "不嘛"],
  [/已经/gu, "己经"],
  [/给/gu, "给到"],
];

const dialect = (text: string, random: Random): string =>
  slips.reduce((result, [from, to]) => (random() < 0.45 ? result.replace(from, to) : result), text);
