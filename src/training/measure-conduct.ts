import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { rateConduct } from "../core/scoring/conduct.ts";
import { ConductModel, probabilityOfAttack } from "../core/scoring/conduct-model.ts";
import { type Row, readData } from "./conduct-data.ts";
import { domainWeight, examplesOf, readSources } from "./conduct-recipe.ts";
import { crossValidated, figuresOf } from "./figures.ts";
import { type Example, trainLinear } from "./linear.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("say where the data lie: npm run measure -- <data folder>");

const shipped = new URL("../../prompts/models/conduct.json", import.meta.url);
const model = ConductModel.parse(JSON.parse(readFileSync(shipped, "utf8")));
const emotion = readData(folder, "emotion_control_zh.csv").rows;
const coldDev = readData(folder, "offensive_cold_zh.csv").rows;
const { own, cold, convabuse } = readSources(folder);
const lexicon = z
  .record(z.string(), z.array(z.string()))
  .parse(JSON.parse(readFileSync(join(folder, "lexicon_toxicn_zh.json"), "utf8")));
const words = (lexicon.general ?? []).map((word) => word.toLowerCase());

const print = (line: string) => process.stdout.write(`${line}\n`);
const fixed = (value: number) => value.toFixed(3);

type Answer = (row: Row) => boolean;
const byLexicon: Answer = ({ text }) => words.some((word) => text.toLowerCase().includes(word));
const byRules: Answer = ({ text }) => rateConduct([{ messageId: "", text }]).aggressive;
const byClassifier: Answer = ({ text }) => probabilityOfAttack(model, text) >= 0.5;
const byBoth: Answer = ({ text }) => rateConduct([{ messageId: "", text }], model).aggressive;

function show(name: string, rows: readonly Row[], answers: readonly boolean[]): void {
  const { macroF1, precision, recall, falseAlarms } = figuresOf(
    rows.map(({ label }) => label),
    answers,
  );
  print(
    `  ${name.padEnd(34)} macro-F1 ${fixed(macroF1)}  precision ${fixed(precision)}  recall ${fixed(recall)}  false alarms ${falseAlarms}`,
  );
}

function showAll(title: string, rows: readonly Row[]): void {
  print(`${title} (${rows.length} rows)`);
  show("lexicon", rows, rows.map(byLexicon));
  show("rules", rows, rows.map(byRules));
  show("shipped classifier", rows, rows.map(byClassifier));
  show("rules and shipped classifier", rows, rows.map(byBoth));
}

/** The method by itself, without rules, each row judged by a model that never saw it. */
function showMethod(title: string, rows: readonly Row[], extra: readonly Example[] = []): void {
  const pairs = examplesOf(rows).map((example, i) => ({ example, row: rows[i] }));
  const scores = crossValidated(pairs, 5, (training) => {
    const { score } = trainLinear([...training.map(({ example }) => example), ...extra]);
    return ({ example }) => score(example.features);
  });
  show(
    title,
    rows,
    scores.map((score) => score > 0),
  );
}

print("(a) The method, trained on rows of the same source, threshold 0, no rules");
showMethod("emotion_control, 5 folds", emotion);
const coldScore = trainLinear(examplesOf(cold.rows)).score;
show(
  "COLD, train -> dev",
  coldDev,
  examplesOf(coldDev).map(({ features }) => coldScore(features) > 0),
);
showMethod("ConvAbuse, 5 folds", convabuse.rows);

print("\n(b) What ships, none of these rows trained on or used for a choice");
showAll("emotion_control", emotion);
const turns = emotion.filter(({ kind }) => kind.startsWith("real agent turn"));
const alarms = (answer: Answer) => turns.filter(answer).length;
print(
  `  agent turns called aggressive: lexicon ${alarms(byLexicon)}, rules ${alarms(byRules)}, classifier ${alarms(byClassifier)}, both ${alarms(byBoth)} of ${turns.length}`,
);
showAll("COLD dev (threshold chosen on 2,220 of these rows)", coldDev);

print("\nOwn lines (rules may know them; classifier cross-validated with the other sources)");
const foreign = [
  ...examplesOf(cold.rows, domainWeight.cold),
  ...examplesOf(convabuse.rows, domainWeight.convabuse),
];
const pairs = examplesOf(own.rows, domainWeight.own).map((example, i) => ({ example, row: own.rows[i] }));
const scores = crossValidated(pairs, 5, (training) => {
  const { score } = trainLinear([...foreign, ...training.map(({ example }) => example)]);
  return ({ example }) => score(example.features);
});
show("lexicon", own.rows, own.rows.map(byLexicon));
show("rules", own.rows, own.rows.map(byRules));
const clear = scores.map((score) => score >= model.threshold);
show("classifier", own.rows, clear);
show(
  "rules and classifier",
  own.rows,
  own.rows.map((row, i) => byRules(row) || clear[i] === true),
);
for (const kind of new Set(own.rows.map((row) => row.kind))) {
  const places = own.rows.flatMap((row, i) => (row.kind === kind ? [i] : []));
  const flagged = places.filter((i) => clear[i] || byRules(own.rows[i] ?? { text: "", label: false, kind }));
  print(`    ${kind.padEnd(12)} ${flagged.length} of ${places.length} called aggressive`);
}

const texts = [...emotion, ...own.rows].map(({ text }) => text);
for (const text of texts) rateConduct([{ messageId: "", text }], model);
const started = performance.now();
for (let round = 0; round < 3; round++)
  for (const text of texts) rateConduct([{ messageId: "", text }], model);
const both = (performance.now() - started) / (3 * texts.length);
const again = performance.now();
for (const text of texts) probabilityOfAttack(model, text);
print(
  `\nTime per text: ${both.toFixed(3)} ms, of it classifier ${((performance.now() - again) / texts.length).toFixed(3)} ms (mean length ${Math.round(texts.join("").length / texts.length)} characters)`,
);
