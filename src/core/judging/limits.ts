import type { Question } from "./question.ts";

/** What one conversation may cost, all judgements together. */
const perConversation = { calls: 12, tokens: 60_000 };

/** Calls of one judgement at most. */
export const callsPerJudgement = 3;

/** Whether another judgement fits into what the conversation may cost. */
export const isAffordable = (spent: { calls: number; tokens: number }, question: Question): boolean =>
  spent.calls + callsPerJudgement <= perConversation.calls &&
  spent.tokens + callsPerJudgement * tokensOf(question) <= perConversation.tokens;

/** Rough upper bound of the tokens of one call with its answer: a Chinese character is about one. */
export const tokensOf = ({ elements, lines }: Question): number =>
  1500 +
  lines.reduce((sum, { text }) => sum + text.length + 8, 0) +
  elements.reduce((sum, { label }) => sum + Math.max(label.zh.length, label.en.length) + 60, 0);
