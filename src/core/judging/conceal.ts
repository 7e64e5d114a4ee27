import { inLocale, type Locale } from "../locale.ts";
import { maskPersonal } from "../masking.ts";
import { isHanName } from "../resume/surnames.ts";
import { findSuspicious } from "../scoring/suspicious.ts";

const cut = { zh: "[已略去]", en: "[left out]" };
const name = { zh: "[姓名已隐藏]", en: "[name hidden]" };
const day = { zh: "[日期已隐藏]", en: "[date hidden]" };

const dates = /(?:19|20)\d{2}\s?(?:年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?|[-/.]\d{1,2}[-/.]\d{1,2})/gu;
const invisible = /[\p{Cc}\p{Cf}]/gu;

/**
 * What a model may see of a message: without names, contact data, calendar dates, invisible characters, and without
 * the sentences that give it orders. Deadlines ("18点前", "48小时") stay: they are what is looked for.
 */
export function concealForModel(text: string, names: readonly string[], locale: Locale): string {
  let shown = "";
  let from = 0;
  for (const { start, end, kind } of findSuspicious(text)) {
    if (kind !== "orders" || end <= from) continue;
    shown += text.slice(from, Math.max(from, start)) + inLocale(cut, locale);
    from = end;
  }
  shown += text.slice(from);
  shown = maskPersonal(shown.replace(/[\r\n\t]+/gu, " ").replace(invisible, ""), locale);
  shown = shown.replace(dates, inLocale(day, locale));
  for (const known of names.flatMap(partsOfName)) {
    const pattern = known.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const whole = /^[\p{Script=Latin}\s'.-]+$/u.test(known) ? `(?<!\\p{L})${pattern}(?!\\p{L})` : pattern;
    shown = shown.replace(new RegExp(whole, "giu"), inLocale(name, locale));
  }
  return shown;
}

/** Names by which people say who they are: 我叫王小芳, 我是小芳, my name is Anna Li. Elsewhere 我叫 calls somebody. */
export const givenNames = (text: string): string[] => [
  ...[...text.matchAll(ownName)].flatMap(([, said = ""]) =>
    isHanName(said) || /^[小阿]\p{Script=Han}$/u.test(said) ? [said] : [],
  ),
  ...[
    ...text.matchAll(
      /\b(?:[Mm]y name(?:['’]s| is)|[Ii]['’]m|[Ii] am|[Tt]his is) ([A-Z][a-z]+(?: [A-Z][a-z]+)?)/g,
    ),
  ].map(([, said = ""]) => said),
];

const ownName =
  /(?:我叫|我是|本人|我的名字[叫是])(?:做)?(\p{Script=Han}{2,4}?)(?=[\s\p{P}]|$|请问|想|今年|来|能|可以|会|你们)/gu;

/** A name as people use it of themselves: whole, by its Latin parts, and the given name of a Chinese one. */
function partsOfName(full: string): string[] {
  const latin = full.split(/\s+/).filter((part) => /^\p{Script=Latin}{3,}$/u.test(part));
  const given = /^\p{Script=Han}{3}$/u.test(full) ? [full.slice(1)] : [];
  return [full, ...latin, ...given].filter((part) => [...part].length >= 2);
}
