import { cities, districts, englishCities } from "./cities.ts";
import { linesOf } from "./pairs.ts";
import { answersTo, clausesOf, type Reading } from "./reading.ts";
import type { Found } from "./vocabulary.ts";

type City = Found<string> | null;

const names = [...cities].sort((a, b) => b.length - a.length);
const chinese = new RegExp(
  `(${names.join("|")})(?!省|路|人寿|银行|小吃|话|特产|菜|战役|自治州大学)|(${Object.keys(districts).join("|")})`,
  "g",
);
const english = new RegExp(`\\b(${englishCities})\\b`, "g");

/** The city somebody wants to work in, else the one they live in, in the résumé's own language. */
export function findCity(reading: Reading): City {
  for (const field of ["city_wanted", "city_now"] as const) {
    if (field === "city_now") {
      const wish = inSentences(reading, wanted);
      if (wish) return wish;
    }
    for (const { text, start } of answersTo(reading, field)) {
      const move = field === "city_now" ? moving.exec(text) : null;
      const city = cityIn(text, start, move ? move.index : 0) ?? unknownCity(text, start);
      if (city) return city;
    }
  }
  return (
    inSentences(reading, living) ??
    inHead(reading) ??
    inSentences(reading, loose) ??
    inSentences(reading, studying)
  );
}

const moving = /relocat|想去|moving to|计划去|准备去/i;
const wanted =
  /(?:想|希望|意向|打算|计划|准备|期望|目标|优先|要)(?:[^。,]{0,10})(?:在|去|到|回|来)|想去|想到|想回|想来|期望|意向|relocat|moving to|move to|prefer|work in|want|would like|looking for/i;
const living =
  /现居|现住|住在|居住|坐标|\bbase\b|目前[人在]|人在|现在[在住]|现在\S{0,3}住|常住|家在|我?住|我在|based in|live in|living in|located in|residing|currently in|\bfrom\b|本地|base in/i;
const loose = /(?:^|[\s,在来到去])/;
const studying = /在读|大[一二三四](?!年前)|在校|\bstudent\b/i;
const notHere =
  /公司|商行|店|贸易|科技|集团|厂|学院|大学|酒店|基地|旅行社|银行|电商|网络|仓|超市|中心|培训|毕业|就读|任|工作(?:过|了)|做(?:过|了)|之前|以前|曾|年.{0,8}(?:在|任)|一家|university|college|worked|ltd|\bat\b/i;

function inSentences(reading: Reading, sign: RegExp): City {
  for (const clause of clausesOf(reading.done)) {
    const match = sign.exec(clause.text);
    if (!match) continue;
    if (sign === loose && notHere.test(clause.text)) continue;
    const from = sign === loose || sign === studying ? 0 : match.index;
    const city =
      cityIn(clause.text.slice(0, from + 40), clause.start, from) ??
      (sign === loose || /本地/.test(match[0]) ? cityIn(clause.text, clause.start, 0) : null);
    if (!city) continue;
    const behind = reading.done.slice(city.span.end, city.span.end + 14);
    if (
      sign !== wanted &&
      sign !== studying &&
      /^[^\s,。;]{0,10}(?:公司|商行|贸易|科技|集团|学院|大学|厂)/.test(behind)
    )
      continue;
    if (
      sign === living &&
      /之前|以前|曾|worked|毕业于/.test(clause.text.slice(Math.max(0, match.index - 8), match.index + 6))
    )
      continue;
    return city;
  }
  return null;
}

/** A head line with only the city in one of its parts. */
function inHead(reading: Reading): City {
  const lines = linesOf(reading.text)
    .filter(({ text }) => text.trim() !== "")
    .slice(0, 10);
  for (const line of lines) {
    for (const part of line.text.matchAll(/[^|·/,;:\t■()\- 、]+(?: [^|·/,;:\t■()\- 、]+)?/g)) {
      const city = cityIn(part[0], line.start + part.index, 0);
      if (city && part[0].trim().length <= city.value.length + 4 && !notHere.test(part[0])) return city;
    }
  }
  return null;
}

function cityIn(text: string, offset: number, from: number): City {
  for (const pattern of [chinese, english]) {
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    pattern.lastIndex = 0;
    if (!match) continue;
    const value = match[1] ?? districts[match[2] ?? ""] ?? match[0];
    return { value, span: { start: offset + match.index, end: offset + match.index + match[0].length } };
  }
  return null;
}

/** A place no list has, as a label's answer. */
function unknownCity(text: string, offset: number): City {
  const match =
    /^\s*(?:\p{Script=Han}{2,3}省)?(\p{Script=Han}{2,4}?)(?:市|县|区)?(?=$|[\s,、/或和(;])/u.exec(text) ??
    /^\s*([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=$|[,;/(])/.exec(text);
  const value = match?.[1];
  if (
    !match ||
    value === undefined ||
    /不限|全国|面议|均可|本地|附近|都可|随意|接受|任意|any|open|flexible|remote|china/i.test(value)
  )
    return null;
  const start = offset + match[0].indexOf(value);
  return { value, span: { start, end: start + value.length } };
}
