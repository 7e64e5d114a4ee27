import { normalise, plainForm } from "./language-text.ts";

/** What a text says to a yes-or-no question: it opens with the verdict (on a statement's truth, or on what is possible), or it gives none. */
export type Stance = { on: "truth" | "ability"; yes: boolean } | null;

const lead =
  "^(?:[\\s,.。:;、()0-9]|答案?|解|判断|这个?|该|此|上述|以上|叙述|说法|观点|题|的|是|我?认为|应该|为|the|statement|this|is|it|that|answer)*?";
const verdicts: readonly (readonly [on: "truth" | "ability", yes: boolean, words: string])[] = [
  [
    "truth",
    false,
    "不正确|不对|不成立|错误?|有误|否(?!则)|不是|不一定|×|\\b(?:no|false|wrong|incorrect|not (?:true|correct|right))\\b",
  ],
  ["truth", true, "正确|对(?![于称应比])|成立|没错|是的|确实|√|\\b(?:yes|true|right|correct)\\b"],
  ["ability", false, "不可以|不能|不会|不行|\\bcannot\\b"],
  ["ability", true, "可以|能(?!否|不)|会(?!不)"],
];
const readers = verdicts.map(([on, yes, words]) => ({
  on,
  yes,
  pattern: new RegExp(`${lead}(?:${words})`, "u"),
}));

/** The verdict at the start of a text. */
export function stanceOf(text: string): Stance {
  const plain = plainForm(normalise(text.slice(0, 48)).text);
  const found = readers.find(({ pattern }) => pattern.test(plain));
  return found ? { on: found.on, yes: found.yes } : null;
}
