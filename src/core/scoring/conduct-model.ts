import { z } from "zod";
import { featuresOf } from "./conduct-features.ts";

/** How the weights came to be; enough to make them again and to check that they may be shipped. */
const Provenance = z.strictObject({
  command: z.string(),
  trained_on: z.array(
    z.strictObject({
      name: z.string(),
      rows: z.int().positive(),
      licence: z.string(),
      source: z.string(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  threshold_chosen_on: z.string(),
  note: z.string(),
});

/**
 * The conduct classifier `prompts/models/conduct.json`: a linear model over `featuresOf`. `table` is base64 of `features`
 * entries in ascending order of hash: first every hash (32 bits, little endian), then every weight (signed 8 bits).
 */
export const ConductModel = z.strictObject({
  format: z.literal(1),
  features: z.int().positive().max(200_000),
  /** What one step of a weight is worth. */
  scale: z.number().positive(),
  bias: z.number(),
  /** From here on a text counts as aggressive: probability 0.5. */
  threshold: z.number(),
  /** Logits per unit of score. */
  slope: z.number().positive(),
  table_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  provenance: Provenance,
  table: z.string().max(1_400_000),
});
export type ConductModel = z.infer<typeof ConductModel>;

/** How likely `text` attacks somebody, 0..1, by its wording as a whole; 0 for a text without letters. */
export const probabilityOfAttack = (model: ConductModel, text: string): number => {
  if (!/\p{L}/u.test(text)) return 0;
  const score = linearScore(stepsOf(model), model.bias, featuresOf(text), model.scale);
  return 1 / (1 + Math.exp(-model.slope * (score - model.threshold)));
};

/** Bias plus `scale` times the sum of weights over the square root of the number of features: long texts do not score more by length. */
export const linearScore = (
  weights: ReadonlyMap<number, number>,
  bias: number,
  features: ReadonlySet<number>,
  scale = 1,
): number => {
  let sum = 0;
  for (const feature of features) sum += weights.get(feature) ?? 0;
  return bias + (scale * sum) / Math.sqrt(Math.max(1, features.size));
};

// A pure function of the table; keeping the result changes nothing but the time and room it takes. Every script that is
// open holds a parsed copy of the model, so the table itself is the key.
const kept = new Map<string, ReadonlyMap<number, number>>();

const stepsOf = (model: ConductModel): ReadonlyMap<number, number> => {
  const known = kept.get(model.table);
  if (known) return known;
  const bytes = Uint8Array.from(atob(model.table), (char) => char.charCodeAt(0));
  if (bytes.length !== model.features * 5) {
    throw new Error(
      `the conduct model has ${bytes.length} bytes instead of ${model.features * 5}; train it again or restore the file`,
    );
  }
  const view = new DataView(bytes.buffer);
  const steps = new Map<number, number>();
  for (let i = 0; i < model.features; i++) {
    steps.set(view.getUint32(4 * i, true), view.getInt8(4 * model.features + i));
  }
  kept.set(model.table, steps);
  return steps;
};
