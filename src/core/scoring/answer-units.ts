import { synonymKeys, synonymSource } from "./answer-synonyms.ts";
import { numberOf } from "./language.ts";
import { normalise, plainForm } from "./language-text.ts";

/** One piece of content: a Chinese character, a word, a synonym's key or a number written `#48`, `#10%`. */
export type Unit = {
  key: string;
  weight: number;
  negates: boolean;
  /** Whether it opens a clause: no pair reaches back over it. */
  opens: boolean;
  start: number;
  end: number;
};

/** Words between two punctuation marks, and where they stand in the original (UTF-16 units, end exclusive). */
export type Clause = {
  units: readonly Unit[];
  start: number;
  end: number;
  /** The mark that ends it: `、` separates items, `,` parts of a sentence, `;` everything stronger. */
  mark: "、" | "," | ":" | ";";
};

/** Reads a text as clauses of weighted units; list numbers ("1.", "（2）", "一是") are left out. */
export function clausesOf(original: string): Clause[] {
  const { text: quiet, starts, ends } = normalise(original);
  // Taiwan writes 回覆 and 答覆 where the mainland writes 复; alone, 覆 is another word.
  const text = plainForm(quiet).replace(/(?<=[回答])覆/gu, "复");
  const clauses: Clause[] = [];
  let units: Unit[] = [];
  let from = -1;
  let to = 0;
  const close = (mark: Clause["mark"]) => {
    if (units.length > 0)
      clauses.push({ units, start: starts[from] ?? 0, end: ends[to - 1] ?? original.length, mark });
    units = [];
    from = -1;
  };
  for (const match of text.matchAll(piece)) {
    const [word] = match;
    const mark = marks.get(word);
    if (mark !== undefined) {
      close(mark);
    } else if (match.groups?.list !== undefined) {
      close(";");
    } else if (match.groups?.gap === undefined) {
      if (from < 0) from = match.index;
      to = match.index + word.length;
      const unit = match.groups?.number === undefined ? unitOf(word) : numberUnit(word);
      const negates =
        negators.test(quiet.slice(match.index, to)) && !harmless.test(quiet.slice(match.index, to + 1));
      const [start, end] = [starts[match.index] ?? 0, ends[to - 1] ?? original.length];
      units.push({ ...unit, negates, opens: units.length === 0, start, end });
    }
  }
  close(";");
  return clauses;
}

const marks: ReadonlyMap<string, Clause["mark"]> = new Map([
  ["、", "、"],
  [",", ","],
  [":", ":"],
  ...Array.from(";。!?\n", (char): [string, Clause["mark"]] => [char, ";"]),
]);

const measured = "(?=小时|工作日|[天日分秒元块倍折成月年次条张件%])";
const piece = new RegExp(
  [
    "(?<list>(?<![0-9a-z])\\([0-9一二三四五六七八九]{1,2}\\)|(?<=^|[,;:。!?\\n、])(?:[0-9]{1,2}[)。、](?![0-9])|[一二三四五六](?:[、:。]|是(?!否))))",
    "(?<mark>[、,:;。!?\\n])",
    `(?<synonym>${synonymSource})`,
    `(?<number>[0-9]+(?:\\.[0-9]+)?%?|[一二两三四五六七八九十百千半]+${measured})`,
    "(?<word>[a-z]+(?:'[a-z]+)?)",
    "(?<han>\\p{Script=Han})",
    "(?<gap>[\\s\\S])",
  ].join("|"),
  "gu",
);

const quietHan = new Set(
  "的了是在和与或也都就按以为及被把由给对等有会这那个其之而且并还才到从于哦呢哈呀吗吧啊亲您你我们请所它该些种则即又可能将使用着时中等".split(
    "",
  ),
);
const quietWords = new Set(
  "a an the of to in on at by for with and or is are was were be been it its this that these those as from which will would can could you your we they their there then than so if when has have had do does did each any into out up one".split(
    " ",
  ),
);

/** Read in the form where "是不是" and "无理由" have lost their negators. */
const negators =
  /[不没无未非勿别]|错误|有误|禁止|严禁|^(?:not?|never|cannot|without|neither|nor|false|wrong|incorrect)$|n't$/u;
const harmless = /^(?:不[同仅但断管论过久]|非常|没有?错)/u;

function unitOf(word: string): { key: string; weight: number } {
  const key = synonymKeys.get(word);
  if (key !== undefined) return { key, weight: 1.6 };
  if (/^[a-z]/.test(word)) return { key: stem(word), weight: quietWords.has(word) ? 0.15 : 1.4 };
  return { key: word, weight: quietHan.has(word) ? 0.1 : 1 };
}

const numberUnit = (word: string): { key: string; weight: number } => ({
  key: `#${numberOf(word.replace("%", "")) ?? word}${word.endsWith("%") ? "%" : ""}`,
  weight: 2,
});

/** A crude stem, so that "reusable" meets "reusability" and "simulates" meets "simulation"; English only. */
const stem = (word: string): string => {
  const bare = word.replace(/'s$|'$/, "");
  if (bare.length <= 4) return bare.replace(/(?<=[^s])s$/, "");
  const root = bare.replace(/(?:ies|es|s|ly)$/, "").replace(endings, "");
  return (root.length >= 3 ? root : bare).slice(0, 5);
};

const endings =
  /(?:abilit|ability|ibility|able|ible|ations?|itions?|ions?|ements?|ments?|ness|ing|edly|ed|ives?|ity|al|ers?|ors?|e|y)$/;
