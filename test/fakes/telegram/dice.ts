/** Numbers in [0, 1) that only depend on the seed (a linear congruential generator modulo 2^32, mixed by xorshift). */
export function createDice(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x45d9f3b);
    mixed ^= mixed >>> 13;
    return (mixed >>> 0) / 2 ** 32;
  };
}
