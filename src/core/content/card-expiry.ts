import type { RuleCard } from "./rule.ts";

/** Days a card may be used after `as_of` before somebody must compare it with the current rule (README §1). */
const daysOf: Record<RuleCard["stability"], number> = { volatile: 30, slow: 90, stable: 365 };
const day = 86_400_000;

/** The last day (YYYY-MM-DD) on which the card may be used without being looked at again. */
export function recheckBy({ as_of, stability }: Pick<RuleCard, "as_of" | "stability">): string {
  return new Date(Date.parse(`${as_of}T00:00:00Z`) + daysOf[stability] * day).toISOString().slice(0, 10);
}

/** Whether the card is past its re-check date on `today` (YYYY-MM-DD, in the company's zone): nobody is asked it then. */
export function isDue(card: Pick<RuleCard, "as_of" | "stability">, today: string): boolean {
  return today > recheckBy(card);
}

/** Whether the card may be asked on `today`: confirmed by the shop and not past its re-check date. */
export function isAskable(card: Pick<RuleCard, "as_of" | "stability" | "enabled">, today: string): boolean {
  return card.enabled && !isDue(card, today);
}
