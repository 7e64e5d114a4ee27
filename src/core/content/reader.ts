import { z } from "zod";
import { Bilingual } from "../locale.ts";

/** What a model is told when it reads a résumé a second time, or words an answer: one file `prompts/readers/<id>.yaml`. */
export const ReaderPrompt = z.strictObject({
  id: z.string().regex(/^[a-z][a-z_]*$/),
  version: z.int().positive(),
  system: Bilingual,
  task: Bilingual,
});
export type ReaderPrompt = z.infer<typeof ReaderPrompt>;

const always = {
  system: ["{open}", "{close}"],
  task: ["{text}", "{open}", "{close}", "{nonce}", "{schema}"],
};
/** What the prompt of an id is filled with besides. */
const besides: Readonly<Record<string, readonly string[]>> = {
  resume: ["{platforms}", "{skills}"],
  answer: ["{question}"],
};

/** What is missing in a prompt, in words; a prompt without the word JSON is refused by some endpoints. */
export const checkReaderPrompt = (prompt: ReaderPrompt): string[] =>
  (["zh", "en"] as const).flatMap((language) => [
    ...(["system", "task"] as const).flatMap((part) =>
      [...always[part], ...(part === "task" ? (besides[prompt.id] ?? []) : [])]
        .filter((place) => !prompt[part][language].includes(place))
        .map((place) => `${part}.${language}: ${place} is missing; put it in`),
    ),
    ...(/json/i.test(prompt.task[language])
      ? []
      : [`task.${language}: the word JSON is missing; say that the answer is JSON`]),
  ]);
