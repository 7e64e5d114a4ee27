import { z } from "zod";

const Said = z.strictObject({
  question: z.string().trim().min(2).max(200),
  answer: z.string().trim().min(2).max(1500),
});

/** Questions candidates ask at any shop, with answers in both languages: a file of `prompts/faq`. */
export const FaqFile = z.strictObject({
  id: z.string(),
  entries: z.array(z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9_]*$/), zh: Said, en: Said })).min(1),
});
export type FaqFile = z.infer<typeof FaqFile>;

/** What is wrong with a file although every value fits. */
export function checkFaq({ entries }: FaqFile): string[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id }) => {
    if (seen.has(id)) return [`entry ${id}: it is there twice; rename or remove one`];
    seen.add(id);
    return [];
  });
}
