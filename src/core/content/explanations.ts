import type { RuleCard, RuleItem } from "./rule.ts";

type There = { rules: readonly Pick<RuleItem, "id" | "card">[]; cards: readonly RuleCard[] };

/**
 * Ids of what a new conversation may be asked to explain, of the `wanted` explanations and cards: none that rests or is
 * off. An explanation with a rubric of its own takes the place of its card. With none left the other such explanations
 * stand in, then cards of the same platforms, then those for every platform and of the law, then any card. When
 * everything rests the wanted are asked all the same, as before.
 */
export function explanationsFor(
  wanted: readonly string[],
  { rules, cards }: There,
  resting: readonly string[],
): string[] {
  const ids = new Set(wanted.map((id) => rules.find(({ card }) => card === id)?.id ?? id));
  const cardsOf = new Set([...ids].map((id) => rules.find((rule) => rule.id === id)?.card ?? id));
  const platforms = new Set(cards.filter(({ id }) => cardsOf.has(id)).map(({ platform }) => platform));
  const on = cards.filter(({ enabled, ask }) => enabled && ask !== undefined);
  const awake = on.filter(({ id }) => !resting.includes(id));
  const awakeRules = rules.filter(({ card }) => card === undefined || !resting.includes(card));
  const pools = [
    [...awakeRules, ...awake].filter(({ id }) => ids.has(id)),
    awakeRules,
    awake.filter(({ platform }) => platforms.has(platform)),
    awake.filter(({ platform }) => platform === "all" || platform === "law"),
    awake,
    [...rules, ...on].filter(({ id }) => ids.has(id)),
  ];
  const pool = pools.find((some) => some.length > 0) ?? rules;
  return pool.map(({ id }) => id);
}
