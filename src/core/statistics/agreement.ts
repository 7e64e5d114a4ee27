/** How often each pair (first rater's label, second rater's label) occurs; rows and columns in the order of `labels`. */
export function confusion<T>(labels: readonly T[], pairs: readonly (readonly [T, T])[]): number[][] {
  const position = new Map(labels.map((label, i) => [label, i]));
  const table = labels.map(() => labels.map(() => 0));
  for (const [first, second] of pairs) {
    const row = table[position.get(first) ?? -1];
    const column = position.get(second);
    if (!row || column === undefined) throw new Error(`"${first}" or "${second}" is none of the labels`);
    row[column] = (row[column] ?? 0) + 1;
  }
  return table;
}

/** Unweighted agreement beyond chance (Cohen 1960); 1 when both raters always give the same single label, NaN without pairs. */
export const cohenKappa = (table: readonly (readonly number[])[]): number =>
  kappaOf(table, (i, j) => (i === j ? 0 : 1));

/** Agreement of ordered categories, disagreement weighted by its square (Cohen 1968); the size of the scale cancels out. */
export const quadraticKappa = (table: readonly (readonly number[])[]): number =>
  kappaOf(table, (i, j) => (i - j) ** 2);

/**
 * Quadratic kappa of two lists of scores from 0 to 100, cut into steps of `width` points (10 = eleven categories, as
 * raters use them). NaN without pairs.
 */
export function scoreKappa(pairs: readonly (readonly [number, number])[], width = 10): number {
  const most = Math.round(100 / width);
  const step = (score: number) => Math.min(most, Math.max(0, Math.floor(score / width + 0.5)));
  const labels = Array.from({ length: most + 1 }, (_, i) => i);
  return quadraticKappa(
    confusion(
      labels,
      pairs.map(([a, b]) => [step(a), step(b)] as const),
    ),
  );
}

function kappaOf(table: readonly (readonly number[])[], weight: (i: number, j: number) => number): number {
  const rows = table.map((row) => sum(row));
  const columns = table.map((_, j) => sum(table.map((row) => row[j] ?? 0)));
  const all = sum(rows);
  let observed = 0;
  let expected = 0;
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) {
      observed += weight(i, j) * count;
      expected += (weight(i, j) * (rows[i] ?? 0) * (columns[j] ?? 0)) / all;
    }
  }
  if (all === 0) return Number.NaN;
  return expected === 0 ? 1 : 1 - observed / expected;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
