import { z } from "zod";
import { Bilingual } from "../core/locale.ts";
import { type Assessment, overrideReasons } from "../core/scoring/assessment.ts";
import type { Fragment, Sql, Tx } from "./client.ts";
import type { Vault } from "./vault.ts";

const Quote = z.object({ messageId: z.string(), text: z.string(), start: z.number(), end: z.number() });
const Credit = z.enum(["unprompted", "prompted", "partial", "absent"]);
const Gate = z.enum([
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

const ElementScore = z.object({
  id: z.string(),
  label: Bilingual,
  weight: z.number(),
  critical: z.boolean(),
  credit: Credit,
  points: z.number(),
  quote: Quote.nullable(),
});

const GateHit = z.object({ gate: Gate, cap: z.number(), quote: Quote.nullable(), reason: Bilingual });
const Moment = z.object({ label: Bilingual, points: z.number(), of: z.number(), quote: Quote.nullable() });

const Band = z.enum(["advance", "review", "decline_proposed"]);

const Overridden = z.object({
  list: z.array(
    z.object({
      part: z.enum(["roleplay", "rule"]),
      id: z.string(),
      label: Bilingual,
      weight: z.number(),
      from: Credit,
      to: Credit,
      pointsFrom: z.number(),
      pointsTo: z.number(),
      reason: z.enum(overrideReasons),
      note: z.string(),
      by: z.string(),
      name: z.string(),
      at: z.number(),
    }),
  ),
  original: z.object({
    total: z.number(),
    band: Band,
    passed: z.boolean(),
    reviewReasons: z.array(z.string()),
  }),
});

const Body: z.ZodType<Assessment> = z.object({
  attempt: z.int(),
  versions: z.record(z.string(), z.string()),
  complaint: z.object({
    scenario: z.string(),
    version: z.string(),
    response: z.number(),
    completeness: z.number(),
    emotion: z.number(),
    bars: z.number(),
    total: z.number(),
    elements: z.array(ElementScore),
    gates: z.array(GateHit),
    conduct: z.array(z.object({ quote: Quote, reason: Bilingual })),
    timing: z.object({
      firstReply: z.number().nullable(),
      timeToSolution: z.number().nullable(),
      slaShare: z.number(),
      typingCpm: z.number().nullable(),
    }),
    flags: z.array(z.string()),
  }),
  rule: z
    .object({
      card: z.string(),
      question: z.string().optional(),
      version: z.string(),
      accuracy: z.number(),
      clarity: z.number(),
      bars: z.number(),
      total: z.number(),
      facts: z.array(ElementScore),
      wrong: z.array(
        z.object({ id: z.string(), label: Bilingual, penalty: z.number(), quote: Quote.nullable() }),
      ),
      gates: z.array(GateHit),
      flags: z.array(z.string()),
    })
    .nullable(),
  short: z
    .object({
      items: z.array(
        z.object({
          item: z.string(),
          card: z.string(),
          statement: Bilingual,
          truth: z.boolean(),
          answer: z.enum(["true", "false", "unsure", "none"]),
          reasonFound: z.boolean(),
          score: z.number(),
          quote: Quote.nullable(),
        }),
      ),
      mean: z.number(),
    })
    .nullable(),
  ruleTotal: z.number(),
  total: z.number(),
  passed: z.boolean(),
  band: Band,
  reviewBand: z.tuple([z.number(), z.number()]),
  reviewReasons: z.array(z.string()),
  confidence: z.number(),
  best: z.array(Moment),
  worst: z.array(Moment),
  signs: z
    .array(
      z.object({
        id: z.enum(["fast", "form", "machine", "template", "copied"]),
        reason: Bilingual,
        quote: Quote.nullable(),
      }),
    )
    .optional(),
  judge: z
    .object({
      source: z.literal("model"),
      model: z.string(),
      calls: z.int(),
      tokens: z.int(),
      ms: z.number(),
      rulesTotal: z.number(),
      gained: z.array(z.string()),
      rejected: z.int(),
    })
    .optional(),
  overrides: Overridden.optional(),
});

const Row = z.object({
  id: z.uuid(),
  applicationId: z.uuid(),
  bodySealed: z.instanceof(Uint8Array),
  completedAt: z.date(),
});

/** A stored result; `at` = when the attempt was completed, whatever version of it stands. */
export type StoredAssessment = { id: string; applicationId: string; assessment: Assessment; at: Date };

/** When the attempt of a row of assessments was completed: a later version of its result is no later attempt. */
export const completedAt = (sql: Sql | Tx, of: Fragment): Fragment => sql`
  (select min(v.created_at) from assessments v where v.company_id = ${of}.company_id
    and v.application_id = ${of}.application_id and v.conversation_id = ${of}.conversation_id
    and v.attempt = ${of}.attempt)`;

/** A stored assessment, opened and checked; throws when it is not one of this company's. */
export const openAssessment = (vault: Vault, company: string, sealed: Uint8Array): Assessment =>
  Body.parse(vault.open(sealed, `${company}:assessments`));

/** The newest assessment of each of these applications; those without one are missing from the map. */
export async function latestAssessments(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  applicationIds: readonly string[],
): Promise<Map<string, StoredAssessment>> {
  const rows = await sql`
    select distinct on (s.application_id) s.id, s.application_id as "applicationId", s.body_sealed as "bodySealed",
      ${completedAt(sql, sql`s`)} as "completedAt"
    from assessments s
    where s.company_id = ${company} and s.application_id = any(${[...applicationIds]}::uuid[])
      and s.body_sealed is not null and s.standing
    order by s.application_id, s.attempt desc, s.created_at desc`;
  return new Map(
    rows.map((raw) => {
      const row = Row.parse(raw);
      const assessment = openAssessment(vault, company, row.bodySealed);
      return [
        row.applicationId,
        { id: row.id, applicationId: row.applicationId, assessment, at: row.completedAt },
      ];
    }),
  );
}
