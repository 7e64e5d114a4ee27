import { concealForModel } from "../judging/conceal.ts";
import type { Locale } from "../locale.ts";
import { isHanName } from "./surnames.ts";
import { withoutProtected } from "./without-protected.ts";

/** More is not shown: a résumé says what it says on its first pages. */
const mostShown = 8_000;

/** Lines that say who somebody is or where they live, with everything after the label. */
const identity =
  /((?:真实)?姓\s{0,2}名|名字|英文名|联系人|(?:家庭|现居|居住|通[讯信]|联系)?(?:住址|地址)|身份证(?:号码?)?|出生\S{0,4}|籍贯|学校|毕业院校|\b(?:full |first |last )?name\b|\baddress\b|\bid (?:no|number)\b|\buniversity\b|\bschool\b)(\s{0,4}[:：|]\s{0,4})[^\n]{1,80}/giu;
const links = /(?:https?:\/\/|www\.)\S{1,200}/giu;
/** Landlines, identity and account numbers that are written in ways of their own; years and pay are shorter. */
const numbers = /\d(?:[ -]?\d){6,}/gu;

/**
 * What a model may see of a résumé: without name, contacts, addresses, long numbers, calendar dates, everything that is
 * protected, and without sentences that give it orders. Line by line, so that what is left stands as it was written.
 */
export function resumeForModel(text: string, name: string | null): string {
  const locale: Locale = /\p{Script=Han}/u.test(text) ? "zh-CN" : "en";
  const cut = locale === "en" ? "[hidden]" : "[已隐藏]";
  const lines = withoutProtected(text).slice(0, mostShown).split("\n");
  return lines
    .map((line, at) => {
      // A name that stands alone at the top says itself what it is.
      if (at < 6 && isHanName(line.trim())) return cut;
      const bare = line
        .replace(links, cut)
        .replace(identity, (_, label: string, colon: string) => `${label}${colon}${cut}`);
      return concealForModel(bare, name === null ? [] : [name], locale).replace(numbers, cut);
    })
    .join("\n");
}
