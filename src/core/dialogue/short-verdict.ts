import { simplify } from "../scoring/language-simplify.ts";

export type Verdict = "true" | "false" | "unsure";

/** The verdict a message begins with, and whether a reason follows it; null = no verdict. */
export function verdictOf(text: string): { verdict: Verdict; reason: boolean } | null {
  const said = simplify(text.slice(0, 1000).normalize("NFKC").toLowerCase()).trim();
  for (const [verdict, pattern] of patterns) {
    const match = pattern.exec(said);
    if (!match) continue;
    const rest = said.slice(match[0].length).replace(/[^\p{L}\p{N}]+/gu, "");
    return { verdict, reason: rest.length >= 2 };
  }
  return null;
}

/** "不确定" and "不对" begin like other words, so their order matters. */
const patterns: readonly (readonly [Verdict, RegExp])[] = [
  [
    "unsure",
    /^(?:我(?:也)?|这(?:个|题)?|有点)?(?:不(?:太|是很)?(?:确定|清楚|知道|了解|懂)|不好说|说不准|拿不准|没把握|不会|3(?![\d个天分小时.])|(?:i'?m |i am )?(?:not sure|unsure|uncertain)|(?:i )?(?:don'?t|do not) know|no idea|maybe)/u,
  ],
  [
    "false",
    /^(?:我(?:觉得|认为)?|这(?:个|题|句话?|种)?(?:说法)?|应该|肯定)*(?:是)?(?:不(?:太)?(?:对|正确|是|可以|行)|错(?:误|的|了)?|假(?:的)?|否|[×✗✘❌]|x(?!\p{L})|2(?![\d个天分小时.])|(?:that'?s |it'?s |i think (?:it'?s )?)?(?:false|wrong|incorrect|not (?:true|right|correct))\b|f\b|no\b)/u,
  ],
  [
    "true",
    /^(?:我(?:觉得|认为)?|这(?:个|题|句话?|种)?(?:说法)?|应该|肯定)*(?:是)?(?:对(?!于|方|不起|客|顾)(?:的)?|正确(?:的)?|没错|真(?:的)?(?!假)|是(?:的)?(?!不是|否)|[√✓✔✅]|1(?![\d个天分小时.])|(?:that'?s |it'?s |i think (?:it'?s )?)?(?:true|right|correct)\b|t\b|yes\b)/u,
  ],
];
