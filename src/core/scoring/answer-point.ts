import { creditOfShare } from "./answer-features.ts";
import type { AnswerKey } from "./answer-key.ts";
import { matchPoint, readAnswer } from "./answer-match.ts";

/** Credit from which on a point counts as said. */
const said = 0.7;

/** Where a text says one of the key's points in words of its own, or null; the question's words alone say none. */
export function findPoint(key: AnswerKey, text: string): { start: number; end: number } | null {
  const answer = readAnswer(text, key);
  if (answer.own === 0) return null;
  for (const { points } of key.references) {
    for (const point of points) {
      const { share, quote } = matchPoint(point, answer);
      if (quote && creditOfShare(share) >= said) return quote;
    }
  }
  return null;
}
