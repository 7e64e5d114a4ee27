import { z } from "zod";
import { Bilingual } from "../locale.ts";

/** What a model is told when it looks for evidence: one file `prompts/judges/<id>.yaml`. */
export const JudgePrompt = z.strictObject({
  id: z.string().regex(/^[a-z][a-z_]*$/),
  version: z.int().positive(),
  system: Bilingual,
  task: Bilingual,
  /** Who a line is by. */
  customer: Bilingual,
  candidate: Bilingual,
  /** Headings of the parts of a session. */
  roleplay: Bilingual,
  rule: Bilingual,
  /** Quotes shorter than six characters that count all the same. */
  short_quotes: z.array(z.string().min(2).max(5)),
});
export type JudgePrompt = z.infer<typeof JudgePrompt>;

const needed: Record<"system" | "task", readonly string[]> = {
  system: ["{open}", "{close}"],
  task: ["{elements}", "{transcript}", "{open}", "{close}", "{nonce}", "{schema}"],
};

/** What is missing in a prompt, in words; a prompt without the word JSON is refused by some endpoints. */
export function checkJudgePrompt(prompt: JudgePrompt): string[] {
  const problems: string[] = [];
  for (const part of ["system", "task"] as const) {
    for (const language of ["zh", "en"] as const) {
      const text = prompt[part][language];
      for (const place of needed[part]) {
        if (!text.includes(place)) problems.push(`${part}.${language}: ${place} is missing; put it in`);
      }
    }
  }
  for (const language of ["zh", "en"] as const) {
    if (!/json/i.test(prompt.task[language]))
      problems.push(`task.${language}: the word JSON is missing; say that the answer is JSON`);
  }
  return problems;
}
