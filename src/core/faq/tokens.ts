import { conceptsIn, type Met } from "./lexicon.ts";
import { withSynonyms } from "./synonyms.ts";
import type { Unit } from "./units.ts";
import { type Want, wantOf } from "./wants.ts";

/** What a text says, as weighted tokens: `c:` topics, `r:` pieces no topic covers; and runs of characters of all of it. */
export type Tokens = {
  said: ReadonlyMap<string, number>;
  runs: ReadonlyMap<string, number>;
  /** Whether there is anything Chinese in it, typed or in pinyin. */
  chinese: boolean;
  /** What kind of answer is wanted; null = it does not say. */
  want: Want | null;
};

const rules: readonly (readonly [
  needed: readonly [string, string],
  made: string,
  dropped: readonly string[],
])[] = [
  [["pay", "when"], "payday", ["pay", "when"]],
  [["pay", "payday"], "payday", ["pay"]],
  [["training", "pay"], "training_pay", []],
  [["training", "money"], "training_pay", []],
  [["training", "experience"], "training", ["experience"]],
  [["fine", "rude"], "fine", ["rude"]],
  [["data", "documents"], "data", ["documents"]],
  [["test", "long"], "duration", ["test"]],
  [["join", "when"], "start", []],
  [["result", "long"], "result_when", []],
  [["result", "when"], "result_when", []],
  [["otherjob", "vacancies"], "otherjob", ["vacancies"]],
  [["housing", "fees"], "housing", ["fees"]],
];
const madeWeight = 2;

/** Characters of grammar, which say little wherever they stand. */
const empty = new Set(
  "的了是在和与或也都就按以为及可被把由给对等有会能要这那个其之而且并还才到从于哦呢哈呀吗吧啊亲您你我他们请么嘛什怎样想问下一不没二三四五六七八九十百千万半个只才".split(
    "",
  ),
);

/** The tokens of a text given as units; `signals` (human-signals.ts) count as topics of it. */
export function tokensOf(units: readonly Unit[], signals: readonly string[] = []): Tokens {
  const met = conceptsIn(units);
  const said = new Map<string, number>();
  for (const { concept, weight, quality } of met) {
    if (weight > 0) raise(said, `c:${concept}`, weight * quality);
  }
  for (const [needed, made, dropped] of rules) {
    if (!needed.every((id) => said.has(`c:${id}`))) continue;
    for (const id of dropped) said.delete(`c:${id}`);
    raise(said, `c:${made}`, ["payday", "duration", "start"].includes(made) ? 3 : madeWeight);
  }
  if (ageIn(units)) raise(said, "c:age", 3);
  const topical = [...said].some(([, weight]) => weight >= 1.8);
  if (!topical && said.has("c:money")) raise(said, "c:pay", madeWeight);
  for (const signal of signals) raise(said, `c:${signal}`, 5);
  rest(units, met, said);
  return {
    said,
    runs: runsOf(units),
    chinese: units.some(({ kind }) => kind !== "word"),
    want: wantOf(wordsOf(units)),
  };
}

/** The units as one text again, English words apart. */
const wordsOf = (units: readonly Unit[]): string =>
  units.map(({ kind, exact }) => (kind === "word" ? ` ${exact} ` : exact)).join("");

/** Whether somebody tells an age: a number of a working life before 岁 or 了 ("我48了"). */
const ageIn = (units: readonly Unit[]): boolean =>
  units.some(
    ({ key }, i) =>
      /^@(?:1[89]|[2-7]\d)$/.test(key) &&
      /^[岁了]$/.test(units[i + 1]?.exact ?? "") &&
      !/^[满在]$/.test(units[i - 1]?.exact ?? ""),
  );

const raise = (map: Map<string, number>, key: string, weight: number) =>
  map.set(key, Math.max(map.get(key) ?? 0, weight));

/** What no topic covers: pairs of characters, single ones, words. */
function rest(units: readonly Unit[], met: readonly Met[], said: Map<string, number>): void {
  const covered = new Uint8Array(units.length);
  for (const { weight, from, to } of met) if (weight > 0 || to - from > 1) covered.fill(1, from, to);
  // A character that says little by itself may be half of a word nobody listed: 上 in 上市.
  const loose = (i: number) => {
    const unit = units[i];
    return !!unit && !covered[i] && unit.kind === "han" && !single.has(i) && !empty.has(unit.exact);
  };
  const single = new Set(
    met.filter(({ weight, from, to }) => weight === 0 && to - from === 1).map(({ from }) => from),
  );
  for (const i of single) if (!loose(i - 1) && !loose(i + 1)) covered[i] = 1;
  for (const [i, unit] of units.entries()) {
    if (covered[i] || (unit.kind === "han" && empty.has(unit.exact))) continue;
    if (unit.kind === "word") {
      raise(said, `r:${unit.key}`, /^@\d/.test(unit.key) ? 0.5 : 1.2);
      continue;
    }
    raise(said, `r:${unit.key}`, 0.4);
    const next = units[i + 1];
    if (next && !covered[i + 1] && next.kind !== "word" && next.clause === unit.clause)
      raise(said, `r:${unit.key} ${next.key}`, 0.9);
  }
}

/** Single units and neighbouring pairs, as words of one meaning, as written and by sound, each with its weight. */
function runsOf(units: readonly Unit[]): Map<string, number> {
  const runs = new Map<string, number>();
  const words = withSynonyms(units);
  if (denies(units)) runs.set("!", 0.4);
  for (const [i, word] of words.entries()) {
    const own = wordWeight(word.name, word.same);
    raise(runs, `=${word.name}`, own * share.word);
    const next = words[i + 1];
    if (next)
      raise(runs, `=${word.name}${next.name}`, ((own + wordWeight(next.name, next.same)) / 2) * share.words);
  }
  for (const [i, unit] of units.entries()) {
    const own = empty.has(unit.exact) ? emptyWeight : 1;
    raise(runs, unit.exact, own * share.one);
    if (unit.kind !== "word") raise(runs, `~${unit.key}`, own * share.sound);
    const next = units[i + 1];
    if (!next) continue;
    const both = (own + (empty.has(next.exact) ? emptyWeight : 1)) / 2;
    raise(runs, unit.exact + next.exact, both * share.two);
    if (unit.kind !== "word") raise(runs, `~${unit.key} ${next.key}`, both * share.sound);
  }
  return runs;
}

/** Whether a text says no to something; 能不能 and 有没有 do not. */
const denies = (units: readonly Unit[]): boolean =>
  /[不没未无]|\bnot?\b/.test(
    units
      .map(({ exact }) => exact)
      .join("")
      .replace(/(.)[不没](?=\1)|有没有|可不可以|不(?:错|好意思)|[行可]不[行可]?$/gu, ""),
  );

const share = { word: 0.7, words: 0.35, one: 0.3, two: 0.3, sound: 0.1 };
const emptyWeight = 0.3;
const slight = new Set(["<可以>", "<需要>", "<给>", "<人>"]);

const wordWeight = (name: string, same: boolean): number =>
  empty.has(name) ? 0.2 : slight.has(name) ? 0.4 : same ? 1.5 : 1;

/** Every place in an entry where a token of a question may be found, whether or not a topic covers it there. */
export function piecesOf(units: readonly Unit[]): Set<string> {
  const pieces = new Set<string>();
  for (const [i, unit] of units.entries()) {
    pieces.add(`r:${unit.key}`);
    const next = units[i + 1];
    if (next && next.clause === unit.clause) pieces.add(`r:${unit.key} ${next.key}`);
  }
  return pieces;
}
