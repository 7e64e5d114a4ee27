import { isDue } from "./card-expiry.ts";
import type { RuleCard, ShortItems } from "./rule.ts";

/** Rules that wait for somebody to confirm them, and what that leaves to ask. */
export type RuleUpkeep = {
  /** Ids of enabled cards past their re-check date, sorted. */
  due: string[];
  /** Quick questions of a new conversation, and how many it should be. */
  questions: number;
  wanted: number;
};

/** Cards that nothing in a new conversation may rest on: past their re-check date, or switched off. Sorted ids. */
export const restingCards = (cards: readonly RuleCard[], today: string): string[] =>
  cards
    .filter((card) => !card.enabled || isDue(card, today))
    .map(({ id }) => id)
    .sort();

/** What recruiters must be told about the rules on `today`. */
export function upkeepOf(cards: readonly RuleCard[], short: ShortItems, today: string): RuleUpkeep {
  const { draw } = short;
  return {
    due: restingCards(
      cards.filter(({ enabled }) => enabled),
      today,
    ),
    questions: drawSize(short, restingCards(cards, today)),
    wanted: draw.true + draw.false,
  };
}

/** How many short items can be drawn, as many true as false ones, when those of `resting` cards stay out. */
export function drawSize({ draw, items }: ShortItems, resting: readonly string[]): number {
  const there = (truth: boolean) =>
    items.filter((item) => item.truth === truth && !resting.includes(item.card)).length;
  const share = Math.min(1, there(true) / draw.true, there(false) / draw.false);
  return Math.floor(share * draw.true) + Math.floor(share * draw.false);
}
