/** One tree: left when the feature is at most `at`; a number is a leaf. */
export type Tree = number | { f: number; at: number; left: Tree; right: Tree };

export type BoostOptions = {
  /** Per feature: +1 the prediction never falls as it rises, -1 never rises, 0 free. */
  directions: readonly number[];
  trees: number;
  depth: number;
  rate: number;
  /** Fewest weight in a leaf. */
  leaf: number;
  /** Added to the weight of every leaf (L2). */
  ridge: number;
  /** Leaves are rounded to whole multiples of 1 / scale. */
  scale: number;
};

/**
 * Gradient-boosted regression trees for squared error with monotone features (bounds are handed down as in XGBoost's
 * monotone constraints). No chance is involved: the same rows give the same trees.
 */
export function boost(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  weights: readonly number[],
  options: BoostOptions,
): { base: number; trees: Tree[] } {
  const total = weights.reduce((a, b) => a + b, 0);
  const base = Math.round((options.scale * dot(targets, weights)) / total);
  const left = targets.map((target) => target * options.scale - base);
  const orders = options.directions.map((_, f) => sorted(rows, f));
  const trees: Tree[] = [];
  for (let t = 0; t < options.trees; t++) {
    const member = new Uint8Array(rows.length).fill(1);
    const tree = grow({ rows, left, weights, orders, options }, member, options.depth, [-Infinity, Infinity]);
    trees.push(tree);
    for (const [i, row] of rows.entries()) left[i] = (left[i] ?? 0) - predictTree(tree, row);
  }
  return { base, trees };
}

/** The leaf a row falls into, in 1 / scale. */
export function predictTree(tree: Tree, row: readonly number[]): number {
  let node = tree;
  while (typeof node !== "number") node = (row[node.f] ?? 0) <= node.at ? node.left : node.right;
  return node;
}

type Task = {
  rows: readonly (readonly number[])[];
  left: readonly number[];
  weights: readonly number[];
  orders: readonly Uint32Array[];
  options: BoostOptions;
};
type Bounds = readonly [low: number, high: number];

function grow(task: Task, member: Uint8Array, depth: number, bounds: Bounds): Tree {
  const { options } = task;
  const { sum, weight } = sumOf(task, member);
  const value = clamp(sum / (weight + options.ridge), bounds);
  const split = depth === 0 ? null : bestSplit(task, member, sum, weight, bounds);
  if (!split) return Math.round(value * options.rate);
  const { f, at, low, high } = split;
  const direction = options.directions[f] ?? 0;
  const middle = (low + high) / 2;
  const [leftBounds, rightBounds]: [Bounds, Bounds] =
    direction > 0
      ? [
          [bounds[0], middle],
          [middle, bounds[1]],
        ]
      : direction < 0
        ? [
            [middle, bounds[1]],
            [bounds[0], middle],
          ]
        : [bounds, bounds];
  const goesLeft = member.map((m, i) => (m && (task.rows[i]?.[f] ?? 0) <= at ? 1 : 0));
  const goesRight = member.map((m, i) => (m && !goesLeft[i] ? 1 : 0));
  return {
    f,
    at,
    left: grow(task, goesLeft, depth - 1, leftBounds),
    right: grow(task, goesRight, depth - 1, rightBounds),
  };
}

function bestSplit(task: Task, member: Uint8Array, sum: number, weight: number, bounds: Bounds) {
  const { options, rows, left, weights, orders } = task;
  const gainOf = (s: number, w: number, value: number) => 2 * s * value - (w + options.ridge) * value * value;
  const whole = gainOf(sum, weight, clamp(sum / (weight + options.ridge), bounds));
  let best: { f: number; at: number; low: number; high: number; gain: number } | null = null;
  for (const [f, order] of orders.entries()) {
    const direction = options.directions[f] ?? 0;
    let s = 0;
    let w = 0;
    let previous: number | null = null;
    for (const i of order) {
      if (!member[i]) continue;
      const value = rows[i]?.[f] ?? 0;
      if (previous !== null && value > previous && w >= options.leaf && weight - w >= options.leaf) {
        const low = clamp(s / (w + options.ridge), bounds);
        const high = clamp((sum - s) / (weight - w + options.ridge), bounds);
        const gain = gainOf(s, w, low) + gainOf(sum - s, weight - w, high) - whole;
        const allowed = direction === 0 || (high - low) * direction >= 0;
        if (allowed && gain > (best?.gain ?? 1e-6))
          best = { f, at: Math.floor((previous + value) / 2), low, high, gain };
      }
      s += (left[i] ?? 0) * (weights[i] ?? 0);
      w += weights[i] ?? 0;
      previous = value;
    }
  }
  return best;
}

const sumOf = ({ left, weights }: Task, member: Uint8Array): { sum: number; weight: number } => {
  let sum = 0;
  let weight = 0;
  for (const [i, m] of member.entries()) {
    if (!m) continue;
    sum += (left[i] ?? 0) * (weights[i] ?? 0);
    weight += weights[i] ?? 0;
  }
  return { sum, weight };
};

const sorted = (rows: readonly (readonly number[])[], f: number): Uint32Array =>
  Uint32Array.from(rows.keys()).sort((a, b) => (rows[a]?.[f] ?? 0) - (rows[b]?.[f] ?? 0) || a - b);

const clamp = (value: number, [low, high]: Bounds): number => Math.min(high, Math.max(low, value));

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
