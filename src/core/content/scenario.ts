import { z } from "zod";
import { Bilingual, BilingualVariants } from "../locale.ts";

const Id = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/);

/** Names of the gates a violation may raise. */
export const Gate = z.enum([
  "abuse",
  "unsafe_advice",
  "off_platform",
  "privacy_leak",
  "review_manipulation",
  "false_promise",
  "change_refund_reason",
  "ridicule_or_blame",
  "no_answer",
]);

/** Priority classes of customer reactions, highest first; the first branch that applies and was not used is said. */
export const Priority = z.enum([
  "abuse",
  "unsafe_advice",
  "off_platform",
  "privacy_leak",
  "false_promise",
  "change_refund_reason",
  "review_manipulation",
  "silence",
  "no_solution",
  "no_critical",
  "no_evidence",
  "no_apology",
  "vague_timeline",
  "bait",
  "ok",
]);

/**
 * A thing that can be said: patterns of which one must match, or the same with conditions; the pattern language is
 * described in prompts/README.md.
 */
export const ConceptSource = z.union([
  z.array(z.string().min(1)).min(1),
  z.strictObject({
    any: z.array(z.string().min(1)).min(1),
    unless: z.array(z.string().min(1)).optional(), // longer phrases that contain it and mean something else
    in_question: z.boolean().optional(), // false: does not count inside a question
    even_if_negated: z.boolean().optional(), // true: counts even where it is negated
  }),
]);
export type ConceptSource = z.infer<typeof ConceptSource>;

/** When a customer line applies. All given parts must hold. */
export const Condition = z.strictObject({
  missing: z.array(Id).optional(), // all of these elements have credit 0
  present: z.array(Id).optional(), // all of these elements have credit > 0
  gates: z.array(Gate).optional(), // at least one of these was raised
  concepts: z.array(Id).optional(), // at least one of these concepts was said (asserted) by the candidate
  after_replies: z.int().min(0).optional(), // at least this many candidate turns
  after_branch: Id.optional(),
  elapsed_s: z.number().optional(), // seconds since the first customer line
  silence_s: z.number().optional(), // seconds of silence since the last customer line
  mood_at_least: z.number().optional(), // the customer's mood, 0-100, has risen to this
  half_of_sessions: z.boolean().optional(), // on for half of the sessions, by the session's seed
});
export type Condition = z.infer<typeof Condition>;

/**
 * An element's evidence is written over named concepts: `order & photo & batch`, `refund | resend`.
 * `&` binds tighter than `|`; parentheses allowed; `!x` = x was not said; `2 of (a, b, c)` = at least two of them.
 */
export const Element = z.strictObject({
  id: Id,
  w: z.number().positive(),
  critical: z.boolean().default(false),
  label: Bilingual,
  full: z.string().optional(),
  partial: z.string().optional(),
  /** Earned by a substantive reply without a breach (no quote needed). */
  by_default: z.boolean().default(false),
  /** Credit is lost when one of these concepts is said, or this violation committed. */
  void_by: z.array(Id).default([]),
  /** At most partial when one of these concepts is said. */
  limited_by: z.array(Id).default([]),
  /** Only messages to this customer count (several at once). */
  thread: z.string().optional(),
  /** Only messages within so many seconds of this opening line count. */
  within: z.strictObject({ of: Id, seconds: z.number().positive() }).optional(),
  /** Sentences that earn it whole; the synthetic people of `scenario try` say them, no candidate ever sees them. */
  sample: BilingualVariants.optional(),
});
export type Element = z.infer<typeof Element>;

/** Something that may not be said; raises a gate (cap) or, without one, only voids elements. */
export const Violation = z.strictObject({
  id: Id,
  gate: Gate.nullable(),
  label: Bilingual,
  when: z.string(), // over concepts, same language as elements, within one message
  corrected_by: z.string().optional(), // a later correction sends it to review instead of the cap
  threads: z.array(z.string()).optional(), // only in messages to these customers
});
export type Violation = z.infer<typeof Violation>;

export const Branch = z.strictObject({
  id: Id,
  priority: Priority,
  when: Condition,
  prompts: z.array(Id).default([]), // elements that count as prompted when first given after this line
  say: BilingualVariants,
  angry: BilingualVariants.optional(), // wording when the mood is at or above escalate_at
  /** Wordings that are no longer said but still recognised in transcripts. */
  formerly: z.array(z.string().min(1)).default([]),
  terminal: z.boolean().default(false),
  thread: z.string().optional(),
});
export type Branch = z.infer<typeof Branch>;

/** A role-play script with its rubric: one file `prompts/scenarios/<id>.yaml`. */
export const Scenario = z.strictObject({
  id: z.string().regex(/^S\d\d$/),
  kind: z.literal("complaint"),
  version: z.int().positive(),
  title: Bilingual,
  time_limits: z.strictObject({
    total_s: z.number(),
    first_reply_target_s: z.number(),
    per_turn_sla_s: z.number(),
    idle_prompts_s: z.array(z.number()).min(1),
    hard_stop_s: z.number(),
  }),
  max_customer_turns: z.int().positive(),
  slots: z.record(Id, z.array(Bilingual).min(1)).default({}),
  /** Slots that are drawn together: the same position in each list. */
  drawn_together: z.array(z.array(Id).min(2)).default([]),
  brief: Bilingual,
  persona: z.strictObject({ name: Bilingual, mood_start: z.number().min(0).max(100) }),
  mood: z.record(z.string(), z.number()),
  /** What the customer hands over when asked: the concept that asks, and the line that gives it. */
  on_request: z.array(z.strictObject({ asked: Id, say: Bilingual })).default([]),
  /** Concept name -> patterns; see prompts/README.md for the pattern language. */
  concepts: z.record(Id, ConceptSource),
  elements: z.array(Element).min(1),
  /** Elements of which one must be touched for "a concrete option exists". */
  solution: z.array(Id).min(1),
  violations: z.array(Violation),
  detect_order: z.array(Priority),
  opening: z
    .array(
      z.strictObject({
        id: Id,
        at_s: z.number().default(0),
        thread: z.string().optional(),
        say: BilingualVariants,
      }),
    )
    .min(1),
  branches: z.array(Branch),
  neutral: BilingualVariants,
  threads: z.record(z.string(), Bilingual).optional(),
});
export type Scenario = z.infer<typeof Scenario>;
