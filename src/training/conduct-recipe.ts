import { rateConduct } from "../core/scoring/conduct.ts";
import { featuresOf } from "../core/scoring/conduct-features.ts";
import type { ConductModel } from "../core/scoring/conduct-model.ts";
import { ownLines, type Row, readData, readLines, type Source, sha256 } from "./conduct-data.ts";
import { crossValidated, figuresOf } from "./figures.ts";
import { type Example, type Linear, trainLinear } from "./linear.ts";

/** How much a mistake costs in each domain: our own lines are few but are what the product reads. */
export const domainWeight = { own: 4, cold: 1, convabuse: 0.3 };

/** Features kept in the shipped file, those with the largest weights. */
const keptFeatures = 100_000;

/** Rows with one weight as examples for the trainer. */
export const examplesOf = (rows: readonly Row[], weight = 1): Example[] =>
  rows.map(({ text, label }) => ({ features: featuresOf(text), label, weight }));

/** The sources the shipped weights may be trained on, and the COLD development rows their threshold is chosen on. */
export function readSources(folder: string) {
  const measured = new Set(readData(folder, "emotion_control_zh.csv").rows.map(({ text }) => text));
  const unmeasured = (source: Source): Source => ({
    ...source,
    rows: source.rows.filter(({ text }) => !measured.has(text)),
  });
  return {
    own: readLines(ownLines),
    cold: unmeasured(readData(folder, "offensive_cold_zh_train.csv")),
    coldDev: unmeasured(readData(folder, "offensive_cold_zh.csv")),
    convabuse: readData(folder, "abuse_convabuse_en.csv", "user"),
  };
}

/** Trains the weights that ship. The same files give the same bytes. */
export function trainConduct(folder: string): ConductModel {
  const { own, cold, coldDev, convabuse } = readSources(folder);
  const foreign = [
    ...examplesOf(cold.rows, domainWeight.cold),
    ...examplesOf(convabuse.rows, domainWeight.convabuse),
  ];
  const ownExamples = examplesOf(own.rows, domainWeight.own);
  const linear = trainLinear([...foreign, ...ownExamples]);
  const scores = crossValidated(ownExamples, 5, (training) => {
    const { score } = trainLinear([...foreign, ...training]);
    return ({ features }) => score(features);
  });
  const checks = [
    ...checksOf(own.rows, scores),
    ...checksOf(
      coldDev.rows,
      coldDev.rows.map(({ text }) => linear.score(featuresOf(text))),
    ),
  ];
  const threshold = thresholdOf(checks);
  const packed = pack(linear);
  return {
    format: 1,
    features: packed.features,
    scale: packed.scale,
    bias: rounded(linear.bias),
    threshold,
    slope: slopeOf(checks, threshold),
    table_sha256: sha256(packed.bytes),
    provenance: {
      command: "npm run --silent train:conduct -- <data folder>",
      trained_on: [
        {
          name: "conduct-lines.txt",
          rows: own.rows.length,
          licence: "MIT (this project)",
          source: "src/training/conduct-lines.txt, written for this project",
          sha256: own.sha256,
        },
        {
          name: "COLD",
          rows: cold.rows.length,
          licence: "Apache-2.0",
          source: "thu-coai/COLDataset@a0c55a9, 4,000 balanced rows of train.csv; text not included",
          sha256: cold.sha256,
        },
        {
          name: "ConvAbuse",
          rows: convabuse.rows.length,
          licence: "CC BY 4.0",
          source: "amandacurry/convabuse@c0a9469, Cercas Curry et al. 2021; text not included",
          sha256: convabuse.sha256,
        },
      ],
      threshold_chosen_on: `own lines, cross-validated, and ${coldDev.rows.length} rows of COLD's dev.csv`,
      note: "Squared-hinge linear model on hashed character runs and words; see src/training/README.md.",
    },
    table: Buffer.from(packed.bytes).toString("base64"),
  };
}

/** A score nobody trained on, with what the rules say of the same text. */
type Check = Row & { score: number; ruled: boolean };

const checksOf = (rows: readonly Row[], scores: readonly number[]): Check[] =>
  rows.map((row, i) => ({
    ...row,
    score: scores[i] ?? 0,
    ruled: rateConduct([{ messageId: "", text: row.text }]).aggressive,
  }));

/**
 * The threshold with the best mean macro-F1 of rules and classifier together, own lines and COLD counted alike, among
 * those that call at most 2 % of the polite and curt own lines aggressive (many of
 * them were written to be hard; each judged by a model that never saw it).
 */
function thresholdOf(checks: readonly Check[]): number {
  const groups = [checks.filter(({ kind }) => kind !== ""), checks.filter(({ kind }) => kind === "")];
  const good = checks.filter(({ kind }) => kind === "polite" || kind === "curt");
  let best = { threshold: 0.5, macroF1: 0 };
  for (let step = -30; step <= 50; step++) {
    const threshold = step / 100;
    const answer = ({ score, ruled }: Check) => ruled || score >= threshold;
    if (good.filter(answer).length > (2 * good.length) / 100) continue;
    const means = groups.map(
      (group) =>
        figuresOf(
          group.map(({ label }) => label),
          group.map(answer),
        ).macroF1,
    );
    const macroF1 = means.reduce((sum, mean) => sum + mean, 0) / means.length;
    if (macroF1 > best.macroF1) best = { threshold, macroF1 };
  }
  return best.threshold;
}

/** The slope with the least log loss, own lines and COLD together, when 0.5 is fixed at the threshold. */
function slopeOf(checks: readonly Check[], threshold: number): number {
  const loss = (slope: number) =>
    checks.reduce((sum, { score, label }) => {
      const logit = slope * (score - threshold) * (label ? 1 : -1);
      return sum + Math.log1p(Math.exp(-logit));
    }, 0);
  const slopes = Array.from({ length: 80 }, (_, i) => (i + 1) / 8);
  return slopes.reduce((best, slope) => (loss(slope) < loss(best) ? slope : best), 1);
}

/** The largest weights in steps of one byte, sorted by feature. */
function pack({ weights }: Linear): { bytes: Uint8Array; features: number; scale: number } {
  const largest = [...weights].sort(([a, x], [b, y]) => Math.abs(y) - Math.abs(x) || a - b);
  const kept = largest.slice(0, keptFeatures);
  const scale = rounded(Math.abs(kept[0]?.[1] ?? 1) / 127);
  const entries = kept
    .map(([feature, weight]) => [feature, Math.round(weight / scale)] as const)
    .filter(([, step]) => step !== 0)
    .sort(([a], [b]) => a - b);
  const view = new DataView(new ArrayBuffer(5 * entries.length));
  for (const [i, [feature, step]] of entries.entries()) {
    view.setUint32(4 * i, feature, true);
    view.setInt8(4 * entries.length + i, Math.max(-127, Math.min(127, step)));
  }
  return { bytes: new Uint8Array(view.buffer), features: entries.length, scale };
}

const rounded = (value: number): number => Number(value.toPrecision(6));
