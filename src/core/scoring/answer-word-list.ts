import { contentful } from "./answer-grams.ts";
import type { Reference } from "./answer-key.ts";
import type { Clause, Unit } from "./answer-units.ts";

/** So many scraps in a row are no sentence any more. */
const inARow = 6;
/** A scrap is at most this long and has no word that joins it to others. */
const scrapLength = 4;

/**
 * Whether the answer strings key words together instead of stating something: many scraps in a row, separated by
 * spaces or commas. A point of the reference is never a scrap, so that adding one cannot make a word list of an answer.
 */
export function isWordList(text: string, clauses: readonly Clause[], reference: Reference): boolean {
  if (reference.listed) return false;
  const points = new Set(reference.points.map((point) => point.said));
  let run = 0;
  for (const scrap of clauses.flatMap(({ units }) => scrapsOf(text, units))) {
    const short =
      scrap.length <= scrapLength &&
      scrap.every(({ weight }) => weight >= contentful) &&
      !points.has(scrap.map(({ key }) => key).join(" "));
    run = short ? run + 1 : 0;
    if (run >= inARow) return true;
  }
  return false;
}

/** A clause cut where spaces stand between its pieces; between Latin words they only separate words. */
function scrapsOf(text: string, units: readonly Unit[]): Unit[][] {
  const scraps: Unit[][] = [[]];
  for (const [i, unit] of units.entries()) {
    const gap = text.slice(units[i - 1]?.end ?? unit.start, unit.start);
    if (/\s/u.test(gap) && !/^[a-z]/.test(unit.key)) scraps.push([]);
    scraps.at(-1)?.push(unit);
  }
  return scraps;
}
