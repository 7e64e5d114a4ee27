import { type Folded, fold, mostRead } from "./fold.ts";
import { pairsOf } from "./pairs.ts";
import { hidden, hideProtected } from "./protected.ts";
import type { Span } from "./vocabulary.ts";

declare const clean: unique symbol;
/** Words in which nothing protected is left. Only this file makes them, so that nothing else can be kept. */
export type CleanText = string & { readonly [clean]: true };

/** A text with every mention of protected information blotted out, labels included; beyond what is read it is cut. */
export function withoutProtected(original: string): CleanText {
  const folded = fold(original);
  return blotted(original, folded, hideProtected(folded.text, pairsOf(folded.text)).spans);
}

/** The same for a text whose protected places are known already. */
export function blotted(original: string, folded: Folded, spans: readonly Span[]): CleanText {
  const read = original.slice(0, folded.to.at(-1) ?? 0);
  if (spans.length === 0) return read as CleanText;
  const chars = read.split("");
  for (const { start, end } of spans) {
    const from = folded.from[start] ?? 0;
    const to = folded.to[end - 1] ?? from;
    for (let i = from; i < to; i++) if (!/[\s|]/.test(chars[i] ?? "")) chars[i] = hidden;
  }
  return chars.join("") as CleanText;
}

/** Several such texts as one, each on its own line; what a single text could not hold is cut. */
export const joinClean = (texts: readonly CleanText[]): CleanText =>
  texts.join("\n").slice(0, mostRead) as CleanText;
