import type { Unit } from "./answer-units.ts";

/** Units below this weight carry no content of their own. */
export const contentful = 0.5;

/** Single pieces and neighbouring pairs of content, with the weight of saying each. */
export function gramsOf(units: readonly Unit[]): Map<string, number> {
  const grams = new Map<string, number>();
  const add = (gram: string, weight: number) => grams.set(gram, Math.max(weight, grams.get(gram) ?? 0));
  for (const content of clausesIn(units)) {
    for (const [i, unit] of content.entries()) {
      const han = unit.key.length === 1 && unit.key > "\u2e80";
      add(unit.key, unit.weight * (han ? 0.5 : 1));
      const next = content[i + 1];
      if (next) add(`${unit.key} ${next.key}`, han ? 1 : 0.5);
    }
  }
  return grams;
}

/** Runs of three pieces of content: words in their order, which a list of key words does not have. */
export function runsOf(units: readonly Unit[]): Set<string> {
  const runs = new Set<string>();
  for (const content of clausesIn(units)) {
    for (let i = 0; i + 2 < content.length; i++)
      runs.add(`${content[i]?.key} ${content[i + 1]?.key} ${content[i + 2]?.key}`);
  }
  return runs;
}

/** The content of each clause. */
function clausesIn(units: readonly Unit[]): Unit[][] {
  const clauses: Unit[][] = [[]];
  for (const unit of units) {
    if (unit.opens) clauses.push([]);
    if (unit.weight >= contentful) clauses.at(-1)?.push(unit);
  }
  return clauses;
}

/** Content of a text: the sum of its units' weights, quiet ones left out. */
export const massOf = (units: readonly Unit[]): number =>
  units.reduce((sum, { weight }) => sum + (weight >= contentful ? weight : 0), 0);
