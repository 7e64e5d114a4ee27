import { compileConcept } from "../scoring/language.ts";
import { conceptsOf, parseExpression } from "../scoring/language-expression.ts";
import { checkUnique, checkWeights } from "./check-scenario.ts";
import type { RuleCard, RuleItem, ShortItems } from "./rule.ts";
import type { ConceptSource } from "./scenario.ts";
import type { Texts } from "./texts.ts";

/** What is wrong with a rule to be explained; empty = it can be scored. */
export function checkRuleItem(item: RuleItem): string[] {
  return [
    ...checkWeights(item.key_facts, "key_facts"),
    ...checkUnique("key_facts", item.key_facts),
    ...checkUnique("wrong_assertions", item.wrong_assertions),
    ...checkConcepts(item.concepts),
    ...item.key_facts.flatMap(({ id, full, partial }) => [
      ...checkExpression(`fact ${id}, full`, full, item.concepts),
      ...(partial === undefined ? [] : checkExpression(`fact ${id}, partial`, partial, item.concepts)),
    ]),
    ...item.wrong_assertions.flatMap(({ id, when }) => checkExpression(`wrong ${id}`, when, item.concepts)),
    ...item.violations.flatMap(({ id, when }) => checkExpression(`violation ${id}`, when, item.concepts)),
    ...checkExpression("hedge", item.hedge, item.concepts),
  ];
}

/** What is wrong with the short items: expressions, ids, cards they cite, and whether a session can be drawn. */
export function checkShortItems(short: ShortItems, cards: readonly RuleCard[]): string[] {
  const known = new Set(cards.map(({ id }) => id));
  const count = (truth: boolean) => short.items.filter((item) => item.truth === truth).length;
  return [
    ...checkUnique("items", short.items),
    ...short.items.flatMap(({ id, card, concepts, reason }) => [
      ...(known.has(card) ? [] : [`item ${id}: there is no card "${card}"; name a card of prompts/rules`]),
      ...checkConcepts(concepts).map((problem) => `item ${id}, ${problem}`),
      ...checkExpression(`item ${id}, reason`, reason, concepts),
    ]),
    ...(count(true) < short.draw.true || count(false) < short.draw.false
      ? ["draw: there are fewer items than are drawn; add items or draw fewer"]
      : []),
  ];
}

/** What is wrong with a file of rule cards. */
export function checkCards(cards: readonly RuleCard[]): string[] {
  return [
    ...checkUnique("cards", cards),
    ...cards.flatMap((card) => [
      ...checkWeights(
        card.key_facts.map(({ w }, i) => ({ id: String(i), w })),
        `card ${card.id}, key_facts`,
      ),
      ...(card.enabled ? checkAskable(card) : []),
      ...checkSayings(card),
    ]),
  ];
}

/** A card in use is asked in both languages, so it needs two wordings and every fact in each. */
function checkAskable({ id, ask, key_facts }: RuleCard): string[] {
  const wordings = ask && Math.min(ask.zh.length, ask.en.length) >= 2;
  return [
    ...(wordings ? [] : [`card ${id}, ask: give at least two wordings in zh and in en, or disable the card`]),
    ...key_facts.flatMap(({ en }, i) =>
      en === undefined ? [`card ${id}, key_facts ${i}: its English wording is missing; add en`] : [],
    ),
  ];
}

function checkSayings({ id, key_facts, wrong, must_not_say }: RuleCard): string[] {
  const said = (place: string, source: ConceptSource | undefined) =>
    source === undefined
      ? []
      : checkConcepts({ said: source }).map((problem) => `card ${id}, ${place}: ${problem}`);
  return [
    ...key_facts.flatMap((fact, i) => [
      ...said(`key_facts ${i}`, fact.said),
      ...said(`key_facts ${i}`, fact.partly),
    ]),
    ...[...wrong, ...must_not_say].flatMap((statement) =>
      typeof statement === "string" ? [] : said(statement.zh, statement.said),
    ),
  ];
}

/** Both languages must have the same sentences with the same placeholders. */
export function checkTexts(zh: Texts, en: Texts): string[] {
  const left = sentences(zh);
  const right = sentences(en);
  return [
    ...[...left.keys()].filter((key) => !right.has(key)).map((key) => `${key}: missing in en.yaml; add it`),
    ...[...right.keys()]
      .filter((key) => !left.has(key))
      .map((key) => `${key}: missing in zh-CN.yaml; add it`),
    ...[...left]
      .filter(([key, holes]) => right.has(key) && right.get(key) !== holes)
      .map(
        ([key, holes]) => `${key}: placeholders differ (${holes} / ${right.get(key)}); use the same in both`,
      ),
  ];
}

function sentences(texts: Texts): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([group, named]) =>
      Object.entries(named).map(([name, text]): [string, string] => [
        `${group}.${name}`,
        [
          ...new Set(
            [text]
              .flat()
              .join(" ")
              .match(/\{\w+\}/g) ?? [],
          ),
        ]
          .sort()
          .join(" "),
      ]),
    ),
  );
}

function checkConcepts(concepts: Readonly<Record<string, ConceptSource>>): string[] {
  return Object.entries(concepts).flatMap(([name, source]) =>
    problemOf(`concept ${name}`, () => compileConcept(source, {})),
  );
}

function checkExpression(
  place: string,
  source: string,
  concepts: Readonly<Record<string, ConceptSource>>,
): string[] {
  return problemOf(place, () => {
    const unknown = conceptsOf(parseExpression(source)).find((name) => !(name in concepts));
    if (unknown)
      throw new Error(`"${source}" names "${unknown}", which is no concept; add it under concepts`);
  });
}

function problemOf(place: string, run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    return [`${place}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
