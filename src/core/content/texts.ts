import { z } from "zod";

/**
 * Every fixed sentence of one locale, `prompts/texts/<locale>.yaml`: groups of named sentences.
 * `{name}` is a placeholder. A list is a sequence of bubbles. Both locales must have the same keys.
 */
export const Texts = z.record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])));
export type Texts = z.infer<typeof Texts>;
