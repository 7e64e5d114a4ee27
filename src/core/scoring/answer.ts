import { creditOfShare, markAnswer, verdictOf } from "./answer-features.ts";
import type { AnswerKey } from "./answer-key.ts";
import { readAnswer } from "./answer-match.ts";
import { type AnswerModel, runTrees } from "./answer-model.ts";
import { isWordList } from "./answer-word-list.ts";

export { compileAnswerKey } from "./answer-key.ts";

/** Score 0..1 in hundredths, and how each point of the closest reference was met; quotes are stretches of the answer. */
export type AnswerScore = {
  score: number;
  points: { text: string; credit: number; quote: string | null }[];
};

/** A wrong verdict makes the reasons given for it worthless. */
const wrongVerdict = 0.1;
/** What key words strung together are worth of the same words in sentences. */
const wordList = 0.6;
/** From this share of the reference's content on the score rises to 1, whatever the trees say. */
const nearlyAll = 0.85;
/** Below this share of the reference's content an answer is about something else. */
const somethingElse = 0.08;

/**
 * Marks a short answer. Saying one more point never lowers the score; an answer without content of its own (empty, or
 * the question again) scores 0, the reference itself 1.
 */
export function scoreAnswer(model: AnswerModel, key: AnswerKey, text: string): AnswerScore {
  const answer = readAnswer(text, key);
  const marked = markAnswer(key, answer);
  if (!marked) return { score: 0, points: [] };
  const { reference, matches, features, content } = marked;
  const points = reference.points.map((point, i) => {
    const match = matches[i];
    const credit = hundredths(creditOfShare(match?.share ?? 0));
    const { quote } = match ?? { quote: null };
    return {
      text: point.text,
      credit,
      quote: credit > 0 && quote ? text.slice(quote.start, quote.end) : null,
    };
  });
  if (answer.own === 0)
    return { score: 0, points: points.map((point) => ({ ...point, credit: 0, quote: null })) };
  const learned = clamp(runTrees(model, features) / 100_000);
  const filled = learned + (1 - learned) * clamp((content - nearlyAll) / (0.99 - nearlyAll));
  const stated = isWordList(text, answer.clauses, reference) ? filled * wordList : filled;
  const verdict = verdictOf(reference, answer);
  const score = verdict === 1 ? stated : stated * clamp(content / somethingElse);
  return { score: hundredths(verdict === 0 ? Math.min(wrongVerdict, score) : score), points };
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const hundredths = (value: number): number => Math.round(value * 100) / 100;
