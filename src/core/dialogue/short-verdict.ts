import { simplify } from "../scoring/language-simplify.ts";

export type Verdict = "true" | "false" | "unsure";

/**
 * The verdict of an answer to a true/false statement, and whether a reason comes with it; null = none was given, or the
 * words could mean either ("不可以" may agree with "客服不能发微信" or contradict it): better to ask again than to guess.
 */
export function verdictOf(text: string): { verdict: Verdict; reason: boolean } | null {
  const said = simplify(text.slice(0, 1000).normalize("NFKC").toLowerCase()).replace(/[\uFE0F\u20E3]/gu, " ");
  const start = leadIn.exec(said)?.[0].length ?? 0;
  const rest = said.slice(start);
  const option = optionNumber.exec(rest);
  if (option) {
    // "1. 错" numbers the line; the word is the answer.
    const reason = rest.slice(option[0].length);
    const word = leading(reason.slice(leadIn.exec(reason)?.[0].length ?? 0));
    return word ?? { verdict: options[option[1] ?? ""] ?? "unsure", reason: isReason(reason) };
  }
  return leading(rest) ?? closing(said);
}

type Found = { verdict: Verdict; reason: boolean };

const leading = (said: string): Found | null => {
  for (const [verdict, pattern] of patterns) {
    const match = pattern.exec(said);
    if (match) return { verdict, reason: isReason(said.slice(match[0].length)) };
  }
  return null;
};

/** The reason first: "机器人不算，所以是错的". */
const closing = (said: string): Found | null => {
  const match = last.exec(said);
  if (!match) return null;
  const verdict = /^(?:错|不对|不正确|false|wrong|incorrect)/u.test(match[1] ?? "") ? "false" : "true";
  return { verdict, reason: isReason(said.slice(0, match.index)) };
};

const isReason = (text: string): boolean => text.replace(/[^\p{L}\p{N}]+/gu, "").length >= 2;

const options: Readonly<Record<string, Verdict>> = { 1: "true", 2: "false", 3: "unsure" };
const optionNumber = /^([123])(?=$|[\s.,、:;)])(?!\.\d)[\s.,、:;)]*/u;

/** Quotation marks, "答案：", "我觉得", "第3题", "the statement is": what people write before the verdict. */
const leadIn = new RegExp(
  "^(?:[\\s\"'“”「」『』()（）【】\\[\\].,、:~-]|答案?(?:是|为|选)?[:\\s]|(?:我)?(?:选|选择|回答|判断)(?=[对错不123])|我?(?:觉得|认为|感觉|想)|q\\d{1,2}|第?\\d{1,2}题|" +
    "嗯+|啊|哦|那|应该|肯定|当然|其实|好像|明显|对不起|不好意思|抱歉|(?:这|该)?(?:个|种|题|句话?|条)?(?:说法|做法|描述|话)|这(?:个|题|句话?|种)?|" +
    "(?:(?:my |the )?answer(?: is)?|i(?:'d| would)? (?:think|say|believe|guess)|(?:it|that|this|the statement|statement|this statement)(?:'s| is)|sorry|well|definitely|clearly|surely)(?![a-z]))*(?:是(?=[对错正不]))?",
  "u",
);

const end = "(?![a-z])";
const alone = "(?=$|[^\\p{L}\\p{N}])";
const patterns: readonly (readonly [Verdict, RegExp])[] = [
  [
    "unsure",
    new RegExp(
      "^(?:我?(?:也)?(?:有点)?(?:不(?:太|是很|大|怎么)?(?:确定|清楚|知道|了解|懂|记得)|不好说|说不(?:准|好)|拿不准|没把握|不一定|没学过|忘了)|不会(?:做|$)|" +
        `(?:i'?m |i am )?(?:not (?:sure|certain)|unsure|uncertain)${end}|(?:i )?(?:don'?t|do not) know${end}|no idea${end}|maybe${end}|[?？]+$)`,
      "u",
    ),
  ],
  [
    "false",
    new RegExp(
      `^(?:不(?:太)?(?:对|正确)|错(?:误|的|了)*|不是(?!不)|假(?:的)?${alone}|否${alone}|[×✗✘❌✖❎]|x${alone}|f${alone}|no${alone}|(?:not (?:true|right|correct)|false|wrong|incorrect)${end})`,
      "u",
    ),
  ],
  [
    "true",
    new RegExp(
      `^(?:对(?!于|方|不|客|顾|买|卖|消|商|他|她|您|你|待|这|那|应|话|比|象|外|内|面|照|接)(?:的|啊|呀|哦|哈)?|正确(?:的)?|没错|没问题${alone}|真(?:的)?${alone}|是(?:的|啊|呀|对的)?${alone}|[√✓✔✅☑]|t${alone}|y(?:es|ep)?${alone}|(?:true|right|correct|agree)${end})`,
      "u",
    ),
  ],
];
const last =
  /(?:[\s,.。;:、]|所以|因此|(?<![a-z])so )(?:所以|因此|答案)?(?:(?:这|该)?(?:个|种|句)?(?:说法|做法|话))?(?:应该|肯定|就)?(?:是|选|that'?s |it'?s |this is )?((?:错|不对|不正确|对|正确)(?:误|的|了)*|false|wrong|incorrect|true|correct)[\s.。!~]*$/u;
