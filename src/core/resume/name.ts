import { matchesOf } from "./matches.ts";
import { linesOf } from "./pairs.ts";
import { hidden } from "./protected.ts";
import { answersTo, type Reading } from "./reading.ts";
import { isHanName, startsWithDouble } from "./surnames.ts";
import type { Found } from "./vocabulary.ts";

type Name = Found<string> | null;

/** The person's name: from its label, from 「我叫…」, or from the head of the page; null for a nickname or a bare surname. */
export const findName = (reading: Reading): Name =>
  fromLabel(reading) ?? fromSentence(reading.text) ?? fromHead(reading.text) ?? fromSignature(reading.text);

const han = "\\p{Script=Han}";
const latin = "[A-Z][A-Za-z'-]{1,19}(?: [A-Z][A-Za-z'.-]{0,19}){0,3}";

function fromLabel(reading: Reading): Name {
  for (const { text, start, label } of answersTo(reading, "name")) {
    const speaker = /候选人|candidate|求职者|应聘者|申请人|applicant/i.test(label);
    const match = new RegExp(
      `^[ ]*(${han}{1,4}(?: ?[·•] ?${han}{1,8}){1,3}|${han}(?: {0,3}${han}){1,3}|${latin})(?=$|[\\s,;。()|/${hidden}])`,
      "u",
    ).exec(text);
    const written = match?.[1];
    if (written === undefined) continue;
    const value = /\p{Script=Han}/u.test(written) ? written.replace(/ /g, "") : written.trim();
    const ok = /\p{Script=Han}/u.test(value)
      ? value.includes("·") ||
        isHanName(value) ||
        (!speaker && /^\p{Script=Han}{2,4}$/u.test(value) && !unlikely.test(value))
      : !speaker || isLatinName(value);
    if (ok) return found(value, start + text.indexOf(written), written.length);
  }
  return null;
}

const unlikely = /先生|女士|小姐|同学|保密|匿名|不便|客服|姓名|专员|简历|未填|你好|您好/;

/** What may follow a name in a sentence without a mark between. */
const goesOn =
  /^(?:$|[^p{L}\d]|[\s,。;!?、.~(（)|·/■]|然后|今年|现年|来自|现在|目前|毕业|是[一个名]|在|做[了过]?|应聘|想|之前|以前|住|有|的|从|人在|老家|很|呀|啊|哈|呢|吧|哦|嗯|电话|手机|性别|联系|年龄|来|我|刚|曾|主|从事|于|申请|求职|任)/u;

function fromSentence(text: string): Name {
  const heads =
    /(?<![他她友事板们字管理长姐哥弟妹])(?:(?:中文名|真名)(?:字)?(?:是|叫|:)?|我的名字(?:是|叫)|我名字?叫(?:做)?|名叫|(?:我|本人)叫(?:做)?|姓名(?:是)?|本人(?:姓名)?|我是|(?<=^|[\s,。;!])叫(?:做)?|鄙人)[ :]{0,2}(?=\p{Script=Han})/gmu;
  for (const match of matchesOf(heads, text)) {
    const start = match.index + match[0].length;
    const rest = text.slice(start, start + 12);
    const strict = /我是|本人$/.test(match[0]);
    for (const length of startsWithDouble(rest) ? [4, 3] : [3, 2]) {
      const value = rest.slice(0, length);
      if (!isHanName(value)) continue;
      const next = rest.slice(length);
      if (strict ? /^(?:$|[\s,。;!、.~(|·/■])/.test(next) : goesOn.test(next))
        return found(value, start, length);
    }
  }
  const english = new RegExp(
    `\\b(?:[Mm]y name is|[Mm]y name's|[Nn]ame's|I am called|I go by) (${latin})|\\b(?:I am|I'm|[Tt]his is) ([A-Z][a-z]+ [A-Z][a-z]+)(?= from|[,.]| and)`,
    "g",
  );
  for (const match of matchesOf(english, text)) {
    const value = match[1] ?? match[2] ?? "";
    if (isLatinName(value)) return found(value, match.index + match[0].indexOf(value), value.length);
  }
  return null;
}

const jobWords =
  /\b(?:customer|service|support|specialist|manager|resume|cv|curriculum|vitae|profile|summary|experience|education|skills|application|online|e-?commerce|candidate|agent|team|leader|lead|assistant|sales|china|personal|details|dear|hello|hi|objective|contact|information|expected|email|phone|representative|chat|work|history|amazon|taobao|tmall|shopee|lazada|remote|part|full|time|cross|border|junior|senior|after|university|college|limited|ltd|street|road|district|province|city|languages?|night|shift|references?|available|cover|letter|to|the|of|for|and|name|about|me|my|best|kind|regards|sincerely|hiring|thanks?|thank|you)\b/i;

/** Two to four words that start with capitals and mean nothing else here. */
const isLatinName = (text: string): boolean => !jobWords.test(text) && new RegExp(`^${latin}$`).test(text);

function fromHead(text: string): Name {
  const lines = linesOf(text)
    .filter((line) => line.text.trim() !== "")
    .slice(0, 8);
  for (const line of lines) {
    const title =
      /(\p{Script=Han}{2,4}?)的?(?:个人)?(?:简历|求职信|个人介绍|自我介绍|履历|个人资料)/u.exec(line.text) ??
      /(?:简历|履历|申请资料|求职信|应聘|自荐信|介绍|资料)[\s\-_:~()|·】\]《》+]{1,6}(\p{Script=Han}{2,4})(?=$|[\s\-_|·,(/+])/u.exec(
        line.text,
      );
    const value = title?.[1];
    if (title && value !== undefined) {
      for (let from = 0; value.length - from >= 2; from++)
        if (isHanName(value.slice(from)))
          return found(
            value.slice(from),
            line.start + title.index + title[0].indexOf(value) + from,
            value.length - from,
          );
    }
  }
  const turned = /^\s*([A-Z]{2,12}), ?([A-Z][a-z]{1,14}(?: [A-Z][a-z]+)?)\s*$/.exec(lines[0]?.text ?? "");
  if (turned && lines[0] && isLatinName(`${turned[2]} Aa`))
    return found(
      capitals(`${turned[2]} ${capitals(turned[1] ?? "")}`),
      lines[0].start,
      turned[0].trimEnd().length,
    );
  for (const line of lines.slice(0, 6)) {
    for (const part of line.text.slice(0, 80).matchAll(/[^|·\-_/,;:\t■()。【】[\]]+/g)) {
      const raw = part[0];
      const start = line.start + part.index + (raw.length - raw.trimStart().length);
      const words = raw.trim();
      const joined = words.replace(/ /g, "");
      if (/^\p{Script=Han}(?: {0,4}\p{Script=Han}){1,3}$/u.test(words) && isHanName(joined))
        return found(joined, start, words.length);
      const first = /^(\p{Script=Han}{2,4}) /u.exec(words)?.[1];
      if (first !== undefined && part.index < 3 && isHanName(first)) return found(first, start, first.length);
      const roman = words.split(/ {2,}/)[0] ?? "";
      if (
        lines.slice(0, Math.min(3, lines.indexOf(line))).every(({ text: above }) => titled.test(above)) &&
        lines.indexOf(line) < 3
      )
        if (
          /^[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'.-]*){1,3}$/.test(roman) &&
          isLatinName(roman) &&
          !firm.test(roman)
        )
          return found(capitals(roman), start, roman.length);
    }
  }
  return null;
}

const titled = /\b(?:resume|curriculum|vitae|cv|profile|application)\b|简历|履历/i;
const firm =
  /\b(?:Ltd|Co|Inc|Trading|Mall|Store|Group|Home|Logistics|Shop|Center|Centre|Bank)\b|^(?:Hong Kong|New York|Kuala Lumpur)$/;

/** A letter is signed at its end. */
function fromSignature(text: string): Name {
  const lines = linesOf(text).filter((line) => line.text.trim() !== "");
  const last = lines.at(-1);
  if (!last || lines.length < 3) return null;
  const words = last.text.trim();
  const start = last.start + last.text.indexOf(words);
  const signed =
    /^(?:(?:申请人|求职者|自荐人|此致敬礼|Best regards,?|Sincerely,?|Regards,?)[: ]*)?(\p{Script=Han}{2,4}|[A-Z][a-z]+(?: [A-Z][a-z]+){1,2})$/u.exec(
      words,
    )?.[1];
  if (signed === undefined || !(isHanName(signed) || isLatinName(signed))) return null;
  return found(signed, start + words.lastIndexOf(signed), signed.length);
}

/** LINDA ZHAO -> Linda Zhao. */
const capitals = (name: string): string =>
  /[a-z]/.test(name) ? name : name.replace(/[A-Z]+/g, (word) => word.charAt(0) + word.slice(1).toLowerCase());

const found = (value: string, start: number, length: number): Found<string> => ({
  value,
  span: { start, end: start + length },
});
