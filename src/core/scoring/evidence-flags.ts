import type { Turn } from "./evidence.ts";
import { findSuspicious, type Suspicious } from "./suspicious.ts";

const markdown =
  /(?:^|\n)\s{0,3}(?:#{1,6} |[-*] .*\n\s{0,3}[-*] |\d\. .*\n\s{0,3}\d\. )|\*\*[^*\n]{1,60}\*\*/u;
const essays: readonly (readonly string[])[] = [
  ["首先", "其次", "最后"],
  ["first", "second", "finally"],
  ["firstly", "secondly", "lastly"],
];
const assistant =
  /希望(?:以上|我的)(?:回答|回复|内容).{0,8}(?:帮助|有用)|以下是.{0,12}(?:回复|示例|话术|版本)|作为(?:一个|一名)?(?:AI|人工智能|大语言模型|语言模型)|I hope (?:this|that) helps|as an ai\b/iu;

const bulk = { chars: 80, seconds: 25, perMinute: 200 };

/** Reasons for a person to look; they never change a score. `paste_like` needs two signs (README §3.8). */
export function flagsOf(
  turns: readonly Turn[],
  lists: ReadonlySet<number>,
  known: ReadonlyMap<string, readonly Suspicious[]>,
): string[] {
  const flags = new Set(lists.size > 0 ? ["keyword_list"] : []);
  let asked = 0;
  for (const turn of turns) {
    if (turn.from === "customer") {
      asked = turn.t;
    } else {
      const text = turn.text.slice(0, 4096);
      for (const flag of namesOf(known.get(turn.text) ?? findSuspicious(text))) flags.add(flag);
      if (pasteSigns(text, turn.t - asked) >= 2) flags.add("paste_like");
    }
  }
  return [...flags].sort();
}

/** How many signs of pasted text a message shows; `seconds` since the customer's line, null = unknown. */
export function pasteSigns(text: string, seconds: number | null): number {
  const chars = text.replace(/\s/gu, "").length;
  const quick =
    seconds !== null &&
    chars > bulk.chars &&
    seconds < bulk.seconds &&
    chars / Math.max(seconds, 1) > bulk.perMinute / 60;
  return [
    quick,
    markdown.test(text),
    essays.some((words) => inOrder(text, words)),
    assistant.test(text),
  ].filter(Boolean).length;
}

/** Whether a message has the form of an essay or of formatted text. */
export const hasEssayForm = (text: string): boolean =>
  markdown.test(text) || essays.some((words) => inOrder(text, words));

/** Whether a message has a phrase that AI tools put around an answer. */
export const isMachinePhrase = (text: string): boolean => assistant.test(text);

/** Whether the text gives orders to whoever scores it, or hides characters from people; sorted. */
export const suspicionsOf = (text: string): string[] => namesOf(findSuspicious(text));

const namesOf = (found: readonly Suspicious[]): string[] => {
  const kinds = new Set(found.map(({ kind }) => kind));
  return [
    ...(kinds.has("hidden") ? ["hidden_text"] : []),
    ...(kinds.has("orders") ? ["instructions_to_scorer"] : []),
  ];
};

function inOrder(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  let at = 0;
  for (const word of words) {
    const found = lower.indexOf(word, at);
    if (found < 0) return false;
    at = found + word.length;
  }
  return true;
}
