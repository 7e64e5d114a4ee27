import { fold } from "./fold.ts";
import { pairsOf } from "./pairs.ts";
import { hidden, hideProtected } from "./protected.ts";

/** A text with every mention of protected information blotted out, labels included; beyond what is read it is cut. */
export function withoutProtected(original: string): string {
  const folded = fold(original);
  const { spans } = hideProtected(folded.text, pairsOf(folded.text));
  const read = folded.to.at(-1) ?? 0;
  const chars = original.slice(0, read).split("");
  for (const { start, end } of spans) {
    const from = folded.from[start] ?? 0;
    const to = folded.to[end - 1] ?? from;
    for (let i = from; i < to; i++) if (!/[\s|]/.test(chars[i] ?? "")) chars[i] = hidden;
  }
  return chars.join("");
}
