import { z } from "zod";
import type { Embedder } from "../core/faq/ports.ts";
import { clientOf } from "./client.ts";

/** A client of an OpenAI-compatible endpoint's `/embeddings`. One request for each call, none is repeated. */
export function createEmbedder(settings: { apiKey: string; baseUrl: string; model: string }): Embedder {
  const { model } = settings;
  const client = clientOf(settings, 10_000);
  return {
    async embed(texts, signal) {
      if (texts.length === 0) return [];
      // As numbers: the SDK would ask for base64, which some endpoints do not know.
      const asked = client.embeddings.create(
        { model, input: [...texts], encoding_format: "float" },
        { signal },
      );
      const raw: unknown = await asked.catch(() => null);
      const answer = Answer.safeParse(raw);
      if (!answer.success) return null;
      const vectors = [...answer.data.data].sort((a, b) => a.index - b.index);
      const whole = vectors.length === texts.length && vectors.every(({ index }, at) => index === at);
      return whole ? vectors.map(({ embedding }) => Float32Array.from(embedding)) : null;
    },
  };
}

const Answer = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(2).max(8_192) })),
});
