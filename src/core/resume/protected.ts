import { cities, provinces } from "./cities.ts";
import { matchesOf } from "./matches.ts";
import type { Pair } from "./pairs.ts";
import { type ProtectedKind, protectedKinds, type Span } from "./vocabulary.ts";

/** Stands for every character of protected information; nothing that reads the text afterwards can see it. */
export const hidden = "\u25a0";

const place = `(?:${provinces}|${cities.join("|")})`;
const number = "(?:\\d{2}|[二三四五六]?十[一二三四五六七八九]?)";
const before = "(?<=^|[\\s,:、|/·;。()\\-【】])";
const after = "(?=$|[\\s,、|/·;。()\\-【】!~])";

/** What gives each kind away outside of a form's own field. Repetitions are bounded. */
const patterns: readonly (readonly [ProtectedKind, RegExp])[] = [
  ["birth_date", /(?<!\d)[1-9]\d{16}[\dXx](?![\dA-Za-z])/g],
  [
    "gender",
    new RegExp(
      `${before}(?:男|女)${after}|男性|女性|男生|女生|女孩子?|男孩子?|小姐姐|妹子|宝妈|宝爸|(?:是|为)(?:男|女)的|\\b(?:fe)?male\\b|\\b(?:wo)?man\\b(?= (?:aged|of|in (?:my|her|his)))`,
      "gim",
    ),
  ],
  [
    "children",
    /宝妈|宝爸|已育|未育|(?:育有|有|我家?|家里有?|[一二两三1-3]个?)?(?:小?孩子?|宝宝|娃|儿子|女儿)(?:们)?(?:也|都|已经?|今年)?(?:[上读]\S{0,3}学了?|\d{1,2}岁|大了|还小|要?带|在上学)|育有[一二两三]?[男女子孩儿]\S{0,3}|有(?:[一二两三个]{1,2})?(?:小?孩子?|宝宝|儿子|女儿|娃)|[一二两三1-3]个(?:小?孩子?|宝宝|儿子|女儿|娃)|带(?:小?孩|娃|宝宝)|要(?:小?孩子?|二胎|宝宝)|二胎|生育|\b(?:(?:one|two|three|\d|my|a|no) (?:young )?(?:child(?:ren)?|kids?|son|daughter)s?|(?:mother|father|mom|mum|dad) of \w+)\b/gi,
  ],
  ["gender", /\bsingle (?:mother|mom|mum|father|dad)\b/gi],
  ["marital", /\bsingle (?:mother|mom|mum|father|dad)\b|单亲/gi],
  [
    "children",
    /\bsingle (?:mother|mom|mum|father|dad)\b|\b(?:\d{1,2}|\w+)-year-old (?:son|daughter|child|kid|boy|girl)\b|单亲/gi,
  ],
  [
    "age",
    /(?<=\b(?:fe)?male, ?)\d{2}\b|(?<=\p{Script=Han} )(?:1[6-9]|[2-5]\d)(?= ?(?:岁|男|女|未婚|已婚))/giu,
  ],
  ["pregnancy", /怀孕|孕期|备孕|产假|哺乳期|生完?孩子|\bpregnan\w+|\bmaternity leave/gi],
  [
    "age",
    new RegExp(
      `(?:(?:今年|年龄|芳龄|虚岁|周岁|现年)[ :]?(?:是|已经?)?)?${number}(?:周)?岁(?!以下|以上的?顾客)|(?:今年|现年)${number}(?=$|[\\s,。、了!,;])|(?<!\\d)[06-9][05]后|零零后|九零后|九五后|(?:年龄|age)[ :]{0,2}\\d{2}\\b|(?:我叫|我是|本人)\\p{Script=Han}{2,4}[,\\s]{1,2}(?:1[6-9]|[2-5]\\d)(?=$|[\\s,。])|\\b\\d{2}[- ]years?[- ]old\\b|\\baged? (?:of )?\\d{2}\\b|\\b\\d{2} ?y/?o\\b|\\bin my (?:early |mid |late )?(?:twenties|thirties|forties)`,
      "giu",
    ),
  ],
  [
    "birth_date",
    /(?:生于|出生于|生日是?)[ :]?(?:19|20)?\d{2}[年.\-/]?(?:\d{1,2}[月.\-/]?(?:\d{1,2}日?)?)?|(?<!\d)(?:19[5-9]\d|20[01]\d|[6-9]\d|0\d)年?(?:[.\-/]?\d{1,2}月?(?:[.\-/]?\d{1,2}日?)?)?[ ]?(?:出生|生(?=$|[\s,。、|/于人])|年生|年的(?=[,。\s]|$))|(?<!\d)[6-9]\d年(?:的|生)|\bborn (?:in|on) [\w ,/.-]{0,14}\d{4}/gim,
  ],
  [
    "marital",
    /已婚|未婚|离异|离婚|丧偶|单身|已结婚|刚结婚|结了婚|婚育|\b(?:un)?married\b|\bdivorced\b|\bwidow(?:ed|er)?\b|(?<=[,;] ?)single(?=[,;.\n])/gi,
  ],
  [
    "ethnicity",
    /(?:汉|满|回|苗|壮|彝|藏|蒙古|维吾尔|布依|侗|瑶|朝鲜|白|土家|哈尼|哈萨克|傣|黎|畲|仡佬|东乡|纳西|水|羌|土|锡伯|达斡尔|仫佬|景颇|布朗|撒拉|毛南|裕固|高山|俄罗斯|鄂温克|鄂伦春|赫哲)族|\b(?:Han|Hui|Miao|Zhuang|Manchu|Tibetan|Mongol\w*|Uyghur|Korean) (?:ethnic\w*|Chinese\b)|\bethnic (?:Han|Hui|Miao|Zhuang|Manchu|Tibetan|Korean)|\bethnicity\b/gi,
  ],
  [
    "religion",
    /信(?:佛|教|基督|伊斯兰|天主)|佛教徒?|基督徒|基督教|天主教|伊斯兰教?|穆斯林|道教|清真|\b(?:Buddhis[tm]|Christian(?:ity)?|Muslim|Islam|Catholic|Hindu)\b/gi,
  ],
  [
    "hukou",
    /(?:本地|本市|外地|农村|城镇|农业|非农|\p{Script=Han}{2}(?:市)?)?(?:户口|户籍)(?:在?\p{Script=Han}{2,6})?|\bhukou\b/giu,
  ],
  [
    "hometown",
    new RegExp(
      `(?:籍贯|祖籍|老家|家乡)[ :]?(?:是|在|为)?[ ]?(?:${place}(?:省|市)?(?:${place}|\\p{Script=Han}{2,3}[市县区镇])?|\\p{Script=Han}{0,4})|(?:出生|生)[于在]${place}\\p{Script=Han}{0,4}|(?:我?来自)${place}[省市]?\\p{Script=Han}{0,3}|${place}(?:省|市)?(?:\\p{Script=Han}{2,3}[市县区]?)?(?:人|妹子|姑娘|小伙)(?=$|[\\s,。、;!在现])|\\bhome ?town[: ]{1,2}(?:is |in )?[A-Z][a-z]+|\\b(?:native of|born and raised in|originally from) [A-Z][a-z]+`,
      "gu",
    ),
  ],
  [
    "political",
    /(?:中共)?(?:预备)?党员|共?青?团员|(?<=[\s,、|/])群众(?=$|[\s,、|/。])|民主党派|入党|\b(?:communist )?party member\b|\bleague member\b/gi,
  ],
  [
    "height",
    /(?:净)?身高[ :]?(?:约|是)?[ ]?\d[\d.]{1,4} ?(?:cm|厘米|公分|米|m)?|(?<!\d)1[4-9]\d ?(?:cm|厘米|公分)|(?<!\d)1(?:米|\.)[4-9]\d?(?:米|m)?(?=$|[\s,。、])|\bheight:? ?\d[\d.]{1,4} ?(?:cm|m)?|\b1[4-9]\d ?cm\b/gim,
  ],
  [
    "weight",
    /体重[ :]?(?:约|是)?[ ]?\d{2,3}(?:\.\d)? ?(?:kg|公斤|斤|千克)?|(?<=(?:cm|厘米|公分|米)[ ,/、]{0,3})\d{2,3} ?(?:kg|公斤|斤)|\bweight:? ?\d{2,3} ?(?:kg|lbs?)?/gi,
  ],
  [
    "photo",
    /[[(【<]{0,1}(?:贴|附|见|此处)?(?:个人|本人|一寸|两寸|2寸|1寸|免冠|证件|近期)?照片?处?(?:粘贴处)?[\])】>]|贴?照片处|(?:附|贴|个人|本人|一寸|两寸|免冠|证件)照片?(?:已?附|如下|见附件)?|照片(?:已附|见附件|附后|粘贴)|\bphoto(?:graph)?s? (?:is )?(?:attached|enclosed|included|available)|\b(?:attached|enclosed) photo|\[photo\]|\(photo\)/gi,
  ],
  [
    "health",
    /身体(?:很|非常)?(?:健康|好|棒|不好|不太好|受不了|吃不消|原因|素质好|状况良好|无恙|不舒服|硬朗)|健康(?:状况|证|良好)|体健|无(?:重大|传染|遗传|不良)\p{Script=Han}{0,4}(?:疾病|病史)|病史|慢性病|患有\p{Script=Han}{1,8}|颈椎病?|腰椎|腰间盘|高血压|糖尿病|抑郁症?|乙肝|哮喘|近视|做过手术|\b(?:in )?(?:good|excellent|perfect) health\b|\bhealthy\b|\b(?:diabetes|asthma|depression)\b/giu,
  ],
  [
    "disability",
    /残疾证?(?:[一二三四]级)?|残障|(?:听力|视力|肢体)障碍|聋哑|轮椅|\bdisabilit(?:y|ies)\b|\bdisabled\b|\bwheelchair\b/gi,
  ],
  [
    "nationality",
    /(?:中国|马来西亚|新加坡|韩国|日本|美国|越南|泰国)(?:国籍|公民|籍)|\b(?:Chinese|Malaysian|Singaporean|Korean|Japanese|Filipino|Thai|Vietnamese|Indian|British|American) (?:national(?:ity)?|citizen(?:ship)?|passport)\b/gi,
  ],
  [
    "appearance",
    /(?:形象|外形|外貌)(?:气质)?(?:很)?(?:好|佳|端正|良好|甜美)|五官端正|相貌端正|相貌|颜值|气质(?:佳|好)|长相|甜美|\bgood[- ]looking\b|\battractive appearance\b|\b(?:neat|pleasant|good) appearance\b/gi,
  ],
];

const kinds = new Set<string>(protectedKinds);
const empty = /^(?:[-_/\\.—\s]*|略|保密|不填|未填|不便透露|n\/?a|not stated)$/i;

/** The kinds of protected information in a text, in the vocabulary's order, and the text with every mention hidden. */
export function hideProtected(
  text: string,
  pairs: readonly Pair[],
): { kinds: ProtectedKind[]; text: string; spans: Span[] } {
  const present = new Set<string>();
  const spans: Span[] = [];
  const say = (kind: string, span: Span) => {
    present.add(kind);
    spans.push(span);
  };
  for (const { field, label, value } of pairs) {
    if (!kinds.has(field)) continue;
    const answer = text.slice(value.start, value.end);
    spans.push(label);
    if (empty.test(answer)) continue;
    const whole = own(answer);
    say(field, { start: value.start, end: value.start + whole });
    if (field === "marital" && /育/.test(text.slice(label.start, label.end) + answer))
      present.add("children");
    if (/身高\/?体重/.test(text.slice(label.start, label.end))) present.add("weight");
    if (/身份证|证件号|\bid\b/i.test(text.slice(label.start, label.end))) present.add("birth_date");
  }
  const shown = blank(text, spans);
  for (const [kind, pattern] of patterns) {
    for (const match of matchesOf(pattern, text)) {
      const span = { start: match.index, end: match.index + match[0].length };
      // What a form's field holds has been named already; a second kind inside it counts all the same.
      if (shown.slice(span.start, span.end).includes(hidden) && !second.test(match[0])) continue;
      say(kind, span);
    }
  }
  return { kinds: protectedKinds.filter((kind) => present.has(kind)), text: blank(text, spans), spans };
}

const second = /^(?:已育|未育|已婚|未婚|离异|单身|丧偶|\d{2}岁|男|女)$/;

/** How much of an answer belongs to its label: all of a cell, of a sentence the first part. */
function own(answer: string): number {
  if (answer.length <= 24) {
    const stop = /[;。]| (?=\S+[:：])/.exec(answer);
    return stop ? stop.index : answer.length;
  }
  const stop = /[;。,，]/.exec(answer);
  return stop ? stop.index : Math.min(answer.length, 40);
}

function blank(text: string, spans: readonly Span[]): string {
  const chars = text.split("");
  for (const { start, end } of spans)
    for (let i = start; i < end; i++)
      if (chars[i] !== "\n" && chars[i] !== "|" && chars[i] !== "\t") chars[i] = hidden;
  return chars.join("");
}
