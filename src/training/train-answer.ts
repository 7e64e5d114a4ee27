import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { answerFeatures } from "../core/scoring/answer-features.ts";
import { AnswerModel } from "../core/scoring/answer-model.ts";
import { boostOptions, examplesOf } from "./answer-examples.ts";
import { type AnswerRow, readAnswers } from "./answer-rows.ts";
import { boost } from "./boost.ts";

/** Sets whose licence (Apache-2.0) lets weights trained on them be shipped. */
export const shippedSets = ["asag_le_zh", "asag_ads_zh"] as const;

/** The shipped model, from rows; the same rows give the same bytes. */
export function trainAnswer(rows: readonly AnswerRow[]): AnswerModel {
  const examples = examplesOf(rows);
  const { base, trees } = boost(
    examples.map(({ features }) => features),
    examples.map(({ score }) => score),
    examples.map(({ weight }) => weight),
    boostOptions,
  );
  return AnswerModel.parse({
    version: 1,
    provenance: `Trained by src/training/train-answer.ts on ${rows.length} marked answers of the SAS data sets ADS and LE (github.com/aleversn/SAS-Datasets at 9e1a866, Apache-2.0), with ${examples.length - rows.length} made rows (references, questions, shuffled references).`,
    features: answerFeatures.map(([name]) => name),
    base,
    trees,
  });
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error("say where the data are: npm run train:answer -- FOLDER");
  const model = trainAnswer(shippedSets.flatMap((set) => readAnswers(folder, set)));
  const path = join(import.meta.dirname, "..", "..", "prompts", "models", "answer.json");
  writeFileSync(path, `${JSON.stringify(model)}\n`);
  console.log(`${model.trees.length} trees -> ${path}`);
}
