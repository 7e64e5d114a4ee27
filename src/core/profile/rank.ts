import { type Plan, planTerms } from "./plan.ts";

/** People per piece of a bitmap; a piece is 1 KB, person n in bit n % 8 of byte n / 8. */
export const pieceSize = 8192;
const wordsPerPiece = pieceSize / 32;

/** Bitmaps by term and piece; what is not there has no bit set. */
export type Bitmaps = ReadonlyMap<string, ReadonlyMap<number, Uint8Array>>;

/** Where a page begins: behind this place. `key` orders fits: everything required first, then points. */
export type Place = { key: number; ordinal: number };

/** Who is looked at: anybody with one of `scope` and none of `without`. */
export type Scope = { scope: readonly string[]; without: readonly string[] };

const sureKey = 2000;
/** The key of a fit. */
export const keyOf = ({ points, sure }: { points: number; sure: boolean }): number =>
  points + (sure ? sureKey : 0);

/** Every term that must be there to rank. */
export const rankTerms = (plan: Plan, { scope, without }: Scope): string[] => [
  ...new Set([...scope, ...without, ...planTerms(plan)]),
];

/**
 * The `count` best fitting people behind `after`, best first; of equals the one who came last is first. Exact, whatever
 * the weights: one pass over the bitmaps, newest people first, 32 at a time; it ends when nobody better can come.
 */
export function rank(plan: Plan, bitmaps: Bitmaps, who: Scope, after: Place | null, count: number): Place[] {
  const best: Place[] = [];
  const top = sureKey + plan.criteria.reduce((sum, { scored }) => sum + fullOf(scored), 0);
  const reading = new Reading(plan, bitmaps, who);
  for (const piece of reading.pieces) {
    reading.open(piece);
    for (let word = wordsPerPiece - 1; word >= 0; word -= 1) {
      const floor = best.length < count ? -1 : (best[count - 1]?.key ?? -1);
      if (floor >= top) return best;
      const people = reading.people(word);
      if (people === 0) continue;
      const sure = reading.sure(word);
      if (reading.most(word, people, sure) <= floor) continue;
      reading.add(word, people);
      let left = people & reading.above(floor, sure);
      if (after) left &= ~reading.above(after.key, sure);
      while (left !== 0) {
        const bit = 31 - Math.clz32(left);
        left &= ~(1 << bit);
        const key = reading.sum(bit) + ((sure >>> bit) & 1 ? sureKey : 0);
        const ordinal = piece * pieceSize + word * 32 + bit;
        if (after && key === after.key && ordinal >= after.ordinal) continue;
        insert(best, { key, ordinal }, count);
      }
    }
  }
  return best;
}

const fullOf = (scored: readonly { points: number }[]): number =>
  scored.reduce((sum, { points }) => sum + points, 0);

/** Keeps the best `count`; whoever comes later in the pass is behind their equals. */
function insert(best: Place[], place: Place, count: number): void {
  if (best.length >= count && (best[count - 1]?.key ?? -1) >= place.key) return;
  let at = best.length;
  while (at > 0 && (best[at - 1]?.key ?? 0) < place.key) at -= 1;
  best.splice(at, 0, place);
  if (best.length > count) best.pop();
}

const nothing = new Uint32Array(wordsPerPiece);
/** Sums of points are below 2048, with room for terms that exclude each other in truth. */
const planeCount = 11;

/** The words of one piece after another, as the plan needs them. */
class Reading {
  readonly pieces: number[];
  private scope: Uint32Array[] = [];
  private without: Uint32Array[] = [];
  private required: { meets: Uint32Array[]; against: Uint32Array }[] = [];
  private scored: Uint32Array[] = [];
  private readonly points: number[];
  private readonly planes = new Int32Array(planeCount);
  private readonly plan: Plan;
  private readonly bitmaps: Bitmaps;
  private readonly who: Scope;

  constructor(plan: Plan, bitmaps: Bitmaps, who: Scope) {
    this.plan = plan;
    this.bitmaps = bitmaps;
    this.who = who;
    this.points = plan.criteria.flatMap(({ scored }) => scored.map(({ points }) => points));
    const pieces = new Set(who.scope.flatMap((term) => [...(bitmaps.get(term)?.keys() ?? [])]));
    this.pieces = [...pieces].sort((a, b) => b - a);
  }

  open(piece: number): void {
    const of = (term: string): Uint32Array => wordsOf(this.bitmaps.get(term)?.get(piece));
    this.scope = this.who.scope.map(of);
    this.without = this.who.without.map(of);
    this.scored = this.plan.criteria.flatMap(({ scored }) => scored.map(({ term }) => of(term)));
    this.required = this.plan.criteria
      .filter(({ criterion }) => criterion.need === "required")
      .map(({ meets, against }) => ({ meets: meets.map(of), against: of(against) }));
  }

  /** Who is looked at, without those of whom the opposite of something required is known. */
  people(word: number): number {
    let people = 0;
    for (const words of this.scope) people |= words[word] ?? 0;
    for (const words of this.without) people &= ~(words[word] ?? 0);
    for (const { meets, against } of this.required) people &= ~((against[word] ?? 0) & ~any(meets, word));
    return people;
  }

  /** Who has everything required. */
  sure(word: number): number {
    let sure = -1;
    for (const { meets } of this.required) sure &= any(meets, word);
    return sure;
  }

  /** No key in this word is above it. */
  most(word: number, people: number, sure: number): number {
    let most = (sure & people) !== 0 ? sureKey : 0;
    for (let i = 0; i < this.scored.length; i += 1)
      if (((this.scored[i]?.[word] ?? 0) & people) !== 0) most += this.points[i] ?? 0;
    return most;
  }

  /** Sums up the points of 32 people at once: plane k holds bit k of everybody's sum, so that adding is a few ands and xors. */
  add(word: number, people: number): void {
    const { planes } = this;
    planes.fill(0);
    for (let i = 0; i < this.scored.length; i += 1) {
      const bits = (this.scored[i]?.[word] ?? 0) & people;
      if (bits === 0) continue;
      for (let points = this.points[i] ?? 0, from = 0; points !== 0; points >>= 1, from += 1) {
        if ((points & 1) === 0) continue;
        for (let carry = bits, k = from; carry !== 0 && k < planeCount; k += 1) {
          const plane = planes[k] ?? 0;
          planes[k] = plane ^ carry;
          carry &= plane;
        }
      }
    }
  }

  /** Whose key is above this one. */
  above(key: number, sure: number): number {
    return (sure & this.sumsAbove(key - sureKey)) | (~sure & this.sumsAbove(key));
  }

  sum(bit: number): number {
    let sum = 0;
    for (let k = 0; k < planeCount; k += 1) sum |= (((this.planes[k] ?? 0) >>> bit) & 1) << k;
    return sum;
  }

  private sumsAbove(bound: number): number {
    if (bound < 0) return -1;
    if (bound >= 1 << planeCount) return 0;
    let above = 0;
    let equal = -1;
    for (let k = planeCount - 1; k >= 0; k -= 1) {
      const plane = this.planes[k] ?? 0;
      if ((bound >> k) & 1) equal &= plane;
      else {
        above |= equal & plane;
        equal &= ~plane;
      }
    }
    return above;
  }
}

function any(all: readonly Uint32Array[], word: number): number {
  let bits = 0;
  for (const words of all) bits |= words[word] ?? 0;
  return bits;
}

/** The words of a stored piece, which may be shorter than full and begin at any byte of its memory. */
function wordsOf(bytes: Uint8Array | undefined): Uint32Array {
  if (bytes === undefined) return nothing;
  if (bytes.byteLength === wordsPerPiece * 4 && bytes.byteOffset % 4 === 0)
    return new Uint32Array(bytes.buffer, bytes.byteOffset, wordsPerPiece);
  const words = new Uint32Array(wordsPerPiece);
  new Uint8Array(words.buffer).set(bytes.subarray(0, wordsPerPiece * 4));
  return words;
}

/** Sets or clears the bits of people (ordinals) in a piece; gives the piece anew, null when nobody is left in it. */
export function withBits(
  bytes: Uint8Array | undefined,
  set: readonly number[],
  clear: readonly number[],
): Uint8Array | null {
  const next = new Uint8Array(pieceSize / 8);
  if (bytes) next.set(bytes.subarray(0, next.length));
  for (const n of set) next[(n % pieceSize) >> 3] = (next[(n % pieceSize) >> 3] ?? 0) | (1 << (n & 7));
  for (const n of clear) next[(n % pieceSize) >> 3] = (next[(n % pieceSize) >> 3] ?? 0) & ~(1 << (n & 7));
  return next.some((byte) => byte !== 0) ? next : null;
}
