import type { Locale } from "./locale.ts";

type Kind = "phone" | "id" | "email" | "account";

const shown: Record<Kind, Record<Locale, string>> = {
  phone: { "zh-CN": "[手机号已隐藏]", en: "[phone hidden]" },
  id: { "zh-CN": "[证件号已隐藏]", en: "[ID number hidden]" },
  email: { "zh-CN": "[邮箱已隐藏]", en: "[e-mail hidden]" },
  account: { "zh-CN": "[账号已隐藏]", en: "[account hidden]" },
};

// Every repetition is bounded and no two neighbours can match the same character, so matching stays linear.
const phone = /(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g;
const identity = /(?<!\d)[1-9]\d{16}[\dXx](?![\dA-Za-z])/g;
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
const account =
  /(?:微信号?|薇信|威信|v信|wechat|weixin|\bwx|\bvx|扣扣|\bqq)(?:号码|号|id)?\s{0,3}(?:[:：=]|是|is|加|为)?\s{0,3}([A-Za-z][\w-]{5,19}|\d{5,12})(?!\w)/gi;

/**
 * `text` with mainland mobile numbers, resident identity numbers (18 digits with a valid date and check digit, so that
 * order numbers stay readable), e-mail addresses and WeChat/QQ accounts replaced by a bracketed word in `locale`.
 * Full-width digits count as digits. Everything else is returned unchanged.
 */
export function maskPersonal(text: string, locale: Locale): string {
  let masked = text;
  masked = replace(masked, email, () => shown.email[locale]);
  masked = replace(masked, identity, (found) => (isIdentityNumber(found) ? shown.id[locale] : null));
  masked = replace(masked, phone, () => shown.phone[locale]);
  return replace(
    masked,
    account,
    (found, name) => found.slice(0, found.length - name.length) + shown.account[locale],
  );
}

/** A way to reach somebody that stands in a text. */
export type FoundContact = { kind: Exclude<Kind, "id">; text: string };

/** The ways to reach somebody that `maskPersonal` would hide, in half-width characters; identity numbers never. */
export function contactsIn(text: string): FoundContact[] {
  const rest = replace(halfWidth(text), identity, (found) => (isIdentityNumber(found) ? " " : null));
  const all = (kind: FoundContact["kind"], pattern: RegExp, group: number) =>
    [...rest.matchAll(pattern)].map((match) => ({ kind, text: match[group] ?? match[0] }));
  return [...all("phone", phone, 0), ...all("email", email, 0), ...all("account", account, 1)];
}

/** A text without the ways to reach somebody that stand in it, and their names: what is left says what they want. */
export function withoutContacts(text: string): string {
  // Nearly no message has any, and this is on the path of every one.
  if (!mayHaveContacts.test(text)) return text;
  let rest = text;
  for (const pattern of [email, phone, account]) rest = replace(rest, pattern, () => gone);
  return rest.includes(gone) ? rest.replace(called, " ") : rest;
}

const mayHaveContacts = /(?:\p{Nd}[ -]?){9}|[@＠]|微信|[薇威v扣]|weixin|wechat|wx|qq/iu;
const gone = "\u0000";
const called =
  /(?:我的?)?(?:(?:联系)?电话|手机|邮箱|微信|联系方式|phone|mobile|tel|e-?mail|wechat)?(?:号码|号)?\s{0,3}(?:[:：=]|是|is)?\s{0,3}\u0000/giu;

/** Finds in a copy with half-width characters (same length), replaces in the original. */
function replace(text: string, pattern: RegExp, by: (found: string, group: string) => string | null): string {
  const folded = halfWidth(text);
  let out = "";
  let from = 0;
  for (const match of folded.matchAll(pattern)) {
    const found = match[0];
    const instead = by(text.slice(match.index, match.index + found.length), match[1] ?? "");
    if (instead === null) continue;
    out += text.slice(from, match.index) + instead;
    from = match.index + found.length;
  }
  return out + text.slice(from);
}

const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** GB 11643-1999: birth date in digits 7-14, check digit by ISO 7064 MOD 11-2. */
function isIdentityNumber(found: string): boolean {
  const digits = halfWidth(found).toUpperCase();
  const [year, month, day] = [digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(digits[i]) * (2 ** (17 - i) % 11);
  return "10X98765432"[sum % 11] === digits[17];
}
