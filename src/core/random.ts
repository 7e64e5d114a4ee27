/** A source of numbers in [0, 1). */
export type Random = () => number;

/**
 * Numbers that depend on nothing but the 32-bit `seed` (mulberry32): a session is replayed from the seed stored with it.
 * Not for secrets.
 */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
};

/** A 32-bit seed for one named purpose of a session, so that a new draw never shifts the others (FNV-1a over `seed:label`). */
export const deriveSeed = (seed: number, label: string): number => {
  let hash = 0x811c9dc5;
  for (const char of `${seed}:${label}`)
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
};

/** One of `items`, each equally likely; throws on an empty list, which no caller can mean. */
export const pick = <T>(random: Random, items: readonly T[]): T => {
  const [item] = items.slice(Math.floor(random() * items.length));
  if (item === undefined) throw new Error("pick needs at least one item");
  return item;
};

/** `items` in random order (Fisher-Yates), the argument untouched. */
export const shuffled = <T>(random: Random, items: readonly T[]): T[] => {
  const rest = [...items];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return result;
};
