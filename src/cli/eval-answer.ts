import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { promptsDir } from "../content.ts";
import { compileAnswerKey, scoreAnswer } from "../core/scoring/answer.ts";
import type { AnswerKey } from "../core/scoring/answer-key.ts";
import { AnswerModel } from "../core/scoring/answer-model.ts";

const Text = z.string().max(20_000);

/** One line of `eval answer` (contract.md); several references are alternatives, each a full answer. */
const AnswerLine = z.object({
  id: z.union([z.string(), z.number()]),
  question: Text,
  reference: z.union([Text.min(1), z.array(Text.min(1)).min(1)]),
  answer: Text,
});

let model: AnswerModel | null = null;
let last: { name: string; key: AnswerKey } | null = null;

/** Marks one answer; throws a ZodError on a bad line. Lines of one question in a row are read against one key. */
export const evalAnswer = (line: unknown) => {
  const { id, question, reference, answer } = AnswerLine.parse(line);
  model ??= AnswerModel.parse(JSON.parse(readFileSync(join(promptsDir, "models", "answer.json"), "utf8")));
  const name = JSON.stringify([question, reference]);
  if (last?.name !== name) {
    const references = typeof reference === "string" ? [reference] : reference;
    last = { name, key: compileAnswerKey(question, references) };
  }
  return { id, ...scoreAnswer(model, last.key, answer) };
};
