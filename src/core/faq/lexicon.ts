import { stemOf, type Unit, unitsOf, type Words } from "./units.ts";
import { askingWords } from "./words-asking.ts";
import { payWords } from "./words-pay.ts";
import { personWords } from "./words-person.ts";
import { workWords } from "./words-work.ts";

/** A topic met in a text: which, how much it says, how surely (0..1), and the units it covers. */
export type Met = { concept: string; weight: number; quality: number; from: number; to: number };

type Form = { concept: string; weight: number; units: readonly Unit[] };

const concepts = [payWords, workWords, personWords, askingWords].flatMap((list) =>
  Array.from(list.matchAll(/^(\w+) ([\d.]+): (.+)$/gm), ([, id = "", weight = "", ways = ""]) => {
    const [chinese = "", english = ""] = ways.split(" | ");
    return { id, weight: Number(weight), ways: [...chinese.split(" "), ...english.split(", ")] };
  }),
);

const forms = new Map<string, Form[]>();
const vocabulary = new Set<string>();
let longest = 1;
for (const { id, weight, ways } of concepts) {
  for (const way of ways) {
    const units = unitsOf(way);
    if (units.length === 0) continue;
    const key = keyOf(units, 0, units.length);
    forms.set(key, [...(forms.get(key) ?? []), { concept: id, weight, units }]);
    longest = Math.max(longest, units.length);
    for (const unit of units) if (unit.kind === "word") vocabulary.add(unit.exact);
  }
}

const stems: ReadonlySet<string> = new Set([...vocabulary].map(stemOf));

/** English as the lists know it, and words of `more`. */
export function wordsWith(more: ReadonlySet<string>): Words {
  const known = (word: string) => vocabulary.has(word) || more.has(word) || stems.has(stemOf(word));
  const remembered = new Map<string, string>();
  return {
    known,
    meant: (word) => {
      if (word.length < 4 || known(word)) return word;
      let meant = remembered.get(word);
      if (meant === undefined) {
        meant = nearest(word, [...vocabulary, ...more]);
        if (remembered.size < 1000) remembered.set(word, meant);
      }
      return meant;
    },
  };
}

/** The word of `list` that one slip makes of `word` (two from eight letters on), else `word` itself. */
function nearest(word: string, list: readonly string[]): string {
  const allowed = word.length >= 8 ? 2 : 1;
  let best = word;
  let least = allowed + 1;
  for (const other of list) {
    if (other.length < 4 || Math.abs(other.length - word.length) > allowed || other[0] !== word[0]) continue;
    const slips = slipsBetween(word, other, allowed);
    if (slips < least) [best, least] = [other, slips];
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours; more than `most` may be given as most + 1. */
function slipsBetween(a: string, b: string, most: number): number {
  let older: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      cost = Math.min(cost, (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (older[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [older, before] = [before, row];
  }
  return before[b.length] ?? most + 1;
}

/** Everything the lists know in a text, without overlaps: the reading that covers most in the longest pieces. */
export function conceptsIn(units: readonly Unit[]): Met[] {
  const value: number[] = [0];
  const step: Met[][] = [[]];
  for (let end = 1; end <= units.length; end++) {
    let best = value[end - 1] ?? 0;
    let found: Met[] = step[end - 1] ?? [];
    for (let from = Math.max(0, end - longest); from < end; from++) {
      if (units[from]?.clause !== units[end - 1]?.clause) continue;
      const here = metAt(units, from, end);
      if (here.length === 0) continue;
      const quality = Math.max(...here.map((met) => met.quality));
      const topical = here.some(({ weight }) => weight >= 1) ? 0.2 : 0;
      const worth = (value[from] ?? 0) + (end - from) ** 1.5 * quality + topical;
      if (worth > best) [best, found] = [worth, [...(step[from] ?? []), ...here]];
    }
    value.push(best);
    step.push(found);
  }
  return step[units.length] ?? [];
}

function metAt(units: readonly Unit[], from: number, to: number): Met[] {
  const found = new Map<string, Met>();
  for (const { concept, weight, units: form } of forms.get(keyOf(units, from, to)) ?? []) {
    const quality = qualityOf(units, from, form, weight);
    if (quality > (found.get(concept)?.quality ?? 0))
      found.set(concept, { concept, weight, quality, from, to });
  }
  const best = Math.max(0, ...Array.from(found.values(), ({ quality }) => quality));
  return [...found.values()].filter(({ quality }) => quality === best);
}

/** 1 = written like this; less for pinyin and for other characters of the same sound; 0 = too little in common. */
function qualityOf(units: readonly Unit[], from: number, form: readonly Unit[], weight: number): number {
  let other = 0;
  let typed = 0;
  for (const [i, wanted] of form.entries()) {
    const unit = units[from + i];
    if (unit?.kind === "syllable") typed++;
    else if (unit?.kind === "han" && unit.exact !== wanted.exact) other++;
  }
  const length = form.length;
  if (typed > 0) return length === 1 && weight >= 1 ? 0 : 0.95;
  if (other === 0) return 1;
  return other < length || length >= 4 ? 0.75 : 0;
}

function keyOf(units: readonly Unit[], from: number, to: number): string {
  let key = "";
  for (let i = from; i < to; i++) key += `${units[i]?.key} `;
  return key;
}
