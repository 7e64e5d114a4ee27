import type { RuleCard } from "./rule.ts";

/** Days a card may be used before somebody looks at the rule again: README §1. */
const days = { volatile: 30, slow: 90, stable: 365 } as const;
const dayMs = 24 * 3_600_000;

/** Whether a card is past its re-check date on `today` (YYYY-MM-DD); on that very day it still counts. */
export const recheckDue = (card: Pick<RuleCard, "as_of" | "stability">, today: string): boolean =>
  Date.parse(today) - Date.parse(card.as_of) > days[card.stability] * dayMs;
