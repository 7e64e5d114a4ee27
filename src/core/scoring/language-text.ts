import { respellings } from "./language-respell.ts";
import { simplify } from "./language-simplify.ts";

/** A message in the form patterns are written in. Unit `i` of `text` comes from `original.slice(starts[i], ends[i])`. */
export type Normalised = { text: string; starts: number[]; ends: number[] };

const longest = 4096;
const ignored = /^[\p{Cf}\p{Mn}\p{Extended_Pictographic}\u3164\uFFFD"“”„«»「」『』《》〈〉【】~～^_`]$/u;
const negators = "不没别未无";
const quietBase = 0xe000;

/**
 * Phrases in which a negator negates nothing ("对不起", "是不是", "7天无理由"): there it is replaced by a stand-in, so
 * that the search for negations passes over it. Literal text in patterns matches both forms.
 */
const quietPhrases = new RegExp(
  [
    "对不(?:起|住)|不好意思|过意不去|不(?:要紧|碍事|打紧)|不(?:满意|满|合适|舒服|适|便|愉快|开心|高兴|足|周|到位|少|错|久|小心|放心|良|符)",
    "不(?:管|论|仅|但|过|光|止|只是|得不)|差不多|要不然?|免不了|少不了|忍不住|不一会|时不时|不断|不停|不由|不仅仅",
    "是不是|能不能|会不会|要不要|好不好|行不行|对不对|可不可|用不用|需不需|成不成|愿不愿|有没有|方不方便|可不可以|需不需要|知不知道|清不清楚",
    "没(?:问题|关系|事|想到|收到|准)|(?:不用|不要|不必|别|甭|莫|无需)(?:太)?(?:着急|担心|急|生气|操心|难过|慌|害怕|介意|客气|上火|紧张)",
    "[特分区级个识性辨告派类]别|别(?:人|的|家|处|说|样|名)|无(?:理由|条件|忧|论|损|缝|比|奈)|未(?:来|必|成年)",
  ].join("|"),
  "gu",
);

/** Stand-in of a negator that negates nothing, or undefined when `char` is no negator. */
export function quietForm(char: string): string | undefined {
  const at = negators.indexOf(char);
  return at < 0 ? undefined : String.fromCharCode(quietBase + at);
}

/** Normalised text with the stand-ins turned back into negators. */
export const plainForm = (text: string): string =>
  text.replace(/[\uE000-\uE004]/g, (char) => negators[char.charCodeAt(0) - quietBase] ?? char);

/** Width, case, script, spaces and decoration made uniform; at most the first 4,096 UTF-16 units are read. */
export function normalise(original: string): Normalised {
  const kept = respell(tidy(read(original.slice(0, longest))));
  const text = kept.map((unit) => unit.char).join("");
  return {
    text: quieten(text),
    starts: kept.map((unit) => unit.start),
    ends: kept.map((unit) => unit.end),
  };
}

type Unit = { char: string; start: number; end: number };

/** Puts the word meant in the place of a misspelt one; every unit of it comes from the whole stretch. */
function respell(units: Unit[]): Unit[] {
  const found = respellings(units.map((unit) => unit.char).join(""));
  if (found.length === 0) return units;
  const result: Unit[] = [];
  let from = 0;
  for (const { at, length, meant } of found) {
    result.push(...units.slice(from, at));
    const start = units[at]?.start ?? 0;
    const end = units[at + length - 1]?.end ?? start;
    for (const char of meant.split("")) result.push({ char, start, end });
    from = at + length;
  }
  result.push(...units.slice(from));
  return result;
}

/** Common characters that stand for themselves: ideographs, lower-case letters, digits. */
const plainChar = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);

function read(original: string): Unit[] {
  const units: Unit[] = [];
  let start = 0;
  for (const point of original) {
    const end = start + point.length;
    if (point.length === 1 && plainChar(point.charCodeAt(0))) {
      units.push({ char: simplify(point), start, end });
      start = end;
      continue;
    }
    // A circled digit is a list marker; NFKC would glue "②48小时" into "248小时".
    const plain = /^[\u2460-\u24FF\u2776-\u2793]$/u.test(point) ? "," : point.normalize("NFKC").toLowerCase();
    if (!ignored.test(point)) {
      for (const char of simplify(plain))
        for (const unit of char.split("")) units.push({ char: unit, start, end });
    }
    start = end;
  }
  return units;
}

const ascii = /^[\x21-\x7e]$/;
const digit = /^[0-9]$/;
const letter = /^[a-z]$/;

function tidy(units: Unit[]): Unit[] {
  const kept: Unit[] = [];
  const nextSolid = solidAfter(units);
  for (const [i, unit] of units.entries()) {
    const before = kept.at(-1)?.char ?? "";
    const after = nextSolid[i] ?? "";
    const char = tidyChar(unit.char, before, after, units[i + 1]?.char ?? "");
    if (char !== "") kept.push({ ...unit, char });
  }
  return kept;
}

/** For every unit the next one that is not white space. */
function solidAfter(units: Unit[]): string[] {
  const result: string[] = new Array(units.length).fill("");
  let next = "";
  for (let i = units.length - 1; i >= 0; i--) {
    result[i] = next;
    const char = units[i]?.char ?? "";
    if (!/\s/.test(char)) next = char;
  }
  return result;
}

function tidyChar(char: string, before: string, after: string, next: string): string {
  if (plainChar(char.charCodeAt(0))) return char;
  if (char === "\n" || char === "\r" || char === "\u2028") return before === "\n" ? "" : "\n";
  // Spaces mean something between Latin words only.
  if (/\s/.test(char)) return ascii.test(before) && ascii.test(after) ? " " : "";
  if (char === "'" || char === "’" || char === "‘")
    return letter.test(before) && letter.test(next) ? "'" : "";
  if (char === "." || char === "。")
    return digit.test(before) && digit.test(next) && char === "." ? "." : "。";
  if (/^[-—–‐−]$/.test(char)) {
    if (digit.test(before) && digit.test(next)) return "-";
    return letter.test(before) && letter.test(next) ? " " : "";
  }
  if (char === "*") return digit.test(before) ? "*" : before === "*" ? "*" : "";
  return char;
}

function quieten(text: string): string {
  return text.replace(quietPhrases, (phrase) => {
    let result = "";
    for (const char of phrase) result += quietForm(char) ?? char;
    return result;
  });
}
