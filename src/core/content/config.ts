import { z } from "zod";
import { ConductModel } from "../scoring/conduct-model.ts";
import { ConceptSource, Gate } from "./scenario.ts";

const Point = z.tuple([z.number(), z.number()]);

/** The scoring configuration `prompts/scoring.yaml`; a score stores the version it was computed with. */
export const ScoringConfig = z.strictObject({
  version: z.int().positive(),
  as_of: z.iso.date(),
  composite: z.strictObject({ complaint: z.number(), rule: z.number() }),
  rule_mix: z.strictObject({ explanation: z.number(), short: z.number() }),
  pass_above: z.number(),
  review_band: Point,
  attempt2_band_shift: z.number(),
  floors: z.strictObject({ completeness: z.number(), accuracy: z.number(), emotion: z.number() }),
  complaint: z.strictObject({
    weights: z.strictObject({ response: z.number(), completeness: z.number(), emotion: z.number() }),
    response_parts: z.strictObject({
      first_reply: z.number(),
      time_to_solution: z.number(),
      sla: z.number(),
    }),
    first_reply_curve: z.array(Point).min(2),
    solution_curve: z.array(Point).min(2),
    solution_coverage: z.number(),
    unanswered_turn_s: z.number(),
    typing_adjust: z.strictObject({
      enabled: z.boolean(),
      warmup_s: z.number(),
      v_ref_cpm: z.number(),
      v_min_cpm: z.number(),
    }),
    element_credit: z.strictObject({
      unprompted: z.number(),
      prompted: z.number(),
      partial: z.number(),
      absent: z.number(),
    }),
    critical_missing_caps: z.strictObject({ one: z.number(), two_or_more: z.number() }),
  }),
  rule: z.strictObject({
    weights: z.strictObject({ accuracy: z.number(), clarity: z.number() }),
    time_limit_s: z.number(),
    hedge_halves_volatile_penalties: z.boolean(),
    default_wrong_penalty: z.number(),
    clarity_length_factor: z.array(z.tuple([z.number(), z.number(), z.number()])),
    english_length_multiplier: z.number(),
  }),
  short: z.strictObject({
    correct_with_reason: z.number(),
    correct_only: z.number(),
    unsure_with_pointer: z.number(),
    /** What counts as saying where the answer is to be found. */
    pointer: ConceptSource,
  }),
  /** Cap of the scenario total per gate; every gate needs one. */
  gates: z.record(Gate, z.number().min(0).max(100)),
  reliability: z.strictObject({ r: z.number(), sd: z.number(), mean: z.number() }),
  /** The conduct classifier, put here from `models/conduct.json` so that it is pinned with the numbers; without it rules alone rate. */
  conduct_model: ConductModel.optional(),
});
export type ScoringConfig = z.infer<typeof ScoringConfig>;
