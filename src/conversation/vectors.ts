import type { Embedder } from "../core/faq/ports.ts";

/** Vectors of the entries' questions, each asked for once. */
export type Vectors = { of(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[] | null> };

/** Texts whose vectors are kept in this process: some hundred entries of some ten shops. 1,024 numbers each are 20 MB. */
const mostKept = 5_000;
/** Texts in one request; some endpoints take no more. */
const atOnce = 10;

/** Keeps the vectors an endpoint gave, the newest; who needs the same at the same time waits for the same. */
export function createVectors(embedder: Embedder): Vectors {
  const kept = new Map<string, Float32Array>();
  let asking: Promise<void> = Promise.resolve();

  async function fetchMissing(texts: readonly string[], signal: AbortSignal): Promise<void> {
    const missing = [...new Set(texts.filter((text) => !kept.has(text)))];
    const parts = Array.from({ length: Math.ceil(missing.length / atOnce) }, (_, i) =>
      missing.slice(i * atOnce, (i + 1) * atOnce),
    );
    await Promise.all(
      parts.map(async (part) => {
        const vectors = await embedder.embed(part, signal);
        for (const [i, text] of part.entries()) {
          const vector = vectors?.[i];
          if (vector) kept.set(text, vector);
        }
      }),
    );
  }

  return {
    async of(texts, signal) {
      asking = asking.then(() => fetchMissing(texts, signal));
      await asking;
      const found = texts.flatMap((text) => kept.get(text) ?? []);
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
      return found.length === texts.length ? found : null;
    },
  };
}
