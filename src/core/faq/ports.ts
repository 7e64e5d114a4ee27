import type { Locale } from "../locale.ts";

/** A question with the answer its entry gives, as a model may see them. */
export type ToWord = { question: string; answer: string; locale: Locale };

/** Words an answer for who asked; null = it could not, for whatever reason. Never throws; what it says is not checked. */
export type Wordsmith = { word(of: ToWord, signal: AbortSignal): Promise<string | null> };

/**
 * Turns texts into vectors of one length, one each, in their order; null = it could not, for whatever reason. Never
 * throws.
 */
export type Embedder = {
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[] | null>;
};
