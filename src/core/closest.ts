/** Up to three of `names` that somebody may have meant by `word`, the likeliest first. */
export function closest(word: string, names: readonly string[]): string[] {
  const said = plainly(word);
  if (said === "") return [];
  const different = names.filter(
    (name, at) => names.findIndex((other) => plainly(other) === plainly(name)) === at,
  );
  return different
    .map((name) => ({ name, cost: costOf(said, plainly(name)) }))
    .filter(({ cost }) => cost < 1)
    .sort((a, b) => a.cost - b.cost || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

const plainly = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "");

/** 0 = the same; 1 and more = not alike. A part of a name is nearly it; else a third of the letters may differ. */
function costOf(said: string, name: string): number {
  if (said === name) return 0;
  if (said.length > 1 && (name.includes(said) || said.includes(name)) && name.length > 1) return 0.1;
  return distance(said, name) / (Math.max(said.length, name.length) / 2 + 0.01);
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const at = (i: number, j: number) => rows[i]?.[j] ?? j;
  for (let i = 0; i <= a.length; i += 1)
    for (let j = i === 0 ? 0 : 1; j <= b.length; j += 1) {
      const row = rows[i] ?? [];
      if (i === 0) {
        row[j] = j;
        continue;
      }
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, at(i - 2, j - 2) + 1);
      row[j] = best;
    }
  return at(a.length, b.length);
}
