import { gramsOf, massOf, runsOf } from "./answer-grams.ts";
import { type PointSource, pointsOf } from "./answer-points.ts";
import { type Stance, stanceOf } from "./answer-stance.ts";
import { clausesOf } from "./answer-units.ts";

/** One point ready for matching: what must be said, with the weight of each piece. */
export type Point = {
  text: string;
  grams: ReadonlyMap<string, number>;
  /** Sum of the weights in `grams`. */
  mass: number;
  numbers: readonly string[];
  /** Its pieces in their order. */
  said: string;
  negated: boolean;
  /** Short enough to say one thing, so that a negation turns it round. */
  single: boolean;
  /** Pair -> the pair that says the opposite: "速 慢" -> "速 快". */
  opposites: ReadonlyMap<string, string>;
};

export type Reference = {
  points: readonly Point[];
  grams: ReadonlyMap<string, number>;
  runs: ReadonlySet<string>;
  /** Content units in all points. */
  size: number;
  numbers: ReadonlySet<string>;
  stance: Stance;
  /** Its points are short items: which of them are named is all that matters. */
  listed: boolean;
};

/** A question with its reference answers, read once and matched with many answers. */
export type AnswerKey = { asked: ReadonlySet<string>; references: readonly Reference[] };

/** Pieces that the question already says, or that every point says, tell little about an answer. */
const askedShare = 0.12;

/** Reads question and references; each reference alone is a full answer. */
export function compileAnswerKey(question: string, references: readonly string[]): AnswerKey {
  const questionUnits = clausesOf(question).flatMap(({ units }) => units);
  const words = new Set(questionUnits.map(({ key }) => key));
  const asked = new Set([...clausesOf(question).flatMap(({ units }) => [...gramsOf(units).keys()])]);
  return {
    asked,
    references: references.map((text) => referenceOf(question, text, words, asked)),
  };
}

function referenceOf(
  question: string,
  text: string,
  words: ReadonlySet<string>,
  asked: ReadonlySet<string>,
): Reference {
  const sources = pointsOf(text, words);
  const all = sources.map(({ units }) => gramsOf(units));
  const seen = new Map<string, number>();
  for (const grams of all) for (const gram of grams.keys()) seen.set(gram, (seen.get(gram) ?? 0) + 1);
  const news = (gram: string): number => (asked.has(gram) ? askedShare : 1) / (seen.get(gram) ?? 1);
  // A pair is as new as its less known half makes it: "衡性" among items that all end in "性" is hardly more than "衡".
  const weigh = (gram: string, weight: number): number => {
    const halves = gram.split(" ");
    return weight * news(gram) * (halves.length > 1 ? Math.sqrt(Math.min(...halves.map(news))) : 1);
  };
  const points = sources.map(({ text, units }, i): Point => {
    const grams = new Map([...(all[i] ?? [])].map(([gram, weight]) => [gram, weigh(gram, weight)]));
    return {
      text,
      grams,
      mass: sum(grams.values()),
      numbers: units.flatMap(({ key }) => (key.startsWith("#") ? [key] : [])),
      said: units.map(({ key }) => key).join(" "),
      negated: units.some(({ negates }) => negates),
      single: units.length <= 16,
      opposites: oppositesOf(grams),
    };
  });
  const units = sources.flatMap((source) => source.units);
  return {
    points,
    grams: merged(points),
    runs: new Set(sources.flatMap((source) => [...runsOf(source.units)])),
    size: massOf(units),
    numbers: new Set(points.flatMap(({ numbers }) => numbers)),
    stance: stanceOf(text),
    listed: isList(question, sources),
  };
}

const asksForList =
  /哪些|哪几|哪两|几种|几个|几类|几方面|(?<!为)什么(?!情况)|怎样的|哪个|列举|列出|说出|\b(?:list|name|what are|which)\b/iu;
const asksForMore =
  /为什么|为何|说明|解释|简述|判断|如何|怎么|论述|特点和|区别|\b(?:why|explain|how|describe|discuss)\b/iu;

/** Content of an item: longer points explain. */
const itemMass = 14;

const isList = (question: string, sources: readonly PointSource[]): boolean =>
  asksForList.test(question) &&
  !asksForMore.test(question) &&
  sources.filter(({ units }) => massOf(units) <= itemMass).length * 2 >= sources.length;

const merged = (points: readonly Point[]): Map<string, number> => {
  const grams = new Map<string, number>();
  for (const point of points)
    for (const [gram, weight] of point.grams) grams.set(gram, weight + (grams.get(gram) ?? 0));
  return grams;
};

const antonymPairs =
  "高低大小多少快慢长短强弱易难静动增减优缺先后前后内外新旧远近轻重早晚正反".match(/../gu) ?? [];
const antonyms: ReadonlyMap<string, string> = new Map(
  antonymPairs.flatMap(([a = "", b = ""]): [string, string][] => [
    [a, b],
    [b, a],
  ]),
);

function oppositesOf(grams: ReadonlyMap<string, number>): Map<string, string> {
  const opposites = new Map<string, string>();
  for (const gram of grams.keys()) {
    const [a = "", b] = gram.split(" ");
    if (b === undefined) continue;
    const [first, second] = [antonyms.get(a), antonyms.get(b)];
    if (first !== undefined) opposites.set(gram, `${first} ${b}`);
    else if (second !== undefined) opposites.set(gram, `${a} ${second}`);
  }
  return opposites;
}

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
