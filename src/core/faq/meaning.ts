/** A text of an entry with its vector. */
export type Placed = { entry: string; vector: Float32Array };

/** How far the nearest entry must stand out from the others, and from the next one, in their standard deviations. */
const alone = { out: 4, next: 1 };
/** The same where the rules thought of it, too: it is one of their best, though they were not sure. */
const agreed = { out: 3, next: 0.5 };
const thoughtOf = 5;
/** Of fewer entries nobody can say how far apart they usually are. */
const fewest = 10;

/**
 * The entry that means what was asked; null = none stands out. Endpoints differ in what a likeness of 0.6 is worth, so no
 * absolute figure decides: the nearest entry is measured by how the likenesses of all the others lie. Of 60 unrelated
 * entries the nearest is usually 2.4 standard deviations out. `ranked` = what the rules think, best first.
 */
export function sameMeaning(
  question: Float32Array,
  placed: readonly Placed[],
  ranked: readonly { entry: string; score: number }[],
): string | null {
  const likeness = new Map<string, number>();
  for (const { entry, vector } of placed)
    likeness.set(entry, Math.max(likeness.get(entry) ?? -1, cosine(question, vector)));
  const [best, ...others] = [...likeness].sort(([, a], [, b]) => b - a);
  if (!best || others.length < fewest) return null;
  const all = others.map(([, one]) => one);
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
  const spread = Math.sqrt(all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / all.length);
  const [entry, nearest] = best;
  const thought = ranked.slice(0, thoughtOf).some((one) => one.entry === entry && one.score > 0);
  const { out, next } = thought ? agreed : alone;
  const standsOut = nearest - mean >= out * spread && nearest - (all[0] ?? 0) >= next * spread;
  return spread > 0 && standsOut ? entry : null;
}

/** Cosine of the angle between two vectors, -1..1; 0 for one without direction or of another length. */
function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return 0;
  let [dot, left, right] = [0, 0, 0];
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    dot += x * y;
    left += x * x;
    right += y * y;
  }
  return left > 0 && right > 0 ? dot / Math.sqrt(left * right) : 0;
}
