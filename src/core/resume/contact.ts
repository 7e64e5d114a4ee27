import { matchesOf } from "./matches.ts";
import { answersTo, type Reading } from "./reading.ts";
import { isSurname } from "./surnames.ts";
import type { Found } from "./vocabulary.ts";

// One mark between two digits at most twice, never over a line's end; a longer number is none of these.
const mobile =
  /(?<![\d.])(?:\(?(?:\+|00)?86\)?[ -]{0,3})?1[ \-.·_*~(),]{0,3}[3-9](?:[ \-.·_*~(),]{0,3}\d){9}(?!\d)/g;

const someoneElse =
  /紧急|家人|家属|父亲?|母亲?|爸|妈|老公|老婆|丈夫|妻子|配偶|哥|姐|弟|妹|朋友|同事|同学|推荐人|证明人|介绍人|内推|背调|背景调查|(?:前|原|直属|我的|现|上家)(?:公司)?(?:的)?(?:主管|领导|经理|上级|老板|店长)|公司(?:的)?(?:电话|座机|热线|号码|手机|联系)|单位电话|店铺?电话|客服热线|热线|座机|人事|\bhr\b|(?:的|他|她)(?:号码|电话|手机)?是$|\b(?:emergency|manager|referee|reference|supervisor|boss|employer|office|hotline|friend|mother|father|wife|husband|spouse|brother|sister|colleague|recruiter)\b/i;
const notAPhone = /订单号?|编号|工号|学号|证书号?|卡号|单号|运单|快递|\border\b|\bid\b/i;
const ownWords =
  /手机|电话|联系|移动|电联|联络|微信|号码|(?:^|[^a-z])(?:tel|phone|mobile|cell|number|call|reach|contact|vx|wx|m|t|p)(?:[^a-z]|$)/i;
const second = /备用|另一?个?|第二|其他|以前|旧号|曾用|已停用|alternative|backup|old/i;

/** The person's own mobile number in 11 digits; never another's, and null rather than a guess. */
export function findPhone(reading: Reading): Found<string> | null {
  const { text } = reading;
  const labelled = answersTo(reading, "phone");
  const candidates: (Found<string> & { score: number })[] = [];
  let last = 0;
  for (const match of matchesOf(mobile, text)) {
    const start = match.index;
    const end = start + match[0].length;
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const around = text.slice(Math.max(lineStart, last, start - 40), start);
    const behind = /^[ ]?\(([^()\n]{1,10})\)/.exec(text.slice(end, end + 14))?.[1] ?? "";
    last = end;
    const digits = match[0].replace(/\D/g, "").slice(-11);
    if (
      text[end] === "@" ||
      (/[A-Za-z_]$/.test(around) &&
        !/(?:^|[^a-z])(?:vx|wx|wechat|tel|phone|mobile|cell|m|t|p)$/i.test(around))
    )
      continue;
    const near = around.slice(-24);
    const sentence = near.slice(
      Math.max(...["。", ";", "!", "?", ","].map((mark) => near.lastIndexOf(mark))) + 1,
    );
    const byTitle =
      /(.)(?:经理|主管|店长|总|老师|组长|小姐|先生|女士)[ :]{0,2}(?:的?(?:电话|手机|号码))?[ :]{0,2}$/.exec(
        near,
      );
    let score = 0;
    if (labelled.some((answer) => start >= answer.start && start < answer.end)) score += 3;
    if (ownWords.test(sentence)) score += 2;
    if (someoneElse.test(sentence) || someoneElse.test(behind)) score -= 10;
    if (someoneElse.test(near) && !ownWords.test(sentence)) score -= 10;
    if (byTitle && isSurname(byTitle[1] ?? "")) score -= 10;
    if (notAPhone.test(sentence)) score -= 10;
    if (second.test(sentence) || second.test(behind)) score -= 2;
    candidates.push({ value: digits, span: { start, end }, score });
  }
  const best = candidates.reduce<(typeof candidates)[number] | null>(
    (top, one) => (top === null || one.score > top.score ? one : top),
    null,
  );
  return best && best.score > -5 ? { value: best.value, span: best.span } : null;
}

const mail =
  /([A-Za-z0-9][\w.+-]{0,63}) {0,2}(@|\(at\)|\[at\]|\{at\}|#(?=[\w-]+\.[a-z])|艾特| at (?!\S*@)(?=[\w-]+ ?(?:\.|dot)))\s{0,2}([A-Za-z0-9][\w-]{0,62}(?: {0,1}(?:\.|。|点|\(dot\)|\[dot\]| dot ) {0,1}[A-Za-z0-9][\w-]{0,30}){1,4})/gi;
const companyMail =
  /公司邮箱|企业邮箱|客服邮箱|投递|推荐人|主管邮箱|\b(?:manager|referee|reference|company|office|emergency)\b|\bhr\b/i;
const roleMail = /^(?:hr|service|kefu|support|info|admin|recruit|jobs?|career|zhaopin|contact|sales)\d*$/i;

/** The person's own e-mail address, as they write it, with (at), # or 艾特 turned into @. */
export function findEmail(reading: Reading): Found<string> | null {
  const { text } = reading;
  const labelled = answersTo(reading, "email");
  let best: (Found<string> & { score: number }) | null = null;
  for (const match of matchesOf(mail, text)) {
    const start = match.index;
    const end = start + match[0].length;
    const domain = (match[3] ?? "").replace(/ ?(?:。|点|\(dot\)|\[dot\]| dot ) ?/gi, ".").replace(/ /g, "");
    if (!/\.[a-z]{2,}$/i.test(domain)) continue;
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const near = text.slice(Math.max(lineStart, start - 20), start);
    let score = labelled.some((answer) => start >= answer.start && start < answer.end) ? 3 : 0;
    if (companyMail.test(near)) score -= 10;
    if (roleMail.test(match[1] ?? "")) score -= 4;
    if (best === null || score > best.score)
      best = { value: `${match[1]}@${domain}`, span: { start, end }, score };
  }
  return best && best.score > -4 ? { value: best.value, span: best.span } : null;
}
