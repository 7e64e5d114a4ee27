import { answerFeatures, markAnswer } from "../core/scoring/answer-features.ts";
import { type AnswerKey, compileAnswerKey } from "../core/scoring/answer-key.ts";
import { readAnswer } from "../core/scoring/answer-match.ts";
import { clausesOf } from "../core/scoring/answer-units.ts";
import type { AnswerRow } from "./answer-rows.ts";
import type { BoostOptions } from "./boost.ts";

/** What one marked answer teaches. */
export type Example = { features: readonly number[]; score: number; weight: number };

export const boostOptions: BoostOptions = {
  directions: answerFeatures.map(([, direction]) => direction),
  trees: 120,
  depth: 3,
  rate: 0.08,
  leaf: 10,
  ridge: 5,
  scale: 100_000,
};

/** Weight of an example that was made. Five cost .03 of r on ADS; word lists are held down by code anyway. */
const made = 1;

/** A reader of rows that keeps each question's key. */
export function keyReader(): (row: AnswerRow) => AnswerKey {
  const keys = new Map<string, AnswerKey>();
  return ({ question, references }) => {
    const name = JSON.stringify([question, references]);
    const key = keys.get(name) ?? compileAnswerKey(question, references);
    keys.set(name, key);
    return key;
  };
}

/** The rows as examples, with three made ones per question: its reference, the question again, and its words in no order. */
export function examplesOf(rows: readonly AnswerRow[]): Example[] {
  const keyOf = keyReader();
  const examples = rows.flatMap((row) => exampleOf(keyOf(row), row.answer, row.score, 1));
  const questions = new Map(rows.map((row) => [`${row.set} ${row.questionId}`, row]));
  for (const row of questions.values()) {
    const key = keyOf(row);
    examples.push(...exampleOf(key, row.question, 0, made));
    for (const [i, reference] of row.references.entries()) {
      examples.push(...exampleOf(key, reference, 1, made));
      if (!key.references[i]?.listed) examples.push(...exampleOf(key, shuffled(reference), 0.3, made));
    }
  }
  return examples;
}

function exampleOf(key: AnswerKey, answer: string, score: number, weight: number): Example[] {
  const marked = markAnswer(key, readAnswer(answer, key));
  return marked ? [{ features: marked.features, score, weight }] : [];
}

/** The words of a text in the order of their code points: all is said and nothing is stated. */
const shuffled = (text: string): string =>
  clausesOf(text)
    .flatMap(({ units }) => units.map(({ start, end }) => text.slice(start, end)))
    .sort()
    .join(/\p{Script=Han}/u.test(text) ? "，" : ", ");
