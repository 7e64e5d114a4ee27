import { z } from "zod";
import { Bilingual, BilingualVariants } from "../locale.ts";
import { ConceptSource, Gate } from "./scenario.ts";

const Fact = z.strictObject({
  id: z.string(),
  w: z.number().positive(),
  must: z.boolean().default(false),
  label: Bilingual,
  /** Expressions over concepts, as in scenarios. */
  full: z.string(),
  partial: z.string().optional(),
});

const WrongAssertion = z.strictObject({
  id: z.string(),
  p: z.number().positive(),
  label: Bilingual,
  when: z.string(),
  volatile: z.boolean().default(false),
  gate: Gate.optional(),
});

/** A rule to be explained in the candidate's own words (R01): `prompts/rules/explain/<id>.yaml`. */
export const RuleItem = z.strictObject({
  id: z.string(),
  kind: z.literal("rule"),
  version: z.int().positive(),
  title: Bilingual,
  as_of: z.iso.date(),
  /** The rule card it rests on; past that card's re-check date it is not asked in new conversations. */
  card: z.string().optional(),
  time_limits: z.strictObject({ total_s: z.number(), hard_stop_s: z.number() }),
  customer_say: BilingualVariants,
  brief: Bilingual,
  concepts: z.record(z.string(), ConceptSource),
  key_facts: z.array(Fact).min(1),
  wrong_assertions: z.array(WrongAssertion),
  violations: z.array(z.strictObject({ id: z.string(), gate: Gate, label: Bilingual, when: z.string() })),
  hedge: z.string(), // expression: refers to the item page / official rules
});
export type RuleItem = z.infer<typeof RuleItem>;

/** A true/false item with one key point. */
export const ShortItem = z.strictObject({
  id: z.string().regex(/^Q\d\d$/),
  card: z.string(),
  platform: z.string(),
  statement: Bilingual,
  truth: z.boolean(),
  key_point: Bilingual,
  /** Patterns (see prompts/README.md); one of these groups must match for the reason to count: expression over concepts. */
  concepts: z.record(z.string(), ConceptSource),
  reason: z.string(),
  difficulty: z.int().min(1).max(3),
});
export type ShortItem = z.infer<typeof ShortItem>;

/** All short items and how they are drawn: `prompts/rules/short-items.yaml`. */
export const ShortItems = z.strictObject({
  version: z.int().positive(),
  time_limit_s: z.number(),
  draw: z.strictObject({ true: z.int(), false: z.int(), min_platforms: z.int() }),
  items: z.array(ShortItem).min(1),
});
export type ShortItems = z.infer<typeof ShortItems>;

/** One point an answer should make. `said`: ways of saying it all; `partly`: of saying a part; both as in scenarios. */
const CardFact = z.strictObject({
  w: z.number().positive(),
  zh: z.string().min(1),
  en: z.string().min(1).optional(),
  said: ConceptSource.optional(),
  partly: ConceptSource.optional(),
});
export type CardFact = z.infer<typeof CardFact>;

/** Something said wrongly, in the card's own words or with the ways of saying it; `gate` caps the score instead of costing points. */
const CardStatement = z.union([
  z.string().min(1),
  z.strictObject({
    zh: z.string().min(1),
    en: z.string().min(1).optional(),
    said: ConceptSource.optional(),
    gate: Gate.optional(),
  }),
]);
export type CardStatement = z.infer<typeof CardStatement>;

/** A dated, sourced platform rule: `prompts/rules/<platform>.yaml` holds a list of these. */
export const RuleCard = z.strictObject({
  id: z.string(),
  platform: z.string(),
  topic: z.string(),
  ask_zh: z.string(),
  /** Wordings of the customer's question when the card is asked as an explanation; an enabled card has at least two. */
  ask: BilingualVariants.optional(),
  key_facts: z.array(CardFact).min(1),
  wrong: z.array(CardStatement),
  must_not_say: z.array(CardStatement),
  stability: z.enum(["stable", "slow", "volatile"]),
  confidence: z.enum(["high", "medium", "low"]),
  sources: z.array(z.string()).min(1),
  enabled: z.boolean(),
  effective: z.string().optional(),
  as_of: z.iso.date(),
  note: z.string().optional(),
});
export type RuleCard = z.infer<typeof RuleCard>;
