import { z } from "zod";
import type { ConceptSource } from "./scenario.ts";

/** The file's own concepts stand before the shared ones; the result is what is pinned. */
export function withConcepts(common: Record<string, ConceptSource>, body: unknown): unknown {
  const own = z.looseObject({ concepts: z.record(z.string(), z.unknown()).optional() }).safeParse(body);
  return own.success ? { ...own.data, concepts: { ...common, ...own.data.concepts } } : body;
}

/** The classifier travels and is pinned with the scoring configuration. */
export function withModel(body: unknown, model: unknown): unknown {
  const config = z.looseObject({}).safeParse(body);
  return config.success && model !== undefined ? { ...config.data, conduct_model: model } : body;
}
