/** Days under observation, whether it ended with the event (false = still there when we looked), and how many are like that. */
export type Spell = { days: number; ended: boolean; count?: number };

/**
 * Share that outlasts `horizon` days by Kaplan-Meier, with Greenwood's standard error (0 while nobody has left).
 * An event on the last day counts; whoever is censored on the day of an event was at risk of it. Null without spells.
 */
export function survivalAt(
  spells: readonly Spell[],
  horizon: number,
): { share: number; standardError: number } | null {
  if (spells.length === 0) return null;
  const days = new Set(spells.filter(({ ended, days }) => ended && days <= horizon).map(({ days }) => days));
  let share = 1;
  let sum = 0;
  for (const day of [...days].sort((a, b) => a - b)) {
    const atRisk = number(spells.filter((spell) => spell.days >= day));
    const left = number(spells.filter((spell) => spell.ended && spell.days === day));
    share *= 1 - left / atRisk;
    if (atRisk > left) sum += left / (atRisk * (atRisk - left));
  }
  return { share, standardError: share * Math.sqrt(sum) };
}

const number = (spells: readonly Spell[]): number => spells.reduce((sum, { count = 1 }) => sum + count, 0);
