import { createHash } from "node:crypto";
import { compileAnswerKey, scoreAnswer } from "../core/scoring/answer.ts";
import type { AnswerModel } from "../core/scoring/answer-model.ts";
import { keyReader } from "./answer-examples.ts";
import { type AnswerRow, type AnswerSet, answerSets, readAnswers } from "./answer-rows.ts";
import { shippedSets, trainAnswer } from "./train-answer.ts";

const folds = 5;

/** Pearson's r of two lists of the same length; 0 when one of them does not vary. */
export function pearson(a: readonly number[], b: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [ma, mb] = [mean(a), mean(b)];
  let both = 0;
  let va = 0;
  let vb = 0;
  for (const [i, value] of a.entries()) {
    const [da, db] = [value - ma, (b[i] ?? 0) - mb];
    both += da * db;
    va += da * da;
    vb += db * db;
  }
  return va > 0 && vb > 0 ? both / Math.sqrt(va * vb) : 0;
}

type Scored = { row: AnswerRow; score: number };

/** Every row scored by a model that saw no row of its fold; rows with the same `group` share a fold. */
export function crossValidate(rows: readonly AnswerRow[], group: (row: AnswerRow) => string): Scored[] {
  const foldOf = (row: AnswerRow) => createHash("sha1").update(group(row)).digest().readUInt32BE() % folds;
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) =>
    scoreAll(
      trainAnswer(rows.filter((row) => foldOf(row) !== fold)),
      rows.filter((row) => foldOf(row) === fold),
    ),
  );
}

function scoreAll(model: AnswerModel, rows: readonly AnswerRow[]): Scored[] {
  const keyOf = keyReader();
  return rows.map((row) => ({ row, score: scoreAnswer(model, keyOf(row), row.answer).score }));
}

function report(name: string, scored: readonly Scored[]): void {
  for (const set of new Set(scored.map(({ row }) => row.set))) {
    const own = scored.filter(({ row }) => row.set === set);
    const r = pearson(
      own.map(({ score }) => score),
      own.map(({ row }) => row.score),
    );
    const squares = own.reduce((sum, { row, score }) => sum + (row.score - score) ** 2, 0);
    console.log(
      `${name}  ${set}  n ${own.length}  r ${r.toFixed(3)}  RMSE ${Math.sqrt(squares / own.length).toFixed(3)}`,
    );
  }
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error("say where the data are: npm run measure:answer -- FOLDER");
  const rows = shippedSets.flatMap((set) => readAnswers(folder, set));
  report(
    "folds by answer  ",
    crossValidate(rows, ({ answer }) => answer.replace(/\s/gu, "")),
  );
  report(
    "folds by question",
    crossValidate(rows, ({ question }) => question),
  );
  const model = trainAnswer(rows);
  const others = answerSets.filter((set: AnswerSet) => !shippedSets.some((own) => own === set));
  for (const set of others) report("never trained on ", scoreAll(model, readAnswers(folder, set)));
  const start = process.cpuUsage();
  for (const { question, references, answer } of rows)
    scoreAnswer(model, compileAnswerKey(question, references), answer);
  console.log(
    `${(process.cpuUsage(start).user / 1000 / rows.length).toFixed(2)} ms of processor time per answer, its question read anew each time`,
  );
}
