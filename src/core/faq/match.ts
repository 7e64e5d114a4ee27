import { z } from "zod";
import { type HumanSignal, humanSignals } from "./human-signals.ts";
import { wordsWith } from "./lexicon.ts";
import { piecesOf, type Tokens, tokensOf } from "./tokens.ts";
import { type Unit, unitsOf, type Words } from "./units.ts";
import type { Want } from "./wants.ts";

/** A question with its answer, as an entry of a shop or of `prompts/faq`. */
export const FaqItem = z.object({
  id: z.union([z.string().min(1).max(200), z.number()]),
  question: z.string().max(2000),
  answer: z.string().max(8000).default(""),
});
export type FaqItem = z.infer<typeof FaqItem>;

/** What was found: the entry that fits or null, all entries best first (scores 0..1), how sure (0..1), whether a person must come. */
export type FaqMatch = {
  entry: FaqItem["id"] | null;
  ranked: { id: FaqItem["id"]; score: number }[];
  confidence: number;
  needs_human: boolean;
};

/** Entries made ready for searching. */
export type FaqIndex = {
  ids: readonly FaqItem["id"][];
  words: Words;
  readings: readonly Reading[];
  /** Topics and pieces -> readings that have them, with the share (0..1) that counts; runs -> readings with their weight. */
  said: ReadonlyMap<string, readonly [reading: number, share: number][]>;
  runs: ReadonlyMap<string, readonly [reading: number, weight: number][]>;
  /** 1 for a topic of one entry, less for one that many share. */
  rarity: ReadonlyMap<string, number>;
  /** The same for runs. */
  runRarity: ReadonlyMap<string, number>;
  /** How far the entries are about our topics at all, 0..1. */
  topical: number;
};

/** The whole question of an entry, or one of its clauses. */
type Reading = {
  entry: number;
  whole: number;
  said: ReadonlyMap<string, number>;
  total: number;
  topics: number;
  /** The part of the topics that says much. */
  strong: number;
  runs: number;
  chinese: boolean;
  want: Want | null;
};

const inAnswer = 0.3;
/** A clause of an entry says only a part of what the entry is about. */
const clauseShare = 0.85;

/** Reads the entries once; a question then takes under a millisecond for some hundred. */
export function faqIndex(items: readonly FaqItem[]): FaqIndex {
  const latin = new Set(items.flatMap(({ question }) => question.toLowerCase().match(/[a-z]{3,}/g) ?? []));
  const words = wordsWith(latin);
  const readings: Reading[] = [];
  const said = new Map<string, Map<number, number>>();
  const runs = new Map<string, Map<number, number>>();
  const entriesWith = new Map<string, Set<number>>();
  for (const [entry, item] of items.entries()) {
    const whole = unitsOf(item.question, words);
    const answer = tokensOf(unitsOf(item.answer, words)).said;
    const first = readings.length;
    for (const units of [whole, ...clausesOf(whole)]) {
      const own = tokensOf(units);
      const at = readings.length;
      readings.push({
        entry,
        whole: first,
        said: own.said,
        total: sum(own.said),
        topics: topicsOf(own),
        strong: topicsOf(own, 1.8),
        runs: 0,
        chinese: own.chinese,
        want: own.want,
      });
      const pieces = [...own.said.keys(), ...piecesOf(whole), ...tokensOf(whole).said.keys()];
      for (const token of answer.keys()) if (token.startsWith("c:")) put(said, token, at, inAnswer);
      for (const token of pieces) put(said, token, at, 1);
      for (const [run, weight] of own.runs) put(runs, run, at, weight);
      for (const token of own.said.keys())
        entriesWith.set(token, (entriesWith.get(token) ?? new Set()).add(entry));
    }
  }
  const top = Math.log((items.length + 8) / 3);
  const runRarity = rarityOf(runs, readings, items.length);
  for (const [run, places] of runs)
    for (const [at, weight] of places) {
      const reading = readings[at];
      if (reading) reading.runs += weight * (runRarity.get(run) ?? 1);
    }
  const rarity = new Map(
    Array.from(entriesWith, ([token, { size }]): [string, number] => [
      token,
      Math.max(0.25, Math.log((items.length + 8) / (size + 2)) / top),
    ]),
  );
  return {
    ids: items.map(({ id }) => id),
    words,
    readings,
    said: listed(said),
    runs: listed(runs),
    rarity,
    runRarity,
    topical: topicalOf(readings),
  };
}

/** Entries of which half is topics count as wholly about them; where they are about other things topics are chance. */
function topicalOf(readings: readonly Reading[]): number {
  let topics = 0;
  let all = 0;
  for (const { strong, total } of readings) {
    topics += strong;
    all += total;
  }
  return all > 0 ? Math.min(1, topics / all / 0.5) : 0;
}

/** 1 for a run of one entry, less for one that many share. */
function rarityOf(
  runs: ReadonlyMap<string, ReadonlyMap<number, number>>,
  readings: readonly { entry: number }[],
  entries: number,
): Map<string, number> {
  const top = Math.log((entries + 4) / 2);
  return new Map(
    Array.from(runs, ([run, places]): [string, number] => {
      const size = new Set(Array.from(places.keys(), (at) => readings[at]?.entry)).size;
      return [run, Math.max(0.3, Math.log((entries + 4) / (size + 1)) / top)];
    }),
  );
}

const listed = (map: ReadonlyMap<string, ReadonlyMap<number, number>>) =>
  new Map(Array.from(map, ([token, places]): [string, [number, number][]] => [token, [...places]]));

function put(map: Map<string, Map<number, number>>, token: string, at: number, share: number): void {
  const places = map.get(token) ?? new Map<number, number>();
  places.set(at, Math.max(places.get(at) ?? 0, share));
  map.set(token, places);
}

function clausesOf(units: readonly Unit[]): Unit[][] {
  const clauses = Map.groupBy(units, ({ clause }) => clause);
  return clauses.size < 2 ? [] : [...clauses.values()].filter((clause) => clause.length >= 2);
}

const sum = (map: ReadonlyMap<string, number>): number => {
  let total = 0;
  for (const weight of map.values()) total += weight;
  return total;
};

const topicsOf = ({ said }: Tokens, least = 0): number => {
  let total = 0;
  for (const [token, weight] of said) if (token.startsWith("c:") && weight >= least) total += weight;
  return total;
};

/** Finds the entry that answers `question`, with all the others behind it. */
export function matchFaq(index: FaqIndex, question: string): FaqMatch {
  const signals = humanSignals(question);
  const { found, best, confidence } = look(index, question, signals);
  const ranked = found
    .map(({ score }, entry) => ({ id: index.ids[entry] ?? "", score: to4(score), entry }))
    .sort((a, b) => b.score - a.score || a.entry - b.entry);
  return {
    entry: confidence >= surest ? (index.ids[best] ?? null) : null,
    ranked: ranked.map(({ id, score }) => ({ id, score })),
    confidence,
    needs_human: signals.length > 0,
  };
}

/** The same entry alone, for the path of every message; null = none answers it. `signals` = those of the question. */
export function bestEntry(
  index: FaqIndex,
  question: string,
  signals: readonly HumanSignal[],
): { entry: FaqItem["id"]; confidence: number } | null {
  // Most shops have written no entries of their own.
  if (index.ids.length === 0) return null;
  const { best, confidence } = look(index, question, signals);
  const entry = index.ids[best];
  return entry !== undefined && confidence >= surest ? { entry, confidence } : null;
}

/** How well each entry fits, which fits best (of equals the first), and how sure that is. */
function look(index: FaqIndex, question: string, signals: readonly HumanSignal[]) {
  const own = tokensOf(unitsOf(question, index.words), signals);
  const found = scored(index, own);
  let best = 0;
  for (const [entry, { score }] of found.entries())
    if (to4(score) > to4(found[best]?.score ?? 0)) best = entry;
  return { found, best, confidence: to4(sureness(index, found[best], own)) };
}

/** Whether a question is about something that no entry is about, whatever else it is about. */
const asksMore = (index: FaqIndex, { said }: Tokens): boolean =>
  [...said].some(([token, weight]) => token.startsWith("c:") && weight >= 1.8 && !index.said.has(token));

const to4 = (share: number): number => Math.round(share * 1e4) / 1e4;
/** So sure an entry must be to be said. */
export const surest = 0.5;

type Found = { score: number; asked: number; answered: number; alike: number; foreign: boolean };

function scored(index: FaqIndex, own: Tokens): Found[] {
  const { readings, rarity } = index;
  const asked = new Float64Array(readings.length);
  const answered = new Float64Array(readings.length);
  const alike = new Float64Array(readings.length);
  let all = 0;
  for (const [token, weight] of own.said) {
    const worth = weight * (rarity.get(token) ?? 1);
    all += worth;
    for (const [at, share] of index.said.get(token) ?? []) {
      asked[at] = (asked[at] ?? 0) + worth * share;
      if (share === 1)
        answered[at] = (answered[at] ?? 0) + Math.min(weight, readings[at]?.said.get(token) ?? 0);
    }
  }
  const wholes = new Float64Array(readings.length);
  const topical = topicalShare(own) * index.topical;
  let ownRuns = 0;
  for (const [run, weight] of own.runs) {
    const rare = index.runRarity.get(run) ?? 1;
    ownRuns += weight * rare;
    for (const [at, there] of index.runs.get(run) ?? [])
      alike[at] = (alike[at] ?? 0) + Math.min(weight, there) * rare;
  }
  const found: Found[] = index.ids.map(() => ({ score: 0, asked: 0, answered: 0, alike: 0, foreign: false }));
  for (const [at, { entry, whole, total, topics, runs, chinese, want }] of readings.entries()) {
    const foreign = own.chinese !== chinese;
    const a = all > 0 ? (asked[at] ?? 0) / all : 0;
    const wanted = foreign ? topics : total;
    const part = wanted > 0 ? Math.min(1, (answered[at] ?? 0) / wanted) : 0;
    wholes[at] = part;
    const b = part * (whole === at ? 1 : 0.5 + 0.5 * (wholes[whole] ?? 0));
    const same = ownRuns + runs > 0 ? (2 * (alike[at] ?? 0)) / (ownRuns + runs) : 0;
    const c = same * agreement(own.want, want) * (whole === at ? 1 : clauseShare);
    const meant = a * (0.6 + 0.4 * b);
    const score = foreign ? meant : topical * meant + (1 - topical) * c;
    if (score > (found[entry]?.score ?? 0))
      found[entry] = { score, asked: a, answered: b, alike: c, foreign };
  }
  return found;
}

/** Two questions that want different kinds of answer are less alike than their words: 怎么还款, 什么时候还款. */
function agreement(a: Want | null, b: Want | null): number {
  if (a === b) return 1;
  return a === null || b === null ? 0.97 : 0.9;
}

/** How far topics are to be trusted against likeness of the wording: most where the question is made of them. */
function topicalShare(own: Tokens): number {
  const all = sum(own.said);
  return all > 0 ? (0.6 * topicsOf(own, 1.8)) / all : 0;
}

/** Weight of what a question must say at least: half a topic. */
const saysEnough = 1.6;

/** What is left of the sureness where something else is asked as well. */
const besideMore = 0.85;

/** How sure it is that the best entry answers the question. */
function sureness(index: FaqIndex, best: Found | undefined, own: Tokens): number {
  if (!best || own.said.size === 0) return 0;
  // "怎么办" and "how about it" fit everything and ask nothing.
  const said = Math.min(1, sum(own.said) / saysEnough) * (asksMore(index, own) ? besideMore : 1);
  if (best.foreign) return said * (0.85 * best.asked + 0.15 * best.answered);
  return said * Math.min(1, 0.75 * best.asked + 0.15 * best.answered + 0.2 * best.alike);
}
