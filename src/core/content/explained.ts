import type { Bilingual, BilingualVariants } from "../locale.ts";
import type { ScoringConfig } from "./config.ts";
import type { RuleCard, RuleItem } from "./rule.ts";

/** A rule card asked as an explanation, with what a conversation needs of it. */
export type CardItem = {
  kind: "card";
  /** That of the card. */
  id: string;
  source: RuleCard;
  time_limits: { total_s: number; hard_stop_s: number };
  customer_say: BilingualVariants;
  /** Ids are the places in the card, from "0"; the first fact is the core. */
  key_facts: readonly { id: string; w: number; must: boolean; label: Bilingual }[];
};

/** What a candidate is asked to explain: an item with a rubric of its own, or a card. */
export type Explained = RuleItem | CardItem;

/** What was on its way when the time was up still counts as sent to this part for so long. */
const graceS = 30;

/** The card as an explanation; throws when it has no question to ask. */
export function cardItem(card: RuleCard, { rule }: ScoringConfig): CardItem {
  if (!card.ask)
    throw new Error(`card ${card.id} has no question: add ask with two wordings in zh and in en`);
  return {
    kind: "card",
    id: card.id,
    source: card,
    time_limits: { total_s: rule.time_limit_s, hard_stop_s: rule.time_limit_s + graceS },
    customer_say: card.ask,
    key_facts: card.key_facts.map(({ w, zh, en }, i) => ({
      id: String(i),
      w,
      must: i === 0,
      label: { zh, en: en ?? zh },
    })),
  };
}

/** The id under which the content of an explanation is pinned. */
export const fileOf = ({ kind, id }: Pick<Explained, "kind" | "id">): string =>
  kind === "card" ? `cards/${id}` : `rules/explain/${id}`;
