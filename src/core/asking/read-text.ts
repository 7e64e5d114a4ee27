import { simplify } from "../scoring/language-simplify.ts";
import { mendEnglish } from "./mend-english.ts";

/** Slips of the pinyin keyboard and of speech input, and what was meant. */
const slips: readonly (readonly [RegExp, string])[] = [
  [/减历|简力|剪历|检历|建历|简例|履历|简厉/g, "简历"],
  [/面式|面识|免试|棉试|面是(?=多少|几|量|率)/g, "面试"],
  [/渠到|曲道|取道|渠倒|去到(?=简历|转化)/g, "渠道"],
  [/入值|入只|人职(?=了|率|数|几|多)|入直/g, "入职"],
  [/离值|离只|离直/g, "离职"],
  [/转花率|转换率|转划率|专化率/g, "转化率"],
  [/通果率|同过率/g, "通过率"],
  [/智连|知联|志联|智聊|只联|质联/g, "智联"],
  [/列聘|猎骋|烈聘|猎品|列品|裂聘/g, "猎聘"],
  [/抖因|斗音|都音|豆音|抖阴|斗因/g, "抖音"],
  [/拉钩|拉够/g, "拉勾"],
  [/内退|内腿/g, "内推"],
  [/本越|本阅/g, "本月"],
  [/侧评|测屏|策评|评测|测平/g, "测评"],
  [/流存|留村|留纯/g, "留存"],
  [/成苯|承本/g, "成本"],
  [/花废|话费(?!卡)/g, "花费"],
  [/岗为|港位|刚位/g, "岗位"],
  [/到港率|道岗率/g, "到岗率"],
  [/王班|完班/g, "晚班"],
  [/博斯直聘|波士直聘|博士直聘|老板直聘|波斯直聘|boos直聘/g, "boss直聘"],
  [/年令|年零(?=段|分)/g, "年龄"],
  [/姓别|性另刂?/g, "性别"],
  [/礼拜/g, "周"],
  [/星期(?=[一二三四五六日天几1-6])/g, "周"],
  [/([上本这下每哪])个?星期/g, "$1周"],
  [/(?<!拼)多多少(?!了)/g, "多了多少"],
  [/几多/g, "多少"],
  [/几时/g, "什么时候"],
  [/嘅|滴(?=简历|转化|人|渠道)/g, "的"],
  [/咩|啥子|啥/g, "什么"],
  [/为什么子/g, "为什么"],
  [/边个/g, "哪个"],
  [/冇/g, "没有"],
  [/今个/g, "这个"],
  [/好多(?=个|人|份|钱|简历)/g, "多少"],
  [/咋样/g, "怎么样"],
  [/咋/g, "怎么"],
  [/昨儿个?/g, "昨天"],
  [/今儿个?/g, "今天"],
  [/前儿个?/g, "前天"],
  [/尋日|寻日|琴日/g, "昨天"],
  [/今日/g, "今天"],
  [/昨日/g, "昨天"],
  [/(?<!人)才来/g, "来"],
  [/那(?=个(?:招聘)?(?:渠道|平台|岗位|岗|网站).{0,12}最)/g, "哪"],
];

/** Names of shops that are written in several ways, also inside job names. */
const aliases: readonly (readonly [RegExp, string])[] = [
  [/pre[- ]?sales?\b/g, "售前"],
  [/(?:after|post)[- ]?sales?\b|aftersales?\b/g, "售后"],
  [/\bt-?mall\b|天猫店(?=铺)?/g, "天猫"],
  [/\bpinduoduo\b|\bpdd\b|拼夕夕|(?<!拼)多多(?=那|晚|白|客|岗|店|的|售)/g, "拼多多"],
  [/\bjd\b(?!\.)|\bjingdong\b|\bjd\.com\b/g, "京东"],
  [/\btaobao\b/g, "淘宝"],
  [/\bxiaohongshu\b|\brednote\b/g, "小红书"],
  [/\bdouyin (?:shop|store)\b|\bdoudian\b|抖音小店|抖音店铺?/g, "抖店"],
];

const digits = "零一二三四五六七八九";

function numeral(run: string): string {
  if (!run.includes("十")) return Array.from(run, (char) => digits.indexOf(char)).join("");
  const [tens = "", ones = ""] = run.split("十");
  const high = tens === "" ? 1 : digits.indexOf(tens);
  return String(high * 10 + (ones === "" ? 0 : digits.indexOf(ones)));
}

/** Small Chinese numbers as digits: "近七天" = "近7天", "第三季度" = "第3季度", "十一月" = "11月". */
const counted = (text: string): string =>
  text
    .replace(/两(?=个|天|周|月|年|名|位|条|份|大|家)/g, "二")
    .replace(/〇/g, "零")
    .replace(/四(?=川)/g, "肆")
    .replace(/[一二三四五六七八九]?十[一二三四五六七八九]?|[零一二三四五六七八九]+/g, numeral)
    .replace(/肆/g, "四");

/** Cyrillic and Greek letters that look like Latin ones. */
const lookalikes: Readonly<Record<string, string>> = {
  а: "a",
  е: "e",
  о: "o",
  р: "p",
  с: "c",
  у: "y",
  х: "x",
  і: "i",
  ѕ: "s",
  ԁ: "d",
  ɡ: "g",
  ο: "o",
  α: "a",
  ε: "e",
};

/**
 * A question in the form the patterns are written in: width, case, script, accents, spaces, small numbers and common
 * slips made uniform. Job names are read the same way before they are looked for.
 */
export function readText(text: string): string {
  const plain = simplify(text.slice(0, 1000).normalize("NFKC").toLowerCase())
    .normalize("NFD")
    .replace(/[\u0300-\u036f\p{Cf}]/gu, "")
    .normalize("NFC")
    .replace(/[аеорсухіѕԁɡοαε]/g, (char) => lookalikes[char] ?? char)
    .replace(/[‘’`´]/g, "'")
    .replace(/[“”「」『』]/g, '"')
    .replace(/[–—―−]/g, "-")
    .replace(/\s+/g, " ")
    .replace(/(?<=[\p{Script=Han}，。？！、；：]) | (?=[\p{Script=Han}，。？！、；：])/gu, "")
    .trim();
  const slipped = slips.reduce((now, [pattern, meant]) => now.replace(pattern, meant), plain);
  const named = aliases.reduce((now, [pattern, meant]) => now.replace(pattern, meant), slipped);
  return mendEnglish(counted(named));
}

/** Chinese when there is any Chinese character, or nothing to tell by. */
export const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text) || !/[a-z]/i.test(text);
