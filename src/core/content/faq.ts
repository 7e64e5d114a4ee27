import { z } from "zod";
import { Bilingual } from "../locale.ts";

const Said = z.strictObject({
  question: z.string().trim().min(2).max(200),
  answer: z.string().trim().min(2).max(1500),
});

/** Facts of a job that an answer may be filled with. */
export const FactOfJob = z.enum(["pay", "shift", "city", "employment", "openings", "platforms", "company"]);
export type FactOfJob = z.infer<typeof FactOfJob>;

/** A question candidates ask at any shop. */
export const DefaultEntry = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]*$/),
    zh: Said,
    en: Said,
    /** Whether the job's advert may say more, and whether people are asked where nothing does. */
    job: z.enum(["quote", "ask"]).optional(),
    /** What is said instead where this fact of the job is known. */
    fact: FactOfJob.optional(),
    known: Bilingual.optional(),
  })
  .refine(
    ({ fact, known }) =>
      (fact === undefined) === (known === undefined) &&
      (!known || [known.zh, known.en].every((said) => said.includes("{fact}"))),
    "fact and known go together, and known contains {fact}",
  );
export type DefaultEntry = z.infer<typeof DefaultEntry>;

/** Questions candidates ask at any shop, with answers in both languages: a file of `prompts/faq`. */
export const FaqFile = z.strictObject({
  id: z.string(),
  /** How lines of a job's advert are introduced; {lines} is filled in. */
  quoted: Bilingual,
  entries: z
    .array(DefaultEntry)
    .min(1)
    .refine(
      (entries) => new Set(entries.map(({ id }) => id)).size === entries.length,
      "an entry is there twice; rename or remove one",
    ),
});
export type FaqFile = z.infer<typeof FaqFile>;
